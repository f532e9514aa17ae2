import { createCart, createDraft, createRecord, createSettings, seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createBench, type View } from '../../../src/devtools/follow/bench.ts';
import { lookAtDurableHead, lookAtRecord, lookAtStored, lookAtToken } from '../../../src/devtools/follow/looks.ts';
import { readDocumentRows } from '../../../src/devtools/model/document-facts.ts';
import { findOpenDocuments, readOpenRows, readServerRows } from '../../../src/devtools/model/open-documents.ts';
import { type Looked, lookInto } from './support.ts';

const canary = 'canary-of-what-was-typed';
const bench = ({ session }: Looked) => createBench(session as never, {} as View);

async function withNote(kind?: 'bearer') {
  const looked = await lookInto(kind);
  const note = createDraft(looked.session, 'note', { steps: { note: z.object({ text: z.string() }) } });
  await looked.browser.clock.settle();
  note.set('note.text', canary);
  await looked.browser.clock.advance(seconds(1));
  return { ...looked, note };
}

describe('what the panel finds in storage', () => {
  it('is the record that all tabs share, and its copy', async () => {
    const looked = await lookInto();
    const { head, time } = lookAtRecord(bench(looked));
    expect(head).toMatchObject({ ended: null, owed: null });
    expect(time?.lastActivityAt).toBeGreaterThan(0);
    const durable = lookAtDurableHead(bench(looked));
    await looked.browser.clock.settle();
    expect(await durable).toEqual(head);
  });

  it('is when a token runs out, and of a cookie nothing', async () => {
    const { browser, ...looked } = await lookInto('bearer');
    const asked = lookAtToken(bench({ browser, ...looked }));
    await browser.clock.settle();
    const token = await asked;
    expect(token).toMatchObject({ generation: 1, refreshable: true });
    expect((token?.expiresAt ?? 0) - (token?.receivedAt ?? 0)).toBe(seconds(300));
    const other = await lookInto('cookie');
    const none = lookAtToken(bench(other));
    await other.browser.clock.settle();
    expect(await none).toBeNull();
  });

  it('is every document with its fragments, their writers and whether it is sealed', async () => {
    const looked = await withNote();
    const asked = lookAtStored(bench(looked));
    await looked.browser.clock.settle();
    const { documents, stores } = await asked;
    expect(documents).toMatchObject([
      { name: 'note', owner: 'account', wholes: 1, writers: 1, sealed: true, afterSignOut: 'wipe', revision: null },
    ]);
    expect(stores.map(({ name, entries }) => [name, entries > 0])).toEqual([
      ['journal', true],
      ['base', true],
      ['session', true],
    ]);
    const rows = documents[0] ? readDocumentRows(documents[0], undefined, 'nobody') : [];
    expect(Object.fromEntries(rows)['fragments']).toBe('1 whole, 1 writer');
    expect(Object.fromEntries(readOpenRows(looked.note.getState()))).toMatchObject({
      saved: 'saved, device',
      conflicts: 'none',
    });
  });

  it('is all that was made for the session, without being told of it, and a record with its draft', async () => {
    const looked = await withNote('bearer');
    const { session, browser, server, note } = looked;
    const schema = z.object({ dark: z.boolean() });
    createCart(session, 'cart', { currency: 'EUR' });
    createSettings(session, 'look', { schema, defaults: { dark: false } });
    const url = '/profile';
    type Step = { readonly text: string };
    const record = createRecord(session, note, {
      url,
      read: (body) => ({ note: body as Step }),
      write: (values) => values.note,
    });
    const open = findOpenDocuments(bench(looked).host.writers());
    expect(open.map(({ name, record: about }) => [name, about !== null])).toEqual([
      ['cart', false],
      ['look', false],
      ['note', true],
    ]);
    const rowsOf = (): unknown => Object.fromEntries(readServerRows(open[2]?.record?.getState() ?? {}));
    expect(rowsOf()).toMatchObject({ record: 'unread' });
    let revision = 0;
    server.answer(url, () => {
      const text = `${canary} ${++revision}`;
      return Response.json({ text }, { headers: { etag: `"${revision}"` } });
    });
    const load = async (): Promise<void> => {
      const loading = record.load();
      await browser.clock.advance(seconds(1));
      await loading;
    };
    await load();
    note.set('note.text', 'changed here');
    await load();
    expect(rowsOf()).toEqual({ record: 'ready', edited: '1 field', 'both edited': '1 field to be settled' });
    server.fail(url, 404);
    await load();
    expect(rowsOf()).toMatchObject({ record: 'ready, gone' });
  });

  it('is never a token, a password or what was typed', async () => {
    const looked = await withNote('bearer');
    const { browser, observer, session, server } = looked;
    const all = bench(looked);
    observer.faults.setState({ refusing: 'token' });
    const fetched = session.fetch(`/orders?code=${canary}`, { method: 'POST', body: JSON.stringify({ canary }) });
    await browser.clock.advance(seconds(1));
    await fetched;
    const looks = Promise.all([lookAtToken(all), lookAtStored(all), lookAtDurableHead(all)]);
    await browser.clock.settle();
    const text = JSON.stringify([
      observer.log.read(),
      all.recorder.read(),
      lookAtRecord(all),
      await looks,
      readOpenRows(looked.note.getState()),
    ]);
    expect(server.secrets.length).toBeGreaterThan(2);
    expect([...server.secrets, canary, 'correct', 'Ada'].filter((secret) => text.includes(secret))).toEqual([]);
    expect(text).toContain('"generation":2');
  });
});
