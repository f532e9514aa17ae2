// @vitest-environment happy-dom
import { describe } from 'vitest';

describe('the starter', async () => {
  await import('../../../demo/starter/src/app.test.tsx');
});
