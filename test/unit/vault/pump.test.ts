import { describe, expect, it } from 'vitest';
import { createPump } from '../../../src/vault/pump.ts';

describe('a pump', () => {
  it('runs once for all that ask in one turn, and once more for all that ask while it runs', async () => {
    const finish: (() => void)[] = [];
    const pump = createPump(() => new Promise<void>((resolve) => void finish.push(resolve)));
    const first = [pump(), pump()];
    expect(finish).toHaveLength(0);
    await Promise.resolve();
    expect(finish).toHaveLength(1);
    const seen: string[] = [];
    const second = [pump(), pump()];
    void Promise.all(first).then(() => seen.push('first'));
    void Promise.all(second).then(() => seen.push('second'));
    finish[0]?.();
    await new Promise((resolve) => setTimeout(resolve));
    expect(seen).toEqual(['first']);
    expect(finish).toHaveLength(2);
    finish[1]?.();
    await Promise.all(second);
    expect(finish).toHaveLength(2);
  });
});
