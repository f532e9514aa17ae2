import { describe, expect, it } from 'vitest';
import { createRecordWorld } from '../../../support/world/record.ts';

const rope = { text: 'Rope', price: 900 };
const mug = { text: 'Mug', price: 1250 };
const sock = { text: 'Sock', price: 500 };

describe('a list in a record', () => {
  it('is edited item by item, in any tab, and sent as one value', async () => {
    const { loaded, done, there, tab, settle } = createRecordWorld();
    there.change({ lines: [rope, mug] });
    const one = await loaded();
    const two = await tab(one);
    const [lines, others] = [one, two].map(({ profile }) => profile.items('bill.lines'));
    const [first, second] = lines?.getState() ?? [];
    expect(others?.getState().map(({ id }) => id)).toEqual([first?.id, second?.id]);
    lines?.set(first?.id ?? '', 'price', 950);
    others?.set(second?.id ?? '', 'text', 'Watch Mug');
    await settle();
    others?.add(sock);
    lines?.remove(second?.id ?? '');
    await settle();
    for (const { profile, record } of [one, two]) {
      expect(profile.get('bill.lines')).toEqual([
        { text: 'Rope', price: 950 },
        { text: 'Sock', price: 500 },
      ]);
      expect(record.getState().changed).toEqual(['bill.lines']);
    }
    expect(await done(one.record.submit())).toEqual({ outcome: 'saved' });
    expect(there.value?.lines).toEqual([
      { text: 'Rope', price: 950 },
      { text: 'Sock', price: 500 },
    ]);
    for (const { record } of [one, two]) expect(record.getState().dirty).toBe(false);
  });

  it('that both changed is one conflict, and taking theirs leaves no item of mine', async () => {
    const { loaded, done, there } = createRecordWorld();
    there.change({ lines: [rope, mug] });
    const { profile, record } = await loaded();
    const lines = profile.items('bill.lines');
    lines.set(lines.getState()[0]?.id ?? '', 'price', 950);
    there.change({ lines: [rope, sock] });
    expect(await done(record.submit())).toEqual({
      outcome: 'conflicts',
      conflicts: [
        { path: 'bill.lines', base: [rope, mug], mine: [{ text: 'Rope', price: 950 }, mug], theirs: [rope, sock] },
      ],
    });
    record.take('bill.lines', 'theirs');
    expect(profile.get('bill.lines')).toEqual([rope, sock]);
    expect(lines.getState().map(({ value }) => value)).toEqual([rope, sock]);
    expect(record.getState()).toMatchObject({ dirty: false, conflicts: [] });
    lines.set(lines.getState()[0]?.id ?? '', 'price', 1);
    expect(profile.get('bill.lines')).toEqual([{ text: 'Rope', price: 1 }, sock]);
    expect(await done(record.submit())).toEqual({ outcome: 'saved' });
    expect(there.value?.lines).toEqual([{ text: 'Rope', price: 1 }, sock]);
  });

  it('is there after a reload as it was edited, with what it was made upon', async () => {
    const { loaded, done, there, tab, advance } = createRecordWorld();
    there.change({ lines: [rope, mug] });
    const here = await loaded();
    const lines = here.profile.items('bill.lines');
    lines.remove(lines.getState()[0]?.id ?? '');
    await advance(1000);
    here.tab.crash();
    const again = await tab(here);
    expect(again.profile.get('bill.lines')).toEqual([mug]);
    there.change({ lines: [rope, mug, rope] });
    expect(await done(again.record.submit())).toMatchObject({
      conflicts: [{ path: 'bill.lines', base: [rope, mug], mine: [mug], theirs: [rope, mug, rope] }],
    });
    again.record.take('bill.lines', 'mine');
    expect(await done(again.record.submit())).toEqual({ outcome: 'saved' });
    expect(there.value?.lines).toEqual([mug]);
  });
});

describe('undo in a record', () => {
  it('takes back what the person did, and never what the server has', async () => {
    const { loaded, done, there } = createRecordWorld();
    there.change({ lines: [rope, mug] });
    const { profile, record } = await loaded();
    profile.set('details.phone', '2');
    const lines = profile.items('bill.lines');
    lines.set(lines.getState()[0]?.id ?? '', 'price', 950);
    expect(profile.undo()).toBe(true);
    expect(profile.undo()).toBe(true);
    expect(profile.undo()).toBe(false);
    expect(profile.getState().values).toMatchObject({ details: { phone: '1' }, bill: { lines: [rope, mug] } });
    expect(record.getState().dirty).toBe(false);
    expect(profile.redo()).toBe(true);
    expect(record.getState().changed).toEqual(['details.phone']);
    profile.undo();
    // What is as it was before is not an edit: the server's new one shows.
    there.change({ phone: '3', lines: [mug] });
    await done(record.load());
    expect(profile.getState().values).toMatchObject({ details: { phone: '3' }, bill: { lines: [mug] } });
    expect(record.getState()).toMatchObject({ dirty: false, conflicts: [] });
  });

  it('a field that the person emptied stays empty, and is sent so', async () => {
    const { loaded, done, there } = createRecordWorld();
    const { profile, record } = await loaded();
    profile.set('details.phone', undefined);
    expect(profile.get('details.phone')).toBeUndefined();
    expect(record.getState().changed).toEqual(['details.phone']);
    there.change({ name: 'Anna' });
    expect(await done(record.submit())).toEqual({ outcome: 'saved' });
    expect(there.value?.phone).toBeUndefined();
    expect(profile.getState().values.details).toEqual({ name: 'Anna' });
    expect(record.getState().dirty).toBe(false);
  });
});
