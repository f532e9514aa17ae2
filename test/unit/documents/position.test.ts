import { createTestBrowser } from 'holdfast/testing';
import { expect, it, vi } from 'vitest';
import { ann, bob, draftOf, fillContact, openDesk } from './support.ts';

/** Ann's draft in two tabs: the first one on the delivery, the second one back on the contact, where the device is now. */
const openTwo = async () => {
  const browser = createTestBrowser();
  const desks = [openDesk(browser, ann), openDesk(browser, ann)] as const;
  const [first, second] = [draftOf(desks[0]), draftOf(desks[1])];
  await browser.clock.settle();
  fillContact(first);
  await first.next();
  await browser.clock.settle();
  await second.next();
  second.back();
  await browser.clock.settle();
  return { browser, desks, first, second };
};

it('a tab stays on its step, whatever step others go to', async () => {
  const { first, second } = await openTwo();
  expect([first.getState().step, second.getState().step]).toEqual(['delivery', 'contact']);
});

it('a tab is on its step again after a reload, and a new one begins where the device was last', async () => {
  const { browser, desks } = await openTwo();
  const tabs = desks.map(({ tab }) => tab);
  for (const tab of tabs) tab.close();
  const again = tabs.map((from) => draftOf(openDesk(browser, ann, from)));
  const other = draftOf(openDesk(browser, ann));
  await browser.clock.settle();
  expect([...again, other].map((draft) => draft.getState().step)).toEqual(['delivery', 'contact', 'contact']);
});

it('a tab that never moved keeps the step that it resumed at', async () => {
  const { browser, second } = await openTwo();
  const desk = openDesk(browser, ann);
  const draft = draftOf(desk);
  await browser.clock.settle();
  await second.next();
  await browser.clock.settle();
  desk.tab.close();
  const again = draftOf(openDesk(browser, ann, desk.tab));
  await browser.clock.settle();
  expect([draft.getState().step, again.getState().step, second.getState().step]).toEqual([
    'contact',
    'contact',
    'delivery',
  ]);
});

it('a tab that is where its records say writes none of them at a reload', async () => {
  const { browser, desks } = await openTwo();
  desks[0].tab.close();
  const again = openDesk(browser, ann, desks[0].tab);
  const write = vi.spyOn(again.tab.platform.tabRecords, 'write');
  const draft = draftOf(again);
  await browser.clock.settle();
  expect([draft.getState().step, write.mock.calls]).toEqual(['delivery', []]);
  draft.back();
  expect(write).toHaveBeenCalledOnce();
});

it('a tab resumes at a step before its own, if that is not completed any more', async () => {
  const { browser, desks, second } = await openTwo();
  second.set('contact.email', 'ann@');
  await browser.clock.settle();
  desks[0].tab.close();
  const again = draftOf(openDesk(browser, ann, desks[0].tab));
  await browser.clock.settle();
  expect(again.getState().step).toBe('contact');
});

it.each(['reset', 'submitted'])(
  'the step of a tab is about what was %s since, and not about the next draft',
  async (how) => {
    const { browser, desks, second } = await openTwo();
    desks[0].tab.close();
    if (how === 'reset') second.reset();
    else {
      second.set('delivery.street', 'Main Street 1');
      second.set('payment.holder', 'Ann');
      second.set('payment.cvc', '§§§');
      expect((await second.submit(() => {})).outcome).toBe('submitted');
    }
    fillContact(second);
    await second.next();
    second.back();
    await browser.clock.settle();
    const again = draftOf(openDesk(browser, ann, desks[0].tab));
    await browser.clock.settle();
    expect(again.getState().step).toBe('contact');
  },
);

it("the step of a tab is not somebody else's, and says nothing about whose it is", async () => {
  const { browser, desks } = await openTwo();
  desks[0].become(bob);
  await browser.clock.settle();
  const draft = draftOf(openDesk(browser, bob, desks[0].tab));
  await browser.clock.settle();
  expect(draft.getState().step).toBe('contact');
  expect(desks[0].tab.platform.tabRecords.read('holdfast:shop:step:checkout')).not.toMatch(/u-ann|u-bob/);
});

it('a record that makes no sense is none', async () => {
  const { browser, desks } = await openTwo();
  desks[0].tab.platform.tabRecords.write('holdfast:shop:step:checkout', '{');
  desks[0].tab.close();
  const again = draftOf(openDesk(browser, ann, desks[0].tab));
  await browser.clock.settle();
  expect(again.getState().step).toBe('contact');
});
