import { readFileSync } from 'node:fs';
import { afterAll, expect, vi } from 'vitest';

// Files share what they have loaded. One that puts something in a module's place loads all anew, and leaves nothing of it to the next.
const { testPath } = expect.getState();
if (testPath && /\bvi\.(mock|doMock)\(/.test(readFileSync(testPath, 'utf8'))) {
  vi.resetModules();
  afterAll(() => void vi.resetModules());
}
