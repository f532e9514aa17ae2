import { act, cleanup } from '@testing-library/react';
import { minutes, seconds } from 'holdfast';
import { germanWords } from 'holdfast/react';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { listen, takeFrames } from './support/listen.ts';
import { dialog, openShop, regions } from './support/shop.tsx';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe('what a screen reader is told', () => {
  it('is said at the opening, each whole minute, at 60, 40 and 20 seconds and at the end, and never twice', async () => {
    const shop = await openShop({}, { idle: { timeout: minutes(15), warning: seconds(150) } });
    const [polite, assertive] = regions();
    expect([polite?.textContent, assertive?.textContent]).toEqual(['', '']);
    expect(await listen(shop, 749, 902)).toEqual([
      [750, 'polite', 'You will be signed out in 3 minutes.'],
      [780, 'polite', 'You will be signed out in 2 minutes.'],
      [840, 'assertive', 'You will be signed out in 60 seconds.'],
      [860, 'assertive', 'You will be signed out in 40 seconds.'],
      [880, 'assertive', 'You will be signed out in 20 seconds.'],
      [900, 'assertive', expect.stringContaining('This page was not used for a while')],
    ]);
    expect(regions()).toEqual([polite, assertive]);
  });

  it('begins with what is left, where a warning opens late or is short', async () => {
    const shop = await openShop({}, { idle: { timeout: minutes(15), warning: seconds(30) } });
    expect(await listen(shop, 869, 899)).toEqual([
      [870, 'assertive', 'You will be signed out in 30 seconds.'],
      [880, 'assertive', 'You will be signed out in 20 seconds.'],
    ]);
  });

  it('is the whole course of a long warning, word by word', async () => {
    const shop = await openShop({}, { idle: { timeout: minutes(15), warning: minutes(4) } });
    const said = await listen(shop, 655, 905);
    expect(said).toEqual([
      [660, 'polite', 'You will be signed out in 4 minutes.'],
      [720, 'polite', 'You will be signed out in 3 minutes.'],
      [780, 'polite', 'You will be signed out in 2 minutes.'],
      [840, 'assertive', 'You will be signed out in 60 seconds.'],
      [860, 'assertive', 'You will be signed out in 40 seconds.'],
      [880, 'assertive', 'You will be signed out in 20 seconds.'],
      [900, 'assertive', 'This page was not used for a while.'],
    ]);
    expect(new Set(said.map(([, , text]) => text)).size).toBe(said.length);
  });

  it('says once that an extension failed, however often it is tried again', async () => {
    const shop = await openShop();
    await shop.at(790);
    const status = dialog().querySelector('[role=status]')!;
    const heard: string[] = [];
    const watch = new MutationObserver(() => heard.push(status.textContent));
    watch.observe(status, { childList: true, characterData: true, subtree: true });
    shop.browser.network.setOffline(true);
    void shop.session.extend();
    for (let second = 791; second <= 830; second++) await shop.at(second);
    await Promise.resolve();
    watch.disconnect();
    expect(heard).toEqual(['The server can’t be reached. Trying again…']);
    expect(shop.browser.network.count('/touch')).toBeGreaterThan(3);
  });

  it('tells of the turn when "Stay signed in" changed nothing, since another limit is near', async () => {
    const shop = await openShop({}, { lifetime: minutes(16) });
    await shop.at(60);
    shop.tab.input();
    const frames = takeFrames();
    await listen(shop, 841, 850, frames);
    act(() => void shop.session.extend());
    await shop.settle();
    frames();
    expect(regions().map((region) => region.textContent)).toEqual([
      expect.stringMatching(/^For your security, this session can’t be extended.*signed out in 2 minutes\.$/),
      '',
    ]);
    expect((await listen(shop, 851, 960, frames)).filter(([second]) => second > 851)).toEqual([
      [900, 'assertive', 'You will be signed out in 60 seconds.'],
      [920, 'assertive', 'You will be signed out in 40 seconds.'],
      [940, 'assertive', 'You will be signed out in 20 seconds.'],
      [960, 'assertive', 'For your security, sessions end after some time.'],
    ]);
  });

  it('is news again after a warning that was answered in another tab, in a tab that had been hidden since', async () => {
    const shop = await openShop();
    const frames = takeFrames();
    await listen(shop, 780, 781, frames);
    act(() => shop.tab.hide());
    act(() => void shop.session.extend());
    await shop.settle();
    // Emptied without a frame, since a hidden tab has none.
    expect(regions().map((region) => region.textContent)).toEqual(['', '']);
    await shop.at(781 + 785);
    act(() => shop.tab.show());
    frames();
    expect(regions().map((region) => region.textContent)).toEqual(['You will be signed out in 2 minutes.', '']);
  });

  it('is said by the visible tab alone: a hidden one has no frames, and begins with the present when it is looked at', async () => {
    const frames = takeFrames();
    const shop = await openShop();
    shop.tab.hide();
    await shop.at(780);
    await shop.at(855);
    expect(dialog().open).toBe(true);
    expect(regions().map((region) => region.textContent)).toEqual(['', '']);
    act(() => shop.tab.show());
    // One frame makes a region known to a screen reader; only what changes afterwards is read out.
    frames(1);
    expect(regions().map((region) => region.textContent)).toEqual(['', '']);
    frames(1);
    expect(regions().map((region) => region.textContent)).toEqual(['', 'You will be signed out in 45 seconds.']);
  });

  it('is in the language of the words', async () => {
    const shop = await openShop({ words: germanWords }, { idle: { timeout: minutes(15), warning: minutes(2) } });
    expect((await listen(shop, 779, 841)).map(([, , text]) => text)).toEqual([
      'Sie werden in 2 Minuten abgemeldet.',
      'Sie werden in 60 Sekunden abgemeldet.',
    ]);
  });
});
