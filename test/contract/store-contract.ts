import { expect, it } from 'vitest';
import type { Clock } from '../../demo/backend/clock.ts';
import type { Store } from '../../demo/backend/store.ts';

/** An empty store, and the way to let time go by for it. */
export interface StoreUnderTest {
  readonly store: Store;
  sleep(ms: number): void | Promise<void>;
}

/** For a store that reads the time from a clock it is given. */
export function withClock(open: (clock: Pick<Clock, 'now'>) => Store): () => StoreUnderTest {
  return () => {
    let now = 1_000_000;
    return {
      store: open({ now: () => now }),
      sleep: (ms) => {
        now += ms;
      },
    };
  };
}

/**
 * What every home of the backend's state must keep to.
 * @param tick the least time that can be told apart, in ms; more than one where time also goes by itself
 */
export function storeContract(setUp: () => StoreUnderTest | Promise<StoreUnderTest>, tick: number = 1): void {
  const ticks = (n: number): number => n * tick;
  const times = <T>(n: number, run: (i: number) => Promise<T>): Promise<T[]> =>
    Promise.all(Array.from({ length: n }, (_, i) => run(i)));

  it('gives back what was set last, and nothing for a key that nobody set', async () => {
    const { store } = await setUp();
    expect(await store.get('a')).toBeUndefined();
    await store.set('a', 'one');
    await store.set('a', 'two');
    await store.set('b', '');
    expect([await store.get('a'), await store.get('b')]).toEqual(['two', '']);
  });

  it('keeps any text as it is', async () => {
    const { store } = await setUp();
    const text = '{"a":"é € 🛟"}\n\u0001%_\'";--';
    await store.set(text, text);
    expect(await store.get(text)).toBe(text);
    expect(await store.compareAndSet(text, text, 'next')).toBe(true);
  });

  it('forgets what is deleted, and deleting nothing is fine', async () => {
    const { store } = await setUp();
    await store.set('a', 'one');
    await store.delete('a');
    await store.delete('a');
    expect(await store.get('a')).toBeUndefined();
  });

  it('forgets a value when its time has passed, and not before', async () => {
    const { store, sleep } = await setUp();
    await store.set('short', 'x', { ttl: ticks(100) });
    await store.set('long', 'x');
    await sleep(ticks(99));
    expect(await store.get('short')).toBe('x');
    await sleep(ticks(1));
    expect([await store.get('short'), await store.get('long')]).toEqual([undefined, 'x']);
  });

  it('counts the time of a value from its last write, and for ever when that write said nothing', async () => {
    const { store, sleep } = await setUp();
    await store.set('renewed', 'x', { ttl: ticks(100) });
    await store.set('kept', 'x', { ttl: ticks(100) });
    await sleep(ticks(60));
    await store.set('renewed', 'x', { ttl: ticks(100) });
    expect(await store.compareAndSet('kept', 'x', 'y')).toBe(true);
    await sleep(ticks(60));
    expect([await store.get('renewed'), await store.get('kept')]).toEqual(['x', 'y']);
    await sleep(ticks(60));
    expect([await store.get('renewed'), await store.get('kept')]).toEqual([undefined, 'y']);
  });

  it('replaces only what is expected', async () => {
    const { store } = await setUp();
    await store.set('a', 'one');
    expect(await store.compareAndSet('a', 'other', 'two')).toBe(false);
    expect(await store.compareAndSet('missing', 'one', 'two')).toBe(false);
    expect([await store.get('a'), await store.get('missing')]).toEqual(['one', undefined]);
    expect(await store.compareAndSet('a', 'one', 'two')).toBe(true);
    expect(await store.get('a')).toBe('two');
  });

  it('creates only what is absent', async () => {
    const { store, sleep } = await setUp();
    expect(await store.compareAndSet('a', undefined, 'one', { ttl: ticks(100) })).toBe(true);
    expect(await store.compareAndSet('a', undefined, 'two')).toBe(false);
    expect(await store.get('a')).toBe('one');
    await sleep(ticks(100));
    expect(await store.compareAndSet('a', undefined, 'three')).toBe(true);
    await sleep(ticks(1000));
    expect(await store.get('a')).toBe('three');
  });

  it('takes away only what is expected', async () => {
    const { store } = await setUp();
    await store.set('a', 'one');
    expect(await store.compareAndSet('a', 'other', undefined)).toBe(false);
    expect(await store.get('a')).toBe('one');
    expect(await store.compareAndSet('a', 'one', undefined)).toBe(true);
    expect(await store.get('a')).toBeUndefined();
    expect(await store.compareAndSet('a', undefined, undefined)).toBe(true);
  });

  it('holds a value whose time has passed for absent when it compares', async () => {
    const { store, sleep } = await setUp();
    await store.set('a', 'one', { ttl: ticks(100) });
    await sleep(ticks(100));
    expect(await store.compareAndSet('a', 'one', 'two')).toBe(false);
    expect(await store.compareAndSet('a', 'one', undefined)).toBe(false);
    expect(await store.compareAndSet('a', undefined, undefined)).toBe(true);
    expect(await store.get('a')).toBeUndefined();
  });

  it('lets one of many win who expect the same', async () => {
    const { store } = await setUp();
    await store.set('a', 'start');
    const created = await times(20, (i) => store.compareAndSet('new', undefined, `${i}`));
    const replaced = await times(20, (i) => store.compareAndSet('a', 'start', `${i}`));
    await store.set('b', 'gone soon');
    const taken = await times(20, () => store.compareAndSet('b', 'gone soon', undefined));
    for (const outcomes of [created, replaced, taken]) expect(outcomes.filter(Boolean)).toHaveLength(1);
    expect(await store.get('a')).toBe(`${replaced.indexOf(true)}`);
    expect(await store.get('new')).toBe(`${created.indexOf(true)}`);
  });

  it('shows the beginning of a value, and nothing of what isn’t there', async () => {
    const { store, sleep } = await setUp();
    await store.set('a', 'one\n🛟', { ttl: ticks(100) });
    expect([await store.peek('a', 3), await store.peek('missing', 3)]).toEqual(['one', undefined]);
    await sleep(ticks(100));
    expect(await store.peek('a', 3)).toBeUndefined();
  });

  it('swaps only what begins as expected, for as long as it is told', async () => {
    const { store, sleep } = await setUp();
    await store.set('a', 'one\n🛟', { ttl: ticks(100) });
    expect(await store.swap('a', 'two\n', 'x')).toBe(false);
    expect(await store.swap('a', 'one\n🛟 and more', 'x')).toBe(false);
    expect(await store.swap('missing', 'one\n', 'x')).toBe(false);
    expect([await store.get('a'), await store.get('missing')]).toEqual(['one\n🛟', undefined]);
    expect(await store.swap('a', 'one\n', 'two\né', { ttl: ticks(50) })).toBe(true);
    expect(await store.get('a')).toBe('two\né');
    await sleep(ticks(50));
    expect(await store.swap('a', 'two\n', 'three\n')).toBe(false);
    expect(await store.get('a')).toBeUndefined();
  });

  it('lets one of many win who swap the same', async () => {
    const { store } = await setUp();
    await store.set('a', 'start\n0');
    const swapped = await times(20, (i) => store.swap('a', 'start\n', `${i}\n`));
    expect(swapped.filter(Boolean)).toHaveLength(1);
    expect(await store.get('a')).toBe(`${swapped.indexOf(true)}\n`);
  });

  it('counts each of many who count at once', async () => {
    const { store } = await setUp();
    const sums = await times(50, () => store.increment('n'));
    expect(sums.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
    expect(await store.get('n')).toBe('50');
  });

  it('counts the time of a counter from its first step, and then from one again', async () => {
    const { store, sleep } = await setUp();
    const step = (): Promise<number> => store.increment('n', { ttl: ticks(100) });
    expect([await step(), await step()]).toEqual([1, 2]);
    await sleep(ticks(60));
    expect(await step()).toBe(3);
    await sleep(ticks(40));
    expect(await store.get('n')).toBeUndefined();
    expect(await step()).toBe(1);
    await sleep(ticks(60));
    expect(await step()).toBe(2);
  });

  it('lets as many through as an allowance has, then one each time that one has come back', async () => {
    const { store } = await setUp();
    const at = 1_767_225_600_000;
    const spend = (after: number): Promise<number> =>
      store.spend('n', { now: at + ticks(after), every: ticks(10), burst: 3 });
    const at0 = await times(5, () => spend(0));
    expect(at0.toSorted()).toEqual([0, 0, 0, ticks(10), ticks(10)]);
    expect([await spend(9), await spend(10), await spend(10)]).toEqual([ticks(1), 0, ticks(10)]);
    // No border at which there are twice as many: never more than three at once.
    expect((await times(5, () => spend(100))).filter((wait) => wait === 0)).toHaveLength(3);
    await store.delete('n');
    expect(await spend(100)).toBe(0);
  });

  it('forgets an allowance when it is whole again', async () => {
    const { store, sleep } = await setUp();
    const spend = (): Promise<number> => store.spend('n', { now: 1_000_000, every: ticks(10), burst: 3 });
    expect([await spend(), await spend()]).toEqual([0, 0]);
    expect(await store.get('n')).toBe(String(1_000_000 + ticks(20)));
    await sleep(ticks(19));
    expect(await store.get('n')).toBeDefined();
    await sleep(ticks(1));
    expect(await store.get('n')).toBeUndefined();
  });

  it('throws nothing out that has not ended while it clears up', async () => {
    const { store, sleep } = await setUp();
    await store.set('for ever', 'x');
    await store.set('later', 'x', { ttl: ticks(1000) });
    for (let i = 0; i < 5; i++) {
      await store.set(`soon ${i}`, 'x', { ttl: ticks(10) });
      await sleep(ticks(10));
    }
    expect([await store.get('for ever'), await store.get('later')]).toEqual(['x', 'x']);
    expect(await times(5, (i) => store.get(`soon ${i}`))).toEqual(Array(5).fill(undefined));
  });
}
