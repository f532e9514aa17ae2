import { describe, expect, it } from 'vitest';
import type { Records } from '../../../src/platform/records.ts';
import { createSharedRecord } from '../../../src/tabs/record.ts';

/** Two tabs over one localStorage, where the second one reads what stood there before the first one wrote. */
function createCrossing() {
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
    third: createSharedRecord(open(false), 'shop'),
    cross(work: () => void, over: () => void): void {
      behind = new Map(store);
      work();
      over();
      behind = null;
    },
  };
}

describe('the time that tabs share', () => {
  it('keeps the server’s limit when another tab’s write crosses the one that told it', () => {
    const { first, second, cross } = createCrossing();
    cross(
      () => first.noteTime('e1', { touchedAt: 100, serverIdleAt: 2100 }),
      () => second.noteTime('e1', { lastActivityAt: 90 }),
    );
    expect(first.time('e1')).toEqual({ touchedAt: 100, serverIdleAt: 2100, lastActivityAt: 90 });
    first.noteTime('e1', { lastActivityAt: 120 });
    expect(second.time('e1')).toEqual({ touchedAt: 100, serverIdleAt: 2100, lastActivityAt: 120 });
  });

  it('starts anew with each epoch', () => {
    const { first } = createCrossing();
    first.noteTime('e1', { touchedAt: 100, serverIdleAt: 2100 });
    expect(first.time('e2')).toEqual({ touchedAt: 0, lastActivityAt: 0 });
  });
});

describe('a hold whose write another tab’s write crosses', () => {
  const claim = { 'upload.1': [100, 250, 0] as const };

  it('stands again with the next thing that its tab says', () => {
    const { first, second, third, cross } = createCrossing();
    cross(
      () => first.noteTime('e', { holds: claim }),
      () => second.noteTime('e', { lastActivityAt: 90 }),
    );
    expect(first.time('e').holds).toEqual(claim);
    first.noteTime('e', { holds: { 'upload.1': [100, 310, 0] } });
    expect(third.time('e').holds).toEqual({ 'upload.1': [100, 310, 0] });
    expect(second.time('e').lastActivityAt).toBe(90);
  });

  it('is released all the same, and a claim of before never takes that back', () => {
    const { first, second, third, cross } = createCrossing();
    first.noteTime('e', { holds: claim });
    second.time('e');
    cross(
      () => first.noteTime('e', { holds: { 'upload.1': [100, 250, 180] } }),
      () => second.noteTime('e', { lastActivityAt: 90 }),
    );
    first.noteTime('e', { lastActivityAt: 95 });
    expect(third.time('e').holds).toEqual({ 'upload.1': [100, 250, 180] });
    second.noteTime('e', { holds: claim });
    expect(first.time('e').holds).toEqual({ 'upload.1': [100, 250, 180] });
  });
});
