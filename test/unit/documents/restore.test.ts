import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { documentHost } from '../../../src/vault/host.ts';
import { ann, cartOf, draftOf, fillContact, item, openDesk, quantities } from './support.ts';

describe('what was typed is there again', () => {
  it('restores all fields and the step after a crash right after saved', async () => {
    const browser = createTestBrowser();
    const first = openDesk(browser, ann);
    const draft = draftOf(first);
    await browser.clock.settle();
    fillContact(draft);
    expect(await draft.next()).toBe(true);
    draft.set('delivery.street', 'Main Street 1');
    await browser.clock.settle();
    expect(draft.getState().saved).toBe('saved');
    first.tab.crash();

    const again = draftOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(again.getState()).toMatchObject({
      step: 'delivery',
      values: { contact: { name: 'Ann', email: 'ann@example.com' }, delivery: { street: 'Main Street 1' } },
      completed: ['contact'],
      saved: 'saved',
    });
  });

  it('joins what is stored under what was typed before storage answered, also when killed after that', async () => {
    const browser = createTestBrowser();
    const first = draftOf(openDesk(browser, ann));
    fillContact(first);
    await browser.clock.settle();
    browser.reopen();

    browser.databases.openDelay = 2000;
    // The clock was set back: what is typed now carries an earlier time than what is stored.
    browser.clock.setWall(-60_000);
    const desk = openDesk(browser, ann);
    const draft = draftOf(desk);
    await browser.clock.advance(100);
    draft.set('delivery.street', 'Main Street 1');
    await browser.clock.advance(100);
    draft.set('contact.name', 'Anna');
    expect(draft.getState()).toMatchObject({ saved: 'restoring', values: { contact: { name: 'Anna' } } });
    await browser.clock.advance(2000);
    const both = { contact: { name: 'Anna', email: 'ann@example.com' }, delivery: { street: 'Main Street 1' } };
    expect(draft.getState()).toMatchObject({ saved: 'saved', values: both });
    desk.tab.crash();

    browser.databases.openDelay = 0;
    const again = draftOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(again.getState().values).toMatchObject(both);
  });

  it('keeps what was typed before it was known whose it is', async () => {
    const browser = createTestBrowser();
    const desk = openDesk(browser, null);
    const draft = draftOf(desk);
    const cart = cartOf(desk);
    draft.set('contact.name', 'Ann');
    cart.add(item('mug'), 2);
    await browser.clock.advance(10_000);
    expect(draft.getState().saved).toBe('restoring');
    desk.become(ann);
    await browser.clock.settle();
    expect(draft.getState()).toMatchObject({ saved: 'saved', values: { contact: { name: 'Ann' } } });
    expect(quantities(cart)).toEqual({ mug: 2 });
    expect(browser.databases.entries('shop', 'journal').length).toBeGreaterThan(1);
  });

  it('resumes at the first step that is not completed, when that is earlier', async () => {
    const browser = createTestBrowser();
    const first = draftOf(openDesk(browser, ann));
    await browser.clock.settle();
    fillContact(first);
    await first.next();
    first.set('contact.email', 'ann@');
    await browser.clock.settle();
    expect(first.getState()).toMatchObject({ step: 'delivery', completed: [] });

    const again = draftOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(again.getState()).toMatchObject({ step: 'contact', values: { contact: { email: 'ann@' } }, errors: {} });
  });

  it('does not count a step as completed whose schema has become stricter', async () => {
    const browser = createTestBrowser();
    const first = draftOf(openDesk(browser, ann));
    await browser.clock.settle();
    fillContact(first);
    await first.next();
    await browser.clock.settle();

    const { createDraft } = await import('../../../src/documents/draft/draft.ts');
    const { contact, delivery, payment } = await import('./support.ts');
    const strict = contact.refine(({ name }) => name.includes(' '), {
      message: 'First and last name.',
      path: ['name'],
    });
    const again = createDraft(openDesk(browser, ann), 'checkout', { steps: { contact: strict, delivery, payment } });
    await browser.clock.settle();
    expect(again.getState()).toMatchObject({
      step: 'contact',
      completed: [],
      errors: {},
      values: { contact: { name: 'Ann' } },
    });
  });

  it('goes to the nearest step before one that does not exist any more, and keeps its values', async () => {
    const browser = createTestBrowser();
    const first = draftOf(openDesk(browser, ann));
    await browser.clock.settle();
    fillContact(first);
    first.set('delivery.street', 'Main Street 1');
    expect(await first.goTo('payment')).toBe(true);
    await browser.clock.settle();
    browser.reopen();

    const { createDraft } = await import('../../../src/documents/draft/draft.ts');
    const { contact, delivery } = await import('./support.ts');
    const shorter = createDraft(openDesk(browser, ann), 'checkout', { steps: { contact, delivery } });
    await browser.clock.settle();
    expect(shorter.getState().step).toBe('delivery');
    shorter.set('contact.name', 'Anna');
    await browser.clock.settle();
    browser.reopen();

    const again = draftOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(again.getState().values).toMatchObject({ contact: { name: 'Anna' }, delivery: { street: 'Main Street 1' } });
  });

  it('forgets a draft that nobody touched for longer than its ttl, and not one millisecond earlier', async () => {
    const ttl = 60_000;
    for (const [age, name] of [
      [ttl, 'Ann'],
      [ttl + 1, undefined],
    ] as const) {
      const browser = createTestBrowser();
      const first = draftOf(openDesk(browser, ann), { ttl, personal: false });
      await browser.clock.settle();
      const begun = browser.clock.now();
      first.set('contact.name', 'Ann');
      await browser.clock.settle();
      browser.reopen();
      await browser.clock.advance(age - (browser.clock.now() - begun));
      const again = draftOf(openDesk(browser, ann), { ttl, personal: false });
      again.set('contact.email', 'typed now');
      await browser.clock.settle();
      expect([age, again.getState().values.contact]).toEqual([age, { ...(name && { name }), email: 'typed now' }]);
      expect(browser.text().includes('"Ann"')).toBe(name !== undefined);
    }
  });

  it('keeps a draft for all of its ttl where edits are dated by a server that this device is ahead of', async () => {
    const browser = createTestBrowser();
    const open = () => {
      const desk = openDesk(browser, ann);
      const host = desk[documentHost];
      return draftOf({ ...desk, [documentHost]: { ...host, dated: () => host.now() - 480_000 } }, { ttl: 600_000 });
    };
    open().set('contact.name', 'Ann');
    await browser.clock.settle();
    browser.reopen();
    await browser.clock.advance(300_000);
    const again = open();
    await browser.clock.settle();
    expect(again.get('contact.name')).toBe('Ann');
  });

  it('forgets a draft of one field, also where that is typed into before it is known what is stored', async () => {
    const browser = createTestBrowser();
    draftOf(openDesk(browser, ann), { ttl: 60_000 }).set('contact.name', 'Ann');
    await browser.clock.settle();
    browser.reopen();
    await browser.clock.advance(60_001);
    const again = draftOf(openDesk(browser, ann), { ttl: 60_000 });
    again.set('contact.name', 'Bea');
    await browser.clock.settle();
    const { values, conflicts } = again.getState();
    expect([values.contact, conflicts]).toEqual([{ name: 'Bea' }, {}]);
  });

  it('keeps a draft as long as its latest edit asks for, also where that is typed over at once', async () => {
    const browser = createTestBrowser();
    const first = draftOf(openDesk(browser, ann), { ttl: 60_000 });
    first.set('contact.email', 'ann@example.com');
    await browser.clock.advance(70_000);
    first.set('contact.name', 'Ann');
    await browser.clock.settle();
    browser.reopen();
    await browser.clock.advance(5000);
    const again = draftOf(openDesk(browser, ann), { ttl: 60_000 });
    again.set('contact.name', 'Bea');
    await browser.clock.settle();
    expect(again.getState().values.contact).toEqual({ name: 'Bea', email: 'ann@example.com' });
  });

  it('forgets it in a tab that has it open as well, so that all go on with the same', async () => {
    const browser = createTestBrowser();
    const first = draftOf(openDesk(browser, ann), { ttl: 60_000 });
    fillContact(first);
    await browser.clock.settle();
    await browser.clock.advance(60_001);
    const second = draftOf(openDesk(browser, ann), { ttl: 60_000 });
    await browser.clock.settle();
    first.set('contact.email', 'bea@example.com');
    await browser.clock.settle();
    for (const draft of [first, second]) expect(draft.getState().values.contact).toEqual({ email: 'bea@example.com' });
  });
});
