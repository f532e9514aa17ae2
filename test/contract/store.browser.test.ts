import { describe, expect, it } from 'vitest';
import { createIndexedDbStore } from '../../demo/backend/homes/indexeddb.ts';
import { storeContract, withClock } from './store-contract.ts';

describe('a store in the browser’s own IndexedDB', () => {
  storeContract(withClock((clock) => createIndexedDbStore({ name: crypto.randomUUID(), clock })));

  it('is one store for two tabs: each count arrives, and one of two wins', async () => {
    const name = crypto.randomUUID();
    const tabs = [createIndexedDbStore({ name }), createIndexedDbStore({ name })];
    await Promise.all(Array.from({ length: 100 }, (_, i) => tabs[i % 2]?.increment('n')));
    expect(await tabs[0]?.get('n')).toBe('100');
    const won = await Promise.all(tabs.map((tab) => tab.compareAndSet('a', undefined, 'mine')));
    expect(won.filter(Boolean)).toHaveLength(1);
  });
});
