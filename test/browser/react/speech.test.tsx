import { act, cleanup } from '@testing-library/react';
import { minutes } from 'holdfast';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { listen, takeFrames } from './support/listen.ts';
import { dialog, openShop, regions } from './support/shop.tsx';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe('what a screen reader is told', () => {
  it('falls silent when the warning is answered, and speaks again at the next', async () => {
    const shop = await openShop();
    const frames = takeFrames();
    await listen(shop, 780, 781, frames);
    void shop.session.extend();
    await shop.settle();
    frames();
    expect(regions().map((region) => region.textContent)).toEqual(['', '']);
    expect(await listen(shop, 1560, 1562, frames)).toEqual([[1561, 'polite', 'You will be signed out in 2 minutes.']]);
  });

  it('goes on where the limit can’t be extended, also after "Keep working"', async () => {
    const shop = await openShop({}, { lifetime: minutes(15) });
    const frames = takeFrames();
    await shop.at(700);
    shop.tab.input();
    expect(await listen(shop, 779, 800, frames)).toEqual([[780, 'polite', 'You will be signed out in 2 minutes.']]);
    act(() => document.querySelector<HTMLElement>('.holdfast-primary')!.click());
    frames();
    expect(dialog().matches(':modal')).toBe(false);
    for (const region of regions()) expect(region.checkVisibility()).toBe(true);
    expect((await listen(shop, 801, 901, frames)).filter(([second]) => second > 801)).toEqual([
      [840, 'assertive', 'You will be signed out in 60 seconds.'],
      [860, 'assertive', 'You will be signed out in 40 seconds.'],
      [880, 'assertive', 'You will be signed out in 20 seconds.'],
      [900, 'assertive', 'For your security, sessions end after some time.'],
    ]);
  });
});
