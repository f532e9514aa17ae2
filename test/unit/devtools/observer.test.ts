import { createDraft, minutes, seconds } from 'holdfast';
import { inspect } from 'holdfast/devtools';
import { createTestBrowser, nothingHeld } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { observerOf } from '../../../src/devtools/observe/observer.ts';
import { lookInto } from './support.ts';

describe('what is seen below a session', () => {
  it('is every write, with its keys and how long it took', async () => {
    const { observer, session, browser } = await lookInto();
    const note = createDraft(session, 'note', { steps: { note: z.object({ text: z.string() }) }, personal: false });
    await browser.clock.settle();
    observer.log.clear();
    note.set('note.text', 'tea');
    await browser.clock.settle();
    const writes = observer.log.read().filter(({ kind }) => kind === 'write');
    expect(writes).toMatchObject([{ stores: ['journal'], keys: 1, strict: false, failed: false }]);
    expect(writes[0]?.took).toBeGreaterThanOrEqual(0);
  });

  it('is every request, by its path and answer, and where no server answered', async () => {
    const { observer, session, server, browser } = await lookInto();
    observer.log.clear();
    await session.fetch('/orders?code=canary-code');
    server.fail('/orders', 'network');
    const lost = session.fetch('/orders').catch(() => null);
    await browser.clock.settle();
    await lost;
    const requests = observer.log.read().filter(({ kind }) => kind === 'request');
    expect(requests).toMatchObject([
      { method: 'GET', path: '/orders', status: 200, feigned: false },
      { method: 'GET', path: '/orders', status: null },
    ]);
  });

  it('is every lock and every message, from the sign-in on', async () => {
    const { observer, session, browser } = await lookInto();
    const signingOut = session.signOut();
    await browser.clock.advance(seconds(1));
    await signingOut;
    const seen = observer.log.read();
    expect(seen.filter(({ kind }) => kind === 'lock')).toContainEqual(
      expect.objectContaining({ name: 'sign-out', outcome: 'released', took: expect.any(Number) }),
    );
    const messages = seen.flatMap((each) => (each.kind === 'message' ? `${each.direction} ${each.type}` : []));
    expect(messages).toEqual(expect.arrayContaining(['sent signed-in', 'sent ended']));
  });

  it('is dated by the session’s own time once somebody says so', async () => {
    const { observer, tab } = await lookInto();
    observer.dateBy(() => 42);
    tab.hide();
    expect(observer.log.read().at(-1)).toMatchObject({ kind: 'page', event: 'hidden', at: 42 });
  });

  it('holds nothing when the session is over, as without anybody looking', async () => {
    const { tab, release, browser } = await lookInto();
    release();
    await browser.clock.settle();
    expect(tab.held()).toEqual(nothingHeld);
  });
});

it('a platform that nobody looks at has no observer', () => {
  const { platform } = createTestBrowser().openTab();
  expect(observerOf(platform)).toBeNull();
  expect(observerOf(inspect(platform))?.base).toBe(platform);
});

it('input in the devtools is let through and doesn’t count', async () => {
  const { observer, session, tab, browser } = await lookInto();
  await browser.clock.advance(minutes(5));
  const before = session.timer.getState().lastActivityAt;
  const include = observer.exclude(() => true);
  expect(tab.input()).toBe('pass');
  expect(session.timer.getState().lastActivityAt).toBe(before);
  include();
  tab.input();
  expect(session.timer.getState().lastActivityAt).toBeGreaterThan(before);
});
