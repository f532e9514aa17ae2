import type { Page } from 'playwright';
import { describe, expect } from 'vitest';
import { readEngines } from '../support/browsers.ts';
import type { Tab } from '../support/tab.ts';
import { eventually, openTab, savedStatus, signIn, signOut, visit } from './shop.ts';
import { pageOf, setStage } from './stage.ts';

/** What can be seen of the settings on the shelf. */
const look = (tab: Tab) =>
  tab.run(() => ({
    density: document.querySelector<HTMLElement>('.shelf')?.dataset['density'],
    price: document.querySelector('.product .price')?.textContent,
    first: [...document.querySelectorAll('.product h3')].slice(0, 2).map((name) => name.textContent),
    open: document.querySelector('#at-hand')?.getAttribute('aria-expanded'),
  }));
const pin = async (tab: Tab, name: string): Promise<void> => {
  await tab.front();
  await pageOf(tab)
    .getByRole('button', { name: `Keep ${name} at hand` })
    .click();
};

/** `window.open` copies sessionStorage as the browser's own "Duplicate" does. */
async function duplicate(tab: Tab): Promise<Page> {
  const opened = pageOf(tab).waitForEvent('popup');
  await pageOf(tab).evaluate(() => void window.open(location.href));
  return opened;
}

describe.each(await readEngines())('the settings of the demo shop in $name', (engine) => {
  const stage = setStage(engine);

  stage.story('change the shelf in another tab at once, keep what both pin, and go back in both', async () => {
    const shelf = await openTab(stage.browser, stage.shop.at(''));
    const settings = await openTab(stage.browser, stage.shop.at('settings'));
    const page = pageOf(settings);
    await page.getByText('Dense').click();
    await page.getByText('24.00 euros').click();
    await page.getByLabel('Pin something').selectOption('Watch Mug');
    await eventually(() => look(shelf)).toMatchObject({
      density: 'dense',
      price: '16.00 euros',
      first: ['Watch Mug', expect.anything()],
    });
    await pin(shelf, 'Guernsey Sweater');
    await eventually(() => settings.text('.chips')).toMatch(/Watch Mug.*Guernsey Sweater/s);
    await settings.front();
    await page.getByLabel('Low means fewer than').fill('1000');
    await eventually(() => settings.text('.refusal')).toBe('A whole number from 1 to 99.');
    await eventually(() => savedStatus(settings)).toBe('saved');

    await shelf.reload();
    await eventually(() => look(shelf)).toMatchObject({ density: 'dense', first: ['Watch Mug', 'Guernsey Sweater'] });
    await settings.front();
    await page.getByRole('button', { name: 'Everything back' }).click();
    await eventually(() => look(shelf)).toMatchObject({ density: 'airy', price: '€24.00', open: undefined });
    await shelf.close();
    await settings.close();
  });

  stage.story(
    'of one tab are not another’s, are there after a reload, and are not shared with a duplicate',
    async () => {
      const here = await openTab(stage.browser, stage.shop.at(''));
      await pin(here, 'Watch Mug');
      await here.click('#at-hand');
      const there = await openTab(stage.browser, stage.shop.at(''));
      await eventually(() => look(there)).toMatchObject({ open: 'true' });
      expect((await look(here)).open).toBe('false');
      await here.reload();
      await eventually(() => look(here)).toMatchObject({ open: 'false', first: ['Watch Mug', expect.anything()] });

      const copy = await duplicate(here);
      await copy.locator('#at-hand[aria-expanded="true"]').waitFor();
      await here.reload();
      await eventually(() => look(here)).toMatchObject({ open: 'false' });
      await copy.close();
      await here.close();
      await there.close();
    },
  );

  stage.story('of a tab in the background are taken along by its duplicate, and no longer shared', async () => {
    if (!stage.browser.full) return;
    const here = await openTab(stage.browser, stage.shop.at('settings'));
    // What the story before has pinned is known only when it is restored.
    await eventually(() => savedStatus(here)).toBe('saved');
    if (!(await here.text('.chips')).includes('Watch Mug'))
      await pageOf(here).getByLabel('Pin something').selectOption('Watch Mug');
    await visit(here, '', 'Things');
    await here.click('#at-hand[aria-expanded="true"]');
    const there = await openTab(stage.browser, stage.shop.at(''));
    await there.front();
    await eventually(() => here.run(() => document.visibilityState)).toBe('hidden');
    expect(await here.run(() => Object.keys(sessionStorage))).toContain('holdfast:shop:tab');
    const copy = await duplicate(here);
    await copy.locator('#at-hand[aria-expanded="false"]').click();
    await copy.locator('#at-hand[aria-expanded="true"]').waitFor();
    await copy.reload();
    await copy.locator('#at-hand[aria-expanded="true"]').waitFor();
    await here.reload();
    await eventually(() => look(here)).toMatchObject({ open: 'false' });
    await copy.close();
    await here.close();
    await there.close();
  });

  stage.story('of a guest fill what the account has not set, and are gone after the sign-out', async () => {
    const tab = await openTab(stage.browser, stage.shop.at('settings'));
    await pageOf(tab).getByText('Dense').click();
    await signIn(tab, 'ada');
    await visit(tab, '', '');
    await eventually(() => look(tab)).toMatchObject({ density: 'dense' });
    await signOut(tab);
    await visit(tab, '', '');
    await eventually(() => look(tab)).toMatchObject({ density: 'airy' });
    await tab.close();
  });
});
