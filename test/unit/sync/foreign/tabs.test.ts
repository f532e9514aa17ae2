import { describe, expect, it } from 'vitest';
import { insideOf } from '../../../../src/documents/draft/ground.ts';
import { createRecordWorld } from '../../../support/world/record.ts';

describe('a record in two tabs', () => {
  it('is sent by both at the same time: one is first, the other finds that nothing is left to be sent', async () => {
    const { loaded, done, there, tab, server, settle } = createRecordWorld();
    const one = await loaded();
    const two = await tab(one);
    await done(two.record.load());
    server.latency = 200;
    one.profile.set('details.phone', '2');
    two.profile.set('details.note', 'of two');
    await settle();
    const both = await done(Promise.all([one.record.submit(), two.record.submit()]));
    expect(both).toEqual([{ outcome: 'saved' }, { outcome: 'saved' }]);
    expect(there.value).toMatchObject({ phone: '2', note: 'of two' });
    expect(there.revision()).toBe(2);
    for (const { record } of [one, two]) expect(record.getState()).toMatchObject({ dirty: false, conflicts: [] });
  });

  it('an answer that was asked for before another tab saved does not bring back what was', async () => {
    const { loaded, done, there, tab, server, advance } = createRecordWorld();
    const one = await loaded();
    const two = await tab(one);
    server.latency = 2000;
    const slow = two.record.load();
    await advance(1500);
    server.latency = 0;
    one.profile.set('details.phone', '2');
    await done(one.record.submit());
    await advance(3000);
    expect(await slow).toEqual({ outcome: 'loaded' });
    for (const { profile, record } of [one, two]) {
      expect(profile.get('details.phone')).toBe('2');
      expect(record.getState().dirty).toBe(false);
    }
    expect(there.revision()).toBe(2);
  });

  it('is sent upon what the server has, also where another tab shows something older', async () => {
    const { loaded, done, there, tab } = createRecordWorld();
    const one = await loaded();
    const two = await tab(one);
    there.change({ name: 'Anna' });
    await done(two.record.load());
    expect(one.profile.get('details.name')).toBe('Anna');
    one.profile.set('details.phone', '2');
    expect(await done(one.record.submit())).toEqual({ outcome: 'saved' });
    expect(there.value).toMatchObject({ name: 'Anna', phone: '2' });
  });

  it('is asked for first where storage has an older one, which is never sent as what the server has', async () => {
    const { loaded, done, there } = createRecordWorld();
    const here = await loaded();
    there.change({ name: 'Anna' });
    await done(here.record.load());
    // A tab that has slept meanwhile leaves what it had heard of.
    const inside = insideOf(here.profile);
    const old = [1, '"r1"', { 'details.name': 'Ann', 'details.phone': '1' }];
    inside?.document.write(['@base', [inside.document.tick(), old]]);
    expect(here.profile.get('details.name')).toBe('Ann');
    here.profile.set('details.phone', '2');
    expect(await done(here.record.submit())).toEqual({ outcome: 'saved' });
    expect(there.value).toMatchObject({ name: 'Anna', phone: '2' });
  });

  it('shows as saved, in the other one too', async () => {
    const { loaded, done, there, tab } = createRecordWorld();
    const one = await loaded();
    const two = await tab(one);
    two.profile.set('details.phone', '2');
    await done(two.record.submit());
    expect(one.profile.get('details.phone')).toBe('2');
    expect(one.record.getState()).toMatchObject({ status: 'ready', dirty: false });
    one.profile.set('details.phone', '3');
    expect(await done(one.record.submit())).toEqual({ outcome: 'saved' });
    expect(there.value).toMatchObject({ phone: '3' });
  });
});

describe('a record and the person', () => {
  it('what was asked for somebody is nobody else’s, whoever comes next', async () => {
    const { loaded, there, server, advance, settle } = createRecordWorld();
    const here = await loaded();
    there.change({ name: 'canary-ada' });
    server.latency = 2000;
    const loading = here.record.load();
    await advance(1500);
    server.latency = 0;
    const leaving = here.session.signOut();
    await settle();
    await leaving;
    await here.signIn(here, 'bob');
    await advance(3000);
    expect(await loading).toEqual({ outcome: 'signed-out' });
    expect(here.profile.getState().values.details).toEqual({});
    expect(here.record.getState()).toMatchObject({ status: 'unread', problem: null });
    const again = here.record.load();
    await settle();
    expect(await again).toEqual({ outcome: 'loaded' });
  });

  it('what was asked for a guest is not taken for the record of who signs in meanwhile', async () => {
    const { device, tab, server, advance } = createRecordWorld();
    const one = device();
    const here = await tab(one);
    server.latency = 4000;
    const loading = here.record.load();
    await advance(1500);
    server.latency = 0;
    await one.signIn(here);
    await advance(4000);
    expect(await loading).toEqual({ outcome: 'signed-out' });
    expect(here.profile.getState().values.details).toEqual({});
    expect(here.record.getState()).toMatchObject({ status: 'unread' });
  });

  it('an edit waits for the same person where the session ended while it was sent', async () => {
    const { loaded, there, server, done, advance } = createRecordWorld();
    const here = await loaded();
    here.profile.set('details.phone', '2');
    await advance(1000);
    server.revokeAll();
    server.fail('/api/profile', 401);
    expect(await done(here.record.submit())).toEqual({ outcome: 'signed-out' });
    expect(here.profile.get('details.phone')).toBeUndefined();
    expect(there.revision()).toBe(1);
    await here.signIn(here);
    expect(here.profile.get('details.phone')).toBe('2');
    await advance(1000);
    expect(await done(here.record.submit())).toEqual({ outcome: 'saved' });
    expect(there.value).toMatchObject({ phone: '2' });
  });

  it('a request waits for the same person where the page does, and goes on', async () => {
    const { loaded, there, server, done, advance } = createRecordWorld();
    const here = await loaded();
    here.session.keepRequests();
    here.profile.set('details.phone', '2');
    await advance(1000);
    server.revokeAll();
    server.fail('/api/profile', 401);
    const submitting = here.record.submit();
    await advance(2000);
    await here.signIn(here);
    await advance(3000);
    // What became of it is not known to the page that asked; the draft is the person's again.
    expect(['saved', 'signed-out']).toContain((await submitting).outcome);
    expect(await done(here.record.submit())).toEqual({ outcome: 'saved' });
    expect(there.value).toMatchObject({ phone: '2' });
    expect(there.revision()).toBe(2);
  });

  it('what a guest typed is an edit of the account’s record, upon nothing that is known', async () => {
    const { device, tab, done, server } = createRecordWorld();
    const one = device();
    const here = await tab(one);
    server.fail('/api/profile', 401);
    expect(await done(here.record.load())).toEqual({ outcome: 'signed-out' });
    here.profile.set('details.phone', '2');
    await one.signIn(here);
    await done(here.record.load());
    expect(here.record.getState()).toMatchObject({
      conflicts: [{ path: 'details.phone', base: undefined, mine: '2', theirs: '1' }],
    });
  });

  it('what a server showed a guest is not taken for the account’s', async () => {
    const { device, tab, done, settle } = createRecordWorld();
    const one = device();
    const here = await tab(one);
    expect(await done(here.record.load())).toEqual({ outcome: 'loaded' });
    await one.signIn(here);
    await settle();
    expect(here.profile.getState().values.details).toEqual({});
  });
});
