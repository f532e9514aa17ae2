import { cookie, createCart, createDraft, createSession, isHoldfastError, seconds } from 'holdfast';
import { createTestBrowser, nothingHeld, type TestTab } from 'holdfast/testing';
import { afterEach, expect, it, vi } from 'vitest';
import * as z from 'zod';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const sessionIn = ({ platform }: TestTab, name = 'shop') =>
  createSession({ name, transport: cookie({ session: '/s', signIn: '/i', signOut: '/o' }), platform });
const openTab = () => {
  const browser = createTestBrowser();
  const tab = browser.openTab();
  return { browser, tab, said: () => tab.reports.map(({ message }) => message) };
};
const steps = { note: z.object({ text: z.string() }) };

it('a session that is watched and never started is spoken of once, with the way to start it', async () => {
  const { browser, tab, said } = openTab();
  const session = sessionIn(tab);
  session.subscribe(() => {});
  session.subscribe(() => {});
  await browser.clock.advance(seconds(2));
  expect(said()).toEqual([expect.stringMatching(/"shop" is watched but was not started.*session\.start\(\)/)]);
});

it('one that is started a moment later is not, nor one that was started before, and nothing is left of it', async () => {
  const { browser, tab, said } = openTab();
  const session = sessionIn(tab);
  session.subscribe(() => {});
  session.start()();
  session.subscribe(() => {});
  await browser.clock.advance(seconds(2));
  expect(said()).toEqual([]);
  expect(tab.held()).toEqual(nothingHeld);
});

it('two sessions of one name in one page are spoken of once; of two names, or in two tabs, they are not', async () => {
  const { browser, tab, said } = openTab();
  const [first, other] = [sessionIn(tab), sessionIn(tab, 'staff')];
  first.start();
  other.start();
  sessionIn(browser.openTab()).start();
  expect(said()).toEqual([]);
  sessionIn(tab).start();
  sessionIn(tab).start();
  expect(said()).toEqual([expect.stringContaining('two sessions with the name "shop" run in this page')]);
});

it('a session that is made anew again and again, as in a component, is spoken of', () => {
  const { tab, said } = openTab();
  for (let renders = 0; renders < 5; renders++) sessionIn(tab).start()();
  expect(said()).toEqual([expect.stringMatching(/third session.*not in a component/)]);
  const { tab: quiet, said: saidThere } = openTab();
  const session = sessionIn(quiet);
  for (let mounts = 0; mounts < 5; mounts++) session.start()();
  expect(saidThere()).toEqual([]);
});

it('a document that is made twice on one session is spoken of once, whatever kind it is', () => {
  const { tab, said } = openTab();
  const session = sessionIn(tab);
  createDraft(session, 'checkout', { steps });
  createCart(session, 'cart', { currency: 'EUR' });
  createDraft(sessionIn(tab, 'staff'), 'checkout', { steps });
  expect(said()).toEqual([]);
  for (let renders = 0; renders < 3; renders++) createCart(session, 'checkout', { currency: 'EUR' });
  expect(said()).toEqual([expect.stringMatching(/"checkout" was made twice on one session/)]);
});

it('a misspelt option is refused with the one that was meant', () => {
  const { tab } = openTab();
  const refusal = (run: () => unknown): string | undefined => {
    try {
      run();
    } catch (error) {
      return isHoldfastError(error) ? error.message : undefined;
    }
    return undefined;
  };
  const misspelt = (options: object) => refusal(() => createDraft(sessionIn(tab), 'note', { steps, ...options }));
  expect(misspelt({ aftersignout: 'seal' })).toContain('has no option "aftersignout". Did you mean "afterSignOut"?');
  expect(misspelt({ verion: 2 })).toContain('Did you mean "version"? It knows: steps, secret');
  expect(misspelt({ colour: 'red' })).toMatch(/has no option "colour"\. It knows/);
});

it('a page that is not secure is spoken of, with its address', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  vi.stubGlobal('location', { origin: 'http://192.168.0.7:5173' });
  const make = () => createSession({ name: 'shop', transport: cookie({ session: '/s', signIn: '/i', signOut: '/o' }) });
  vi.stubGlobal('isSecureContext', true);
  make();
  expect(warn).not.toHaveBeenCalled();
  vi.stubGlobal('isSecureContext', false);
  make();
  expect(warn.mock.calls).toEqual([
    [expect.stringMatching(/secure pages only, and http:\/\/192.* is none\. Use https/)],
  ]);
});

it('in production nothing of it is said', async () => {
  vi.stubEnv('NODE_ENV', 'production');
  const { browser, tab, said } = openTab();
  const session = sessionIn(tab);
  session.subscribe(() => {});
  createDraft(session, 'checkout', { steps });
  createDraft(session, 'checkout', { steps });
  await browser.clock.advance(seconds(2));
  for (let renders = 0; renders < 3; renders++) sessionIn(tab).start();
  expect(said()).toEqual([]);
});
