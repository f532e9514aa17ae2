import type { StandardSchemaV1 } from '@standard-schema/spec';
import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { createDraft } from '../../../src/documents/draft/draft.ts';
import { ann, bob, contact, draftOf, fill, fillContact, openDesk, openDraft, steps } from './support.ts';

describe('steps', () => {
  it('leaves a step forwards only when its schema accepts, and says what is missing', async () => {
    const { draft } = await openDraft();
    expect(await draft.next()).toBe(false);
    expect(draft.getState().errors).toMatchObject({
      'contact.email': expect.any(String),
      'contact.name': expect.any(String),
    });
    draft.set('contact.name', 'Ann');
    draft.set('contact.email', 'ann@');
    expect(await draft.next()).toBe(false);
    expect(draft.getState()).toMatchObject({ step: 'contact', errors: { 'contact.email': 'Not an address.' } });
    draft.set('contact.email', 'ann@example.com');
    await vi.waitFor(() => expect(draft.getState().errors).toEqual({}));
    expect(await draft.next()).toBe(true);
    expect(draft.getState()).toMatchObject({ step: 'delivery', completed: ['contact'] });
    expect(draft.back()).toBe(true);
    expect(draft.back()).toBe(false);
    expect(draft.getState().step).toBe('contact');
  });

  it('shows no error of a step that nobody tried to leave', async () => {
    const { draft } = await openDraft();
    draft.set('contact.email', 'a');
    await Promise.resolve();
    expect(draft.getState().errors).toEqual({});
  });

  it('goes forwards as far as the schemas accept', async () => {
    const { draft } = await openDraft();
    fillContact(draft);
    expect(await draft.goTo('payment')).toBe(false);
    expect(draft.getState()).toMatchObject({ step: 'delivery', completed: ['contact'] });
    expect(await draft.goTo('contact')).toBe(true);
    await expect(draft.goTo('nowhere' as 'contact')).rejects.toMatchObject({ code: 'HOLDFAST_USAGE' });
  });

  it('does not count a step as completed once a field of it is newer', async () => {
    const { draft } = await openDraft();
    fill(draft);
    await draft.next();
    draft.set('contact.name', 'Bea');
    expect(draft.getState().completed).toEqual([]);
  });

  it('judges what stands there when a slow schema answers, not what stood there when it was asked', async () => {
    const browser = createTestBrowser();
    let answer: (() => void) | null = null;
    const judge = ({ code }: { code: string }): StandardSchemaV1.Result<{ code: string }> =>
      code === 'good' ? { value: { code } } : { issues: [{ message: 'No such code.', path: ['code'] }] };
    const slow: StandardSchemaV1<{ code: string }> = {
      '~standard': {
        version: 1,
        vendor: 'test',
        validate: (value) =>
          new Promise((resolve) => {
            const given = judge(value as { code: string });
            if (answer) resolve(given);
            else answer = () => resolve(given);
          }),
      },
    };
    const draft = createDraft(openDesk(browser, ann), 'slow', { steps: { slow, contact } });
    await browser.clock.settle();
    draft.set('slow.code', 'good');
    const left = draft.next();
    await vi.waitFor(() => expect(answer).not.toBeNull());
    draft.set('slow.code', 'bad');
    (answer as (() => void) | null)?.();
    expect(await left).toBe(false);
    expect(draft.getState()).toMatchObject({ step: 'slow', errors: { 'slow.code': 'No such code.' } });
  });

  it('is not left by an answer that comes after the person went elsewhere', async () => {
    const { draft } = await openDraft();
    fill(draft);
    expect(await draft.next()).toBe(true);
    const left = draft.next();
    draft.back();
    expect(await left).toBe(false);
    expect(draft.getState()).toMatchObject({ step: 'contact', completed: ['contact'] });
  });

  it('keeps references of what did not change, and tells nobody when nothing did', async () => {
    const { browser, draft } = await openDraft();
    fill(draft);
    await browser.clock.settle();
    const before = draft.getState();
    let calls = 0;
    draft.subscribe(() => calls++);
    draft.set('contact.name', 'Ann');
    draft.back();
    await browser.clock.settle();
    expect(calls).toBe(0);
    draft.set('delivery.gift', true);
    expect(draft.getState().values.contact).toBe(before.values.contact);
    expect(draft.getState().errors).toBe(before.errors);
    expect(draft.getState().completed).toBe(before.completed);
  });
});

describe('secrets', () => {
  it('are found nowhere, and their step is not completed after a reload', async () => {
    const { browser, desk, draft } = await openDraft({ personal: false });
    fill(draft);
    draft.set('payment.cvc', '§§§');
    expect(await draft.goTo('payment')).toBe(true);
    expect(await draft.next()).toBe(true);
    expect(draft.getState().completed).toEqual(['contact', 'delivery', 'payment']);
    desk.exit();
    expect(browser.text()).toContain('Main Street 1');
    expect(browser.text()).not.toContain('§§§');
    desk.tab.crash();

    const again = draftOf(openDesk(browser, ann), { personal: false });
    await browser.clock.settle();
    expect(again.getState()).toMatchObject({ step: 'payment', completed: ['contact', 'delivery'] });
    expect(again.getState().values.payment).toEqual({ holder: 'Ann' });
  });

  it('are removed from storage when a path becomes secret', async () => {
    const browser = createTestBrowser();
    const careless = draftOf(openDesk(browser, ann), { secret: [], personal: false });
    careless.set('payment.cvc', '§§§');
    await browser.clock.settle();
    expect(browser.text()).toContain('§§§');
    browser.reopen();
    const draft = draftOf(openDesk(browser, ann), { personal: false });
    await browser.clock.settle();
    expect(draft.get('payment.cvc')).toBeUndefined();
    expect(browser.text()).not.toContain('§§§');
  });

  it('that are typed while the server is thinking belong to the next draft, as all else does', async () => {
    const { draft } = await openDraft();
    fill(draft);
    await draft.submit(() => draft.set('payment.cvc', '§§2'));
    expect(draft.getState().values).toEqual({ contact: {}, delivery: {}, payment: { cvc: '§§2' } });
  });

  it('are gone from memory when the person changes', async () => {
    const { desk, draft } = await openDraft();
    draft.set('payment.cvc', '§§§');
    desk.become({ id: 'guest', epoch: '' }, 'ended');
    expect(JSON.stringify(draft.getState())).not.toContain('§§§');
  });
});

describe('whoever comes next', () => {
  it('is on the step after what they completed, also where the person before was refused that by a newer schema', async () => {
    const browser = createTestBrowser();
    for (const [person, called] of [
      [ann, 'Ann'],
      [bob, 'Bobby'],
    ] as const) {
      const old = draftOf(openDesk(browser, person));
      await browser.clock.settle();
      fillContact(old);
      old.set('contact.name', called);
      expect(await old.next()).toBe(true);
      await browser.clock.settle();
      browser.reopen();
    }
    const desk = openDesk(browser, ann);
    const stricter = { ...steps, contact: contact.extend({ name: z.string().min(5) }) };
    const draft = draftOf(desk, { steps: stricter });
    await browser.clock.settle();
    expect(draft.getState()).toMatchObject({ step: 'contact', completed: [] });
    desk.become(bob, 'signed-in');
    await browser.clock.settle();
    expect(draft.getState()).toMatchObject({ step: 'delivery', completed: ['contact'] });
  });

  it('is on the first step, sees no error, and does nothing again that the person before took back', async () => {
    const { browser, desk, draft } = await openDraft();
    fillContact(draft);
    expect(await draft.next()).toBe(true);
    expect(await draft.next()).toBe(false);
    draft.set('delivery.street', 'Of Ann 1');
    draft.undo();
    expect(draft.getState()).toMatchObject({ step: 'delivery', canRedo: true });
    const begun = { step: 'contact', errors: {}, completed: [], values: { contact: {}, delivery: {}, payment: {} } };
    const look = () => {
      const { step, errors, completed, values } = draft.getState();
      expect({ step, errors, completed, values }).toEqual(begun);
    };
    desk.become(bob, 'signed-in');
    look();
    expect(draft.redo()).toBe(false);
    await browser.clock.settle();
    look();
    expect(draft.redo()).toBe(false);
    look();
  });
});
