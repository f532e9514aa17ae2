import { afterEach, expect, it, vi } from 'vitest';
import { ann, guest } from '../documents/support.ts';
import { breakIndexedDb, eventually, losingRecord, openOver, untilSaved } from './breaking.ts';

afterEach(() => vi.unstubAllGlobals());

/** A draft of a name and an address, of which the disk has lost the record of the name, before or after it was folded. */
async function loseName(partition = ann, folded = false, typedSince = '') {
  const indexed = breakIndexedDb();
  let { name, database, draft } = openOver(undefined, partition);
  await untilSaved(draft);
  draft.set('contact.email', 'ann@example.com');
  await untilSaved(draft);
  const reopen = async () => {
    database.close();
    ({ database, draft } = openOver(name, partition));
    await untilSaved(draft);
    await eventually(async () => expect(await database.range('journal', '')).toEqual([]));
  };
  await reopen();
  const store = folded ? 'base' : 'journal';
  const others = (await database.range(store, '')).map(([key]) => key);
  draft.set('contact.name', 'Ann');
  await untilSaved(draft);
  if (folded) await reopen();
  const lost = (await database.range(store, '')).find(([key]) => !others.includes(key))?.[0] ?? '';
  if (folded) {
    if (typedSince) draft.set('contact.name', typedSince);
    await untilSaved(draft);
  }
  database.close();
  indexed.breakAll(losingRecord(lost, store));
  return { ...openOver(name, partition), lost };
}

it.each([
  ['before it was folded', false],
  ['after that', true],
])('a record that the disk lost %s costs its field and nothing else, and is said once', async (_when, folded) => {
  const { name, desk, database, draft, lost } = await loseName(ann, folded);
  await untilSaved(draft);
  expect(draft.getState().values.contact).toEqual({ email: 'ann@example.com' });
  // A document is open before it is folded.
  await eventually(async () => {
    expect((await database.range('base', '')).map(([key]) => key)).not.toContain(lost);
    expect(await database.range('journal', '')).toEqual([]);
  });
  expect(desk.reported).toEqual([['durable', expect.objectContaining({ code: 'HOLDFAST_DISCARDED' })]]);
  draft.set('contact.name', 'Anna');
  await untilSaved(draft);
  database.close();
  vi.unstubAllGlobals();
  const again = openOver(name);
  await untilSaved(again.draft);
  expect(again.draft.getState().values.contact).toEqual({ name: 'Anna', email: 'ann@example.com' });
  expect(again.desk.reported).toEqual([]);
});

it('what another tab typed since is folded over a record that the disk has lost', async () => {
  const { name, database, draft } = await loseName(ann, true, 'Anna');
  await untilSaved(draft);
  await eventually(async () => expect(await database.range('journal', '')).toEqual([]));
  database.close();
  vi.unstubAllGlobals();
  const again = openOver(name);
  await untilSaved(again.draft);
  expect(again.draft.getState().values.contact).toEqual({ name: 'Anna', email: 'ann@example.com' });
});

it('a record that the disk has lost stops no sign-out', async () => {
  const { desk, database, draft } = await loseName();
  await untilSaved(draft);
  desk.become(guest, 'signed-out');
  await eventually(async () => {
    const left = [...(await database.range('base', 'u-')), ...(await database.range('journal', 'u-'))];
    expect(left).toEqual([]);
  });
});

it('a record that the disk has lost stops no claim', async () => {
  const { desk, draft } = await loseName(guest);
  await untilSaved(draft);
  desk.become(ann, 'signed-in');
  await untilSaved(draft);
  expect(draft.getState().values.contact).toEqual({ email: 'ann@example.com' });
});
