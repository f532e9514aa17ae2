import { describe, expect, it } from 'vitest';
import type { Locks } from '../../src/platform/locks.ts';

/** The locks of two tabs of one origin. */
export interface LocksUnderTest {
  readonly here: Locks;
  readonly there: Locks;
}

let count = 0;
const newName = (): string => `contract-${Date.now()}-${++count}`;
const open = () => {
  let release = (): void => {};
  const promise = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { promise, release };
};

export function describeLocks(name: string, make: () => Promise<LocksUnderTest>): void {
  describe(`locks: ${name}`, () => {
    it('lets one in at a time, in the order of asking', async () => {
      const { here, there } = await make();
      const lock = newName();
      const seen: string[] = [];
      const work = (who: string) => async (held: boolean) => {
        seen.push(`${who} in ${held}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
        seen.push(`${who} out`);
      };
      const first = here.run(lock, {}, work('a'));
      await expect.poll(() => seen).toContain('a in true');
      await Promise.all([first, there.run(lock, {}, work('b')), there.run(lock, {}, work('c'))]);
      expect(seen).toEqual(['a in true', 'a out', 'b in true', 'b out', 'c in true', 'c out']);
    });

    it('hands on what the work gives, and lets go when it fails', async () => {
      const { here, there } = await make();
      const lock = newName();
      await expect(here.run(lock, {}, async () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
      await expect(there.run(lock, {}, async () => 42)).resolves.toBe(42);
    });

    it('keeps names apart', async () => {
      const { here, there } = await make();
      const held = open();
      const first = here.run(newName(), {}, () => held.promise);
      await expect(there.run(newName(), {}, async () => 'in')).resolves.toBe('in');
      held.release();
      await first;
    });

    it('tells at once when it is not available', async () => {
      const { here, there } = await make();
      const lock = newName();
      const held = open();
      const entered = open();
      const first = here.run(lock, {}, () => {
        entered.release();
        return held.promise;
      });
      await entered.promise;
      await expect(there.run(lock, { ifAvailable: true }, async (got) => got)).resolves.toBe(false);
      held.release();
      await first;
      await expect(there.run(lock, { ifAvailable: true }, async (got) => got)).resolves.toBe(true);
    });

    it('ends waiting, and only waiting, when the signal aborts', async () => {
      const { here, there } = await make();
      const lock = newName();
      const held = open();
      const entered = open();
      const holding = new AbortController();
      const first = here.run(lock, { signal: holding.signal }, async () => {
        entered.release();
        await held.promise;
        return 'done';
      });
      await entered.promise;
      const waiting = new AbortController();
      let worked = false;
      const second = there.run(lock, { signal: waiting.signal }, async () => {
        worked = true;
      });
      const refused = expect(second).rejects.toBe('no patience');
      waiting.abort('no patience');
      await refused;
      holding.abort('too late');
      held.release();
      await expect(first).resolves.toBe('done');
      await expect(there.run(lock, {}, async () => worked)).resolves.toBe(false);
    });

    it('is stolen at once, from who holds it and from before who waits', async () => {
      const { here, there } = await make();
      const lock = newName();
      const [entered, over, seen] = [open(), open(), [] as string[]];
      const robbed = here.run(lock, {}, async () => {
        entered.release();
        await over.promise;
        seen.push('works on');
      });
      await entered.promise;
      const waits = here.run(lock, {}, async () => seen.push('waited'));
      const lost = expect(robbed).rejects.toMatchObject({ name: 'AbortError' });
      await there.run(lock, { steal: true }, async (held) => {
        seen.push(`stolen ${held}`);
        await lost;
      });
      await waits;
      over.release();
      await expect.poll(() => seen).toEqual(['stolen true', 'waited', 'works on']);
    });

    it('refuses at once with a signal that was aborted before', async () => {
      const { here } = await make();
      const stop = new AbortController();
      stop.abort('before');
      await expect(here.run(newName(), { signal: stop.signal }, async () => 'in')).rejects.toBe('before');
    });
  });
}
