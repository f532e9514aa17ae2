import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createDraft } from '../../../../src/documents/draft/draft.ts';
import { ann, guest, openDesk } from '../support.ts';
import { names, openTwo, steps, surveyOf } from './support.ts';

/** One person is stored by a clock that was set back since, and storage takes its time to say so. */
async function afterClockWasSetBack() {
  const browser = createTestBrowser();
  const { clock } = browser;
  clock.setWall(240_000);
  surveyOf(openDesk(browser, ann)).set('table.people', [{ name: 'Old' }]);
  await clock.settle();
  browser.reopen();
  clock.setWall(-240_000);
  browser.databases.openDelay = 500;
  const survey = surveyOf(openDesk(browser, ann));
  return { clock, survey, people: survey.items('table.people') };
}

describe('items of an array', () => {
  it('are back after a crash, in their order and under their ids', async () => {
    const { browser, desks, here, people } = await openTwo();
    here.set('table.people', [{ name: 'Ann' }]);
    people.add({ name: 'Bea' }, 0);
    people.set(people.getState()[1]?.id ?? '', 'diet', 'vegan');
    await browser.clock.settle();
    const before = people.getState();
    for (const desk of desks) desk.tab.crash();
    const again = surveyOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(again.items('table.people').getState()).toEqual(before);
  });

  it('are handed over as a plain array and cleared with the draft, in every tab', async () => {
    const { browser, here, there, people, elsewhere } = await openTwo();
    people.add({ name: 'Ann' });
    elsewhere.add({ name: 'Bea' });
    // What another tab hasn't stored yet is nothing that this one could hand over.
    await browser.clock.settle();
    let given: unknown;
    await here.submit(({ values }) => {
      given = values.table.people?.map(({ name }) => name).toSorted();
    });
    expect(given).toEqual(['Ann', 'Bea']);
    await browser.clock.settle();
    for (const draft of [here, there]) expect(draft.get('table.people')).toBeUndefined();
    elsewhere.add({ name: 'Cleo' });
    await browser.clock.settle();
    expect(names(here)).toEqual(['Cleo']);
  });

  it('are emptied by a reset', async () => {
    const { browser, here, there, people, elsewhere } = await openTwo();
    people.add({ name: 'Ann' });
    await browser.clock.settle();
    there.reset();
    await browser.clock.settle();
    expect([here.get('table.people'), people.getState(), elsewhere.getState()]).toEqual([undefined, [], []]);
  });

  it('join those of the account at sign-in', async () => {
    const browser = createTestBrowser();
    surveyOf(openDesk(browser, ann)).items('table.people').add({ name: 'Ann' });
    await browser.clock.settle();
    browser.reopen();
    const desk = openDesk(browser, guest);
    const survey = surveyOf(desk);
    await browser.clock.settle();
    survey.items('table.people').add({ name: 'Bea' });
    await browser.clock.settle();
    desk.become(ann, 'signed-in');
    await browser.clock.settle();
    expect(names(survey).toSorted()).toEqual(['Ann', 'Bea']);
  });

  it('that were added before it was known what is stored stand, also where the clock was set back since', async () => {
    const { clock, survey, people } = await afterClockWasSetBack();
    people.add({ name: 'Ann' });
    await clock.advance(600);
    expect(names(survey).toSorted()).toEqual(['Ann', 'Old']);
  });

  it('that were added before that, and replaced before that, stay replaced', async () => {
    const { clock, survey, people } = await afterClockWasSetBack();
    people.add({ name: 'Gone' });
    survey.set('table.people', [{ name: 'Ann' }]);
    people.add({ name: 'Bea' });
    await clock.advance(600);
    expect(names(survey)).toEqual(['Ann', 'Bea']);
  });

  it('can be held in memory only, with the whole array', async () => {
    const browser = createTestBrowser();
    const desk = openDesk(browser, ann);
    const survey = surveyOf(desk, { secret: ['table.people'], personal: false });
    await browser.clock.settle();
    const people = survey.items('table.people');
    people.set(people.add({ name: '§§§' }), 'diet', 'vegan');
    survey.set('table.note', 'kept');
    await browser.clock.settle();
    desk.exit();
    expect(survey.get('table.people')).toEqual([{ name: '§§§', diet: 'vegan' }]);
    expect(browser.text()).toContain('kept');
    expect(browser.text()).not.toContain('§§§');
  });

  it('are removed from storage, part by part, when their array becomes one that is held in memory only', async () => {
    const browser = createTestBrowser();
    surveyOf(openDesk(browser, ann), { personal: false }).items('table.people').add({ name: '§§§' });
    await browser.clock.settle();
    expect(browser.text()).toContain('§§§');
    browser.reopen();
    const survey = surveyOf(openDesk(browser, ann), { secret: ['table.people'], personal: false });
    await browser.clock.settle();
    expect(survey.get('table.people')).toBeUndefined();
    expect(browser.text()).not.toContain('§§§');
  });

  it('are forgotten by a draft that was not touched for longer than it is kept', async () => {
    const browser = createTestBrowser();
    surveyOf(openDesk(browser, ann), { ttl: 1000 }).items('table.people').add({ name: 'Ann' });
    await browser.clock.settle();
    browser.reopen();
    await browser.clock.advance(2000);
    const survey = surveyOf(openDesk(browser, ann), { ttl: 1000 });
    await browser.clock.settle();
    expect(survey.get('table.people')).toBeUndefined();
  });

  it('are translated from an older version one by one, by the same function as the whole array', async () => {
    const browser = createTestBrowser();
    const old = surveyOf(openDesk(browser, ann));
    old.set('table.people', [{ name: 'Ann' }]);
    old.items('table.people').add({ name: 'Bea', diet: 'vegan' });
    await browser.clock.settle();
    browser.reopen();
    type Person = Record<string, unknown>;
    const survey = createDraft(openDesk(browser, ann), 'survey', {
      steps,
      version: 2,
      migrate: (path, value) =>
        path === 'table.people'
          ? {
              'table.guests': (value as Person[]).map(({ name, ...rest }) => ({
                ...rest,
                ...(name ? { first: name } : {}),
              })),
            }
          : { [path]: value },
    });
    await browser.clock.settle();
    expect(survey.get('table.people')).toBeUndefined();
    expect(survey.get('table.guests' as 'table.people')).toEqual([{ first: 'Ann' }, { first: 'Bea', diet: 'vegan' }]);
  });
});
