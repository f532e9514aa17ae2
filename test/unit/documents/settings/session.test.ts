import { createSettings, minutes } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { ada, createShop, limits, type OpenTab } from '../../../support/world/shop.ts';
import { defaults, schema } from './support.ts';

const settingsOf = ({ session }: OpenTab) =>
  createSettings(session, 'workspace', {
    schema,
    defaults: { ...defaults, pinned: [] },
    sets: ['pinned'],
    scope: { panel: 'tab' },
  });

describe('settings of a session', () => {
  it("are the person's: live in every tab, the guest's after the end, back at the next sign-in", async () => {
    const shop = createShop();
    const tab = await shop.signedIn();
    const second = await shop.open();
    const both = [settingsOf(tab), settingsOf(second)] as const;
    await shop.browser.clock.settle();
    both[0].set('density', 'dense');
    both[0].set('panel.open', true);
    both[1].add('pinned', 'mug');
    await shop.browser.clock.settle();
    expect(both.map((each) => [each.get('density'), each.get('pinned'), each.get('panel.open')])).toEqual([
      ['dense', ['mug'], true],
      ['dense', ['mug'], false],
    ]);
    await shop.browser.clock.advance(limits.idle.timeout + minutes(1));
    for (const each of both) expect(each.getState().values).toMatchObject({ density: 'airy', pinned: [] });
    await tab.session.signIn({ name: ada.id });
    await shop.browser.clock.settle();
    expect([both[0].get('density'), both[0].get('panel.open')]).toEqual(['dense', true]);
  });

  it('are nothing that one must sign in again for, neither at the end nor after a reload', async () => {
    const shop = createShop();
    const tab = await shop.signedIn();
    settingsOf(tab).add('pinned', 'mug');
    await shop.browser.clock.advance(limits.idle.timeout + minutes(1));
    const ended = { status: 'unauthenticated', reason: 'idle', resumable: false };
    expect(tab.session.getState()).toEqual(ended);
    tab.tab.close();
    const later = await shop.open();
    await shop.browser.clock.settle();
    expect(later.session.getState()).toEqual(ended);
  });
});
