import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { tabIdOf } from '../../../src/documents/tab-id.ts';
import { documentHost } from '../../../src/vault/host.ts';
import { ann, type Desk, openDesk } from './support.ts';

const idOf = (desk: Desk) => tabIdOf(desk[documentHost]);
const openTwo = () => {
  const browser = createTestBrowser();
  const desk = openDesk(browser, ann);
  return { browser, desk, name: idOf(desk).get() };
};

describe('the name of a tab', () => {
  it('is one for all documents of the tab, and another in another tab', () => {
    const { browser, desk, name } = openTwo();
    expect(idOf(desk).get()).toBe(name);
    expect(idOf(openDesk(browser, ann)).get()).not.toBe(name);
  });

  it('lives over a reload, and over the next one', () => {
    const { browser, desk, name } = openTwo();
    desk.exit();
    desk.tab.close();
    const again = openDesk(browser, ann, desk.tab);
    expect(idOf(again).get()).toBe(name);
    again.exit();
    again.tab.close();
    expect(idOf(openDesk(browser, ann, again.tab)).get()).toBe(name);
  });

  it('is not shared by a duplicate of a tab that is seen, also not of one that was hidden before', () => {
    const { browser, desk, name } = openTwo();
    expect(idOf(openDesk(browser, ann, desk.tab)).get()).not.toBe(name);
    desk.exit();
    desk.wake();
    expect(idOf(openDesk(browser, ann, desk.tab)).get()).not.toBe(name);
  });

  it('is left to a tab in the background by its duplicate, which tells what it was', () => {
    const { browser, desk, name } = openTwo();
    desk.exit();
    const duplicate = openDesk(browser, ann, desk.tab);
    const left: string[] = [];
    idOf(duplicate).onChange((before) => left.push(before));
    expect([idOf(duplicate).get() === name, idOf(desk).get()]).toEqual([false, name]);
    expect(left).toEqual([name]);
  });

  it('is left to the duplicate by a tab that was frozen meanwhile', () => {
    const { browser, desk, name } = openTwo();
    desk.exit();
    desk.deaf = true;
    const duplicate = openDesk(browser, ann, desk.tab);
    expect(idOf(duplicate).get()).toBe(name);
    desk.deaf = false;
    desk.wake();
    expect([idOf(duplicate).get(), idOf(desk).get() === name]).toEqual([name, false]);
  });

  it('is new each time where the storage of tabs is refused', () => {
    const browser = createTestBrowser();
    browser.records.refuse = true;
    const desk = openDesk(browser, ann);
    const name = idOf(desk).get();
    desk.exit();
    expect(idOf(desk).get()).toBe(name);
    expect(idOf(openDesk(browser, ann, desk.tab)).get()).not.toBe(name);
  });
});
