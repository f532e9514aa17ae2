// @vitest-environment node
import { describe, expect, it } from 'vitest';
import type { Records } from '../../../src/platform/records.ts';
import { createSharedRecord } from '../../../src/tabs/record.ts';

/** Two tabs over one localStorage, the second of which reads what stood there a moment ago. */
function createTwoTabs() {
  const store = new Map<string, string>();
  let behind: Map<string, string> | null = null;
  const open = (late: boolean): Records => ({
    read: (key) => ((late && behind) || store).get(key) ?? null,
    write: (key, text) => {
      if (text === null) store.delete(key);
      else store.set(key, text);
      return true;
    },
    subscribe: () => () => {},
  });
  return {
    first: createSharedRecord(open(false), 'shop'),
    second: createSharedRecord(open(true), 'shop'),
    fallBehind: (): void => {
      behind = new Map(store);
    },
    catchUp: (): void => {
      behind = null;
    },
  };
}

describe('the time that tabs share', () => {
  it('keeps the server’s limit when another tab’s write crosses the one that told it', () => {
    const { first, second, fallBehind, catchUp } = createTwoTabs();
    fallBehind();
    first.noteTime('e1', { touchedAt: 100, serverIdleAt: 2100 });
    second.noteTime('e1', { lastActivityAt: 90 });
    catchUp();
    expect(first.time('e1')).toEqual({ touchedAt: 100, serverIdleAt: 2100, lastActivityAt: 90 });
    first.noteTime('e1', { lastActivityAt: 120 });
    expect(second.time('e1')).toEqual({ touchedAt: 100, serverIdleAt: 2100, lastActivityAt: 120 });
  });

  it('starts anew with each epoch', () => {
    const { first } = createTwoTabs();
    first.noteTime('e1', { touchedAt: 100, serverIdleAt: 2100 });
    expect(first.time('e2')).toEqual({ touchedAt: 0, lastActivityAt: 0 });
  });
});
