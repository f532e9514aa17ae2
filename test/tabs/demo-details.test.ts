import { describe, expect } from 'vitest';
import { readEngines } from '../support/browsers.ts';
import type { Tab } from '../support/tab.ts';
import { examine } from './axe.ts';
import { eventually, fieldValue, openTab, signIn, visit } from './shop.ts';
import { pageOf, setStage } from './stage.ts';

const fields = ['name', 'phone', 'street', 'town'] as const;
const values = (tab: Tab): Promise<(string | undefined)[]> =>
  Promise.all(fields.map((field) => fieldValue(tab, `person.${field}`)));
const type = (tab: Tab, field: (typeof fields)[number], text: string): Promise<void> =>
  tab.type(`[name="person.${field}"]`, text);
/** As a person does, who thereby leaves the field. */
const press = (tab: Tab, name: string): Promise<void> =>
  tab.run((text) => {
    const buttons = [...document.querySelectorAll<HTMLElement>('[aria-labelledby="details-title"] button')];
    const button = buttons.find(({ textContent }) => textContent?.startsWith(text));
    button?.focus();
    button?.click();
  }, name);
const card = (tab: Tab): Promise<string> => tab.text('[aria-labelledby="details-title"]');

describe.each(await readEngines())('the details that the shop has of a person, in $name', (engine) => {
  const stage = setStage(engine);

  stage.story('two devices change them: other fields are joined, the same one is asked for and settles', async () => {
    const elsewhere = await engine.open();
    try {
      const one = await openTab(stage.browser, stage.shop.at(''));
      const two = await openTab(elsewhere, stage.shop.at(''));
      for (const tab of [one, two]) {
        await signIn(tab, 'ada');
        await visit(tab, 'account', 'Hello');
        await eventually(() => values(tab)).toEqual(['Ada Lovelace', '', '', '']);
      }
      await type(one, 'phone', '040  1234');
      await type(one, 'town', 'Hamburg');
      await type(two, 'phone', '040 99');
      await type(two, 'street', 'Quay 7');
      await press(one, 'Save');
      await eventually(() => card(one)).toContain('The shop has it.');
      expect(await values(one)).toEqual(['Ada Lovelace', '040 1234', '', 'Hamburg']);

      await press(two, 'Save');
      await eventually(() => card(two)).toContain('The shop has 040 1234');
      expect(await values(two)).toEqual(['Ada Lovelace', '040 99', 'Quay 7', 'Hamburg']);
      const page = pageOf(two);
      await page.setViewportSize({ width: 320, height: 800 });
      expect(await examine(page, 'a conflict', '[aria-labelledby="details-title"]')).toEqual([]);
      expect(await two.run(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);

      // What is not settled is asked for again after a reload.
      await two.reload();
      await eventually(() => card(two)).toContain('The shop has 040 1234');
      await press(two, 'Keep mine');
      await press(two, 'Save');
      await eventually(() => card(two)).toContain('The shop has it.');
      await one.reload();
      await eventually(() => values(one)).toEqual(['Ada Lovelace', '040 99', 'Quay 7', 'Hamburg']);

      await type(one, 'phone', '1');
      await press(one, 'Save');
      await eventually(() => card(one)).toContain('so few digits');
      expect(await one.run(() => (document.activeElement as HTMLInputElement).name)).toBe('person.phone');
      await press(one, 'Take it all back');
      await eventually(() => values(one)).toEqual(['Ada Lovelace', '040 99', 'Quay 7', 'Hamburg']);
    } finally {
      await elsewhere.close();
    }
  });
});
