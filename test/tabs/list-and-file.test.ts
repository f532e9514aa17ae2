import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEngines } from '../support/browsers.ts';
import type { Tab, TestBrowser } from '../support/tab.ts';
import {
  eventually,
  everythingStored,
  goToDelivery,
  openShop,
  openTab,
  type Shop,
  savedStatus,
  signIn,
  signOut,
  visit,
} from './shop.ts';

/** A picture of one point, and behind it, where no decoder looks, bytes that can be searched for. */
const picture = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Puts a file into the input, as a person does by choosing it. */
const choose = (tab: Tab, name: string): Promise<void> =>
  tab.run(
    ([bytes, file]) => {
      const input = document.querySelector<HTMLInputElement>('[name="delivery.photo"]');
      if (!input) throw new Error('There is no input for a file.');
      const chosen = new DataTransfer();
      const image = Uint8Array.from(atob(bytes), (sign) => sign.charCodeAt(0));
      chosen.items.add(new File([image, 'canary-behind-it'], file, { type: 'image/png' }));
      input.files = chosen.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    },
    [picture, name] as const,
  );

/** Name and size of the picture that is shown. One whose bytes are gone has no size. */
const shown = (tab: Tab): Promise<string> =>
  tab.run(() => {
    const image = document.querySelector<HTMLImageElement>('.photo img');
    const caption = document.querySelector('.photo figcaption')?.textContent ?? '';
    return `${caption} ${image?.naturalWidth} × ${image?.naturalHeight}`;
  });

const press = (tab: Tab, name: string): Promise<void> =>
  tab.run(
    (text) => [...document.querySelectorAll('button')].find(({ textContent }) => textContent === text)?.click(),
    name,
  );

const guests = (tab: Tab): Promise<string[]> =>
  tab.run(() => [...document.querySelectorAll<HTMLInputElement>('.guests input')].map(({ value }) => value).sort());

describe.each(await readEngines())('a list and a file in $name', (engine) => {
  const story = it.skipIf(engine.missing !== undefined);
  let shop: Shop;
  let browser: TestBrowser;

  beforeAll(async () => {
    if (engine.missing !== undefined) return;
    shop = await openShop();
    browser = await engine.open();
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.close();
  });

  story('two tabs add guests at the same moment, and both keep both, wherever the focus is', async () => {
    const one = await openTab(browser, shop.at(''));
    await signIn(one, 'grace');
    await visit(one, 'account', 'Hello');
    const two = await openTab(browser, shop.at('account'), 'Grace');
    await Promise.all([one, two].map((tab) => press(tab, 'Add a guest')));
    for (const tab of [one, two]) await eventually(() => guests(tab)).toHaveLength(2);
    await one.type('.guests li:nth-child(1) input', 'Ada');
    await two.type('.guests li:nth-child(2) input', 'Alan');
    await press(two, 'Add a guest');
    for (const tab of [one, two]) await eventually(() => guests(tab)).toEqual(['', 'Ada', 'Alan']);
    expect(await one.run(() => (document.activeElement as HTMLInputElement).value)).toBe('Ada');

    await two.click('.guests li:nth-child(3) button[aria-label^="Remove"]');
    await eventually(() => guests(one)).toEqual(['Ada', 'Alan']);
    await one.run(() => {
      for (const select of document.querySelectorAll<HTMLSelectElement>('.guests select')) {
        select.value = 'fish';
        select.dispatchEvent(new Event('change', { bubbles: true }));
      }
    });
    await press(one, 'Tell the cook');
    for (const tab of [one, two]) await eventually(() => tab.text('main')).toContain('The cook knows.');
    expect(shop.requests.filter((request) => request === 'POST /api/supper')).toHaveLength(1);
    await signOut(one);
  });

  story(
    'two tabs write the same field of one guest: both are offered what lost, and one choice settles it',
    async () => {
      const one = await openTab(browser, shop.at(''));
      await signIn(one, 'grace');
      await visit(one, 'account', 'Hello');
      await press(one, 'Add a guest');
      await eventually(() => guests(one)).toEqual(['']);
      const two = await openTab(browser, shop.at('account'), 'Grace');
      await eventually(() => guests(two)).toEqual(['']);
      await one.type('.guests input', 'Ada');
      await eventually(() => guests(two)).toEqual(['Ada']);
      // Neither can have seen the other's: both write at the very same moment.
      const write = (tab: Tab, text: string, moment: number): Promise<void> =>
        tab.run(
          ([value, at]) => {
            const input = document.querySelector<HTMLInputElement>('.guests input');
            while (Date.now() < at);
            const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value') ?? {};
            set?.call(input, value);
            input?.dispatchEvent(new Event('input', { bubbles: true }));
          },
          [text, moment] as const,
        );
      for (const tab of [one, two]) await tab.run(() => (document.activeElement as HTMLElement).blur());
      const moment = Date.now() + 500;
      await Promise.all([write(one, 'Ada Lovelace', moment), write(two, 'Ada Byron', moment)]);
      const lost = (tab: Tab) => tab.run(() => document.querySelector('.conflict q')?.textContent ?? '');
      for (const tab of [one, two]) await eventually(() => lost(tab)).toMatch(/^Ada (Lovelace|Byron)$/);
      const loser = await lost(one);
      expect(await lost(two)).toBe(loser);
      for (const tab of [one, two]) expect(await guests(tab)).not.toEqual([loser]);
      await press(one, `Take ${loser === 'Ada Byron' ? 'theirs' : 'mine'} for the name of guest 1`);
      for (const tab of [one, two]) {
        await eventually(() => guests(tab)).toEqual([loser]);
        await eventually(() => lost(tab)).toBe('');
      }
      expect(await one.run(() => (document.activeElement as HTMLInputElement).value)).toBe(loser);
      await one.click('.guests button[aria-label^="Remove"]');
      await eventually(() => guests(two)).toEqual([]);
      await signOut(one);
    },
  );

  story('a picture is in every tab, there after a reload and a kill, and readable nowhere on the disk', async () => {
    const tab = await openTab(browser, shop.at(''));
    await signIn(tab, 'ada');
    await goToDelivery(tab, 'Ada Lovelace');
    await choose(tab, 'door.png');
    await eventually(() => shown(tab)).toBe('door.png 1 kB 1 × 1');
    await eventually(() => savedStatus(tab)).toBe('saved');

    const other = await openTab(browser, shop.at('checkout'), 'Ada');
    await tab.reload();
    for (const each of [tab, other]) await eventually(() => shown(each)).toBe('door.png 1 kB 1 × 1');
    expect(await everythingStored(other)).not.toMatch(/canary-behind-it|door\.png/);

    await browser.kill();
    browser = await browser.reopen();
    const again = await openTab(browser, shop.at('checkout'));
    await signIn(again, 'ada');
    await visit(again, 'checkout', 'Checkout');
    await eventually(() => shown(again)).toBe('door.png 1 kB 1 × 1');
  });
});
