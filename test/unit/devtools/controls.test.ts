import { createDraft, hours, minutes, seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { lookInto } from './support.ts';

describe('the controls of a session’s world', () => {
  it('a sleep past the idle limit ends the session, and the page has heard that it woke up', async () => {
    const { observer, ends, done } = await lookInto();
    await done(observer.sleep(hours(8), false));
    expect(ends).toEqual(['idle']);
    expect(observer.log.read()).toContainEqual(expect.objectContaining({ kind: 'page', event: 'wake' }));
  });

  it('time that passes until the warning opens it, and the person can still answer', async () => {
    const { observer, session, done } = await lookInto();
    const { warnAt, now } = session.timer.getState();
    await done(observer.skip(warnAt - now));
    expect(session.timer.getState().phase).toBe('warning');
    await done(session.extend());
    expect(session.timer.getState().phase).toBe('active');
  });

  it('time that passes waits for what it caused: no request is overtaken by its own timeout', async () => {
    const { observer, session, tab, browser, server, ends } = await lookInto('bearer');
    const refreshed: number[] = [];
    session.on('refreshed', ({ generation }) => refreshed.push(generation));
    server.latency = 300;
    // So that the server is asked after a while.
    await browser.clock.advance(seconds(2));
    tab.input();
    const skipping = observer.skip(minutes(12));
    await browser.clock.advance(seconds(20));
    await skipping;
    expect([ends, refreshed.length > 0, server.reused]).toEqual([[], true, 0]);
  });

  it('offline breaks off what is under way, and what comes back is told so', async () => {
    const { observer, session, done, server } = await lookInto();
    server.latency = 500;
    const asked = session.fetch('/orders').catch((error: Error) => error.message);
    observer.setOffline(true);
    expect(await asked).toBe('Failed to fetch');
    await done(session.verify());
    expect(session.getState()).toMatchObject({ freshness: 'offline' });
    server.latency = 0;
    observer.setOffline(false);
    await done(Promise.resolve());
    expect(session.getState()).toMatchObject({ freshness: 'fresh' });
  });

  it('an expired token is refreshed, once, and the request is sent again', async () => {
    const { observer, session, done } = await lookInto('bearer');
    const refreshed: number[] = [];
    session.on('refreshed', ({ generation }) => refreshed.push(generation));
    observer.faults.setState({ refusing: 'token' });
    const asked = Promise.all([session.fetch('/orders'), session.fetch('/wishes')]);
    await done(asked);
    expect((await asked).map(({ status }) => status)).toEqual([200, 200]);
    expect(refreshed).toEqual([2]);
    expect(observer.faults.getState().refusing).toBeNull();
  });

  it('where a cookie signs in, one request is refused and the session lives', async () => {
    const { observer, session, done, ends } = await lookInto('cookie');
    observer.faults.setState({ refusing: 'token' });
    const asked = session.fetch('/orders');
    await done(asked);
    expect([(await asked).status, ends]).toEqual([401, []]);
    expect((await session.fetch('/orders')).status).toBe(200);
  });

  it.each(['cookie', 'bearer'] as const)('a server that refuses everything ends the session (%s)', async (kind) => {
    const { observer, session, done, ends } = await lookInto(kind);
    observer.faults.setState({ refusing: 'session' });
    await done(Promise.allSettled([session.fetch('/orders'), session.verify()]));
    expect(ends).toEqual(['revoked']);
  });

  it('another tab’s sign-out ends the session here and in every tab', async () => {
    const { observer, session, beside, done, ends } = await lookInto();
    const other = await beside();
    expect(other.getState().status).toBe('authenticated');
    expect(observer.endElsewhere(session.name)).toBe(true);
    await done(Promise.resolve());
    expect([ends, other.getState()]).toMatchObject([['signed-out-elsewhere'], { status: 'unauthenticated' }]);
    expect(observer.endElsewhere(session.name)).toBe(false);
  });

  it('lost messages change no outcome: what another tab did is still learnt', async () => {
    const { observer, beside, done, ends } = await lookInto();
    observer.faults.setState({ messages: 'none' });
    const other = await beside();
    await done(other.signOut());
    expect(ends).toEqual(['signed-out-elsewhere']);
    const heard = observer.log.read().filter((each) => each.kind === 'message' && each.direction === 'received');
    expect(heard.length).toBeGreaterThan(0);
    expect(heard.every((each) => each.kind === 'message' && each.lost)).toBe(true);
  });

  it('a full disk is told of as one, and when there is room again the next edit is saved', async () => {
    const { observer, session, done, browser } = await lookInto();
    const note = createDraft(session, 'note', { steps: { note: z.object({ text: z.string() }) }, personal: false });
    await done(Promise.resolve());
    observer.faults.setState({ full: true });
    note.set('note.text', 'tea');
    await done(Promise.resolve());
    expect(note.getState().saved).toBe('error');
    observer.heal();
    note.set('note.text', 'tea, please');
    await browser.clock.settle();
    expect(note.getState().saved).toBe('saved');
  });
});
