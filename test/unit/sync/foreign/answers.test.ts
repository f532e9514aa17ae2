import { isHoldfastError } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { createRecordWorld, type RecordTab, type RecordWorld } from '../../../support/world/record.ts';

const path = '/api/profile';
type Loaded = Awaited<ReturnType<RecordWorld['loaded']>>;

/** A profile with an edited phone. */
const edited = async (): Promise<RecordWorld & { readonly here: Loaded }> => {
  const world = createRecordWorld();
  const here = await world.loaded();
  here.profile.set('details.phone', '2');
  return { ...world, here };
};
/** What was typed is there, and waits. */
const kept = ({ profile, record }: RecordTab): void => {
  expect(profile.get('details.phone')).toBe('2');
  expect(record.getState()).toMatchObject({ dirty: true, changed: ['details.phone'] });
};

describe('what a server answers to a record', () => {
  it.each([404, 410])('gone (%i): that is the answer, and what was typed stays', async (status) => {
    const { here, server, done } = await edited();
    server.fail(path, status);
    expect(await done(here.record.submit())).toEqual({ outcome: 'gone' });
    expect(here.record.getState().problem).toEqual({ outcome: 'gone' });
    kept(here);
  });

  it.each([400, 403, 413, 428])('refused (%i), with what it said', async (status) => {
    const { here, server, done } = await edited();
    server.fail(path, { status, body: { title: 'No.' } });
    expect(await done(here.record.submit())).toEqual({ outcome: 'refused', status, body: { title: 'No.' } });
    kept(here);
    expect(await done(here.record.submit())).toEqual({ outcome: 'saved' });
    expect(here.record.getState().problem).toBeNull();
  });

  it('a conflict with a rule of the server (409) is a refusal where nobody was first', async () => {
    const { here, server, done, there } = await edited();
    server.fail(path, { status: 409, body: { title: 'The invoice was sent.' } });
    const refused = { outcome: 'refused', status: 409, body: { title: 'The invoice was sent.' } };
    expect(await done(here.record.submit())).toEqual(refused);
    kept(here);
    there.change({ note: 'theirs' });
    server.fail(path, 409);
    expect(await done(here.record.submit())).toEqual({ outcome: 'saved' });
    expect(there.value).toMatchObject({ phone: '2', note: 'theirs' });
  });

  it.each([429, 503])('busy (%i): a failure that says how long to wait', async (status) => {
    const { here, server, done } = await edited();
    server.fail(path, { status, headers: { 'retry-after': '7' } });
    const { failure } = (await done(here.record.submit())) as { failure?: object };
    expect(failure).toEqual({ kind: status === 429 ? 'throttled' : 'server', status, retryAfter: 7000 });
    kept(here);
  });

  it.each(['network', 'lost', 502, 'html'] as const)(
    'broken (%s): nothing is lost, and the next attempt saves',
    async (fault) => {
      const { here, server, done, there } = await edited();
      server.fail(path, fault);
      expect(await done(here.record.submit())).toMatchObject({ outcome: 'failed' });
      kept(here);
      expect(await done(here.record.submit())).toEqual({ outcome: 'saved' });
      expect(there.value).toMatchObject({ phone: '2' });
      // One that arrived is not sent again, and is no conflict with oneself.
      expect(there.revision()).toBe(2);
    },
  );

  it('one that never answers is given up after half a minute', async () => {
    const { here, server, advance } = await edited();
    server.fail(path, 'hang');
    const submitting = here.record.submit();
    await advance(29_000);
    expect(here.record.getState().status).toBe('saving');
    await advance(2000);
    expect(await submitting).toEqual({ outcome: 'failed', failure: { kind: 'timeout' } });
    kept(here);
  });

  it.each([
    [{ errors: { phone: ['Not a number.'] } }],
    [{ errors: { 'details.phone': 'Not a number.' } }],
    [{ errors: [{ pointer: '#/phone', detail: 'Not a number.' }] }],
    [{ errors: [{ pointer: '/details/phone', detail: 'Not a number.' }] }],
  ])('422 with %j: the error stands at its field, until that is changed', async (body) => {
    const { here, server, done, settle } = await edited();
    const { profile, record } = here;
    server.fail(path, { status: 422, body });
    expect(await done(record.submit())).toEqual({ outcome: 'invalid' });
    expect(profile.getState()).toMatchObject({ step: 'details', errors: { 'details.phone': 'Not a number.' } });
    profile.set('details.name', 'Anna');
    await settle();
    expect(profile.getState().errors).toMatchObject({ 'details.phone': 'Not a number.' });
    profile.set('details.phone', '22');
    await settle();
    expect(profile.getState().errors).toEqual({});
    expect(await done(record.submit())).toEqual({ outcome: 'saved' });
  });

  it('422 that says nothing of a field is a refusal', async () => {
    const { here, server, done } = await edited();
    server.fail(path, { status: 422, body: { title: 'No.' } });
    expect(await done(here.record.submit())).toEqual({ outcome: 'refused', status: 422, body: { title: 'No.' } });
  });

  it('422 is read by the application, where it is said otherwise', async () => {
    const world = createRecordWorld();
    const { profile, record } = await world.loaded({
      readErrors: (body) => ({ 'details.phone': String((body as { why?: unknown }).why) }),
    });
    profile.set('details.phone', '2');
    world.server.fail(path, { status: 422, body: { why: 'Taken.' } });
    expect(await world.done(record.submit())).toEqual({ outcome: 'invalid' });
    expect(profile.getState().errors).toEqual({ 'details.phone': 'Taken.' });
  });

  it.each([
    ['no ETag', null],
    ['the ETag W/"r1"', 'W/"r1"'],
  ])('%s: it is refused with the way to mend it, and nothing is ever sent', async (what, tag) => {
    const world = createRecordWorld();
    world.there.tag = () => tag;
    const device = world.device();
    const opened = await world.tab(device);
    await device.signIn(opened);
    for (const work of [opened.record.load, opened.record.submit]) {
      const failing = work().catch((error: unknown) => error);
      await world.advance(1000);
      const error = await failing;
      expect(isHoldfastError(error) && [error.code, error.message]).toEqual([
        'HOLDFAST_ETAG',
        expect.stringMatching(new RegExp(`${what.replaceAll('"', '\\"')}.*Let the server send a strong one`)),
      ]);
    }
    expect(opened.record.getState()).toMatchObject({ status: 'failed', problem: { outcome: 'failed' } });
    expect(world.there.asked.filter((asked) => asked.startsWith('PUT'))).toEqual([]);
  });

  it.each([
    ['a page', 'html' as const],
    ['a record that read refuses', { status: 200, headers: { etag: '"r1"' }, body: { title: 'No profile.' } }],
  ])('%s is set aside and reported, and the record is had at the next load', async (_, fault) => {
    const world = createRecordWorld();
    const here = await world.loaded();
    world.there.change({ phone: '7' });
    world.server.fail(path, fault);
    expect(await world.done(here.record.load())).toMatchObject({ outcome: 'failed', failure: { kind: 'protocol' } });
    if (fault !== 'html') expect(here.told).toEqual([expect.stringContaining('a profile has a name')]);
    expect(here.profile.get('details.phone')).toBe('1');
    expect(await world.done(here.record.load())).toEqual({ outcome: 'loaded' });
    expect(here.profile.get('details.phone')).toBe('7');
  });

  it('a first load that fails says why, and another one mends it', async () => {
    const world = createRecordWorld();
    world.server.fail(path, 'network');
    const here = await world.loaded();
    expect(here.record.getState()).toMatchObject({ status: 'failed', problem: { outcome: 'failed' } });
    const loading = here.record.load();
    await world.settle();
    expect(await loading).toEqual({ outcome: 'loaded' });
    expect(here.record.getState()).toMatchObject({ status: 'ready', problem: null });
  });

  it('nothing new (304) costs no body', async () => {
    const world = createRecordWorld();
    const here = await world.loaded();
    expect(await world.done(here.record.load())).toEqual({ outcome: 'loaded' });
    expect(world.there.asked).toEqual(['GET', 'GET "r1"']);
  });
});
