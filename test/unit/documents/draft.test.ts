import type { StandardSchemaV1 } from '@standard-schema/spec';
import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it, vi } from 'vitest';
import { createDraft } from '../../../src/documents/draft.ts';
import { ann, bob, contact, draftOf, openDesk } from './support.ts';

const open = async () => {
  const browser = createTestBrowser();
  const desk = openDesk(browser, ann);
  const draft = draftOf(desk);
  await browser.clock.settle();
  return { browser, desk, draft };
};
const fill = (draft: ReturnType<typeof draftOf>): void => {
  draft.set('contact.name', 'Ann');
  draft.set('contact.email', 'ann@example.com');
  draft.set('delivery.street', 'Main Street 1');
  draft.set('payment.holder', 'Ann');
  draft.set('payment.cvc', '737');
};

describe('steps', () => {
  it('leaves a step forwards only when its schema accepts, and says what is missing', async () => {
    const { draft } = await open();
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
    const { draft } = await open();
    draft.set('contact.email', 'a');
    await Promise.resolve();
    expect(draft.getState().errors).toEqual({});
  });

  it('goes forwards as far as the schemas accept', async () => {
    const { draft } = await open();
    draft.set('contact.name', 'Ann');
    draft.set('contact.email', 'ann@example.com');
    expect(await draft.goTo('payment')).toBe(false);
    expect(draft.getState()).toMatchObject({ step: 'delivery', completed: ['contact'] });
    expect(await draft.goTo('contact')).toBe(true);
    await expect(draft.goTo('nowhere' as 'contact')).rejects.toMatchObject({ code: 'HOLDFAST_USAGE' });
  });

  it('does not count a step as completed once a field of it is newer', async () => {
    const { draft } = await open();
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

  it('keeps references of what did not change, and tells nobody when nothing did', async () => {
    const { browser, draft } = await open();
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
    const { browser, desk, draft } = await open();
    fill(draft);
    draft.set('payment.cvc', '737');
    expect(await draft.goTo('payment')).toBe(true);
    expect(await draft.next()).toBe(true);
    expect(draft.getState().completed).toEqual(['contact', 'delivery', 'payment']);
    desk.exit();
    expect(browser.text()).not.toContain('737');
    desk.tab.crash();

    const again = draftOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(again.getState()).toMatchObject({ step: 'payment', completed: ['contact', 'delivery'] });
    expect(again.getState().values.payment).toEqual({ holder: 'Ann' });
  });

  it('are removed from storage when a path becomes secret', async () => {
    const browser = createTestBrowser();
    const careless = draftOf(openDesk(browser, ann), { secret: [] });
    careless.set('payment.cvc', '737');
    await browser.clock.settle();
    expect(browser.text()).toContain('737');
    browser.reopen();
    const draft = draftOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(draft.get('payment.cvc')).toBeUndefined();
    expect(browser.text()).not.toContain('737');
  });

  it('are gone from memory when the person changes', async () => {
    const { desk, draft } = await open();
    draft.set('payment.cvc', '737');
    desk.become({ id: 'guest', epoch: '' }, 'ended');
    expect(JSON.stringify(draft.getState())).not.toContain('737');
  });
});

describe('submitting', () => {
  it('hands over what the schemas make of the values, and clears once', async () => {
    const { browser, draft } = await open();
    fill(draft);
    const keys: string[] = [];
    const answer = await draft.submit(({ values, key }) => {
      keys.push(key);
      return values.contact.email;
    });
    expect(answer).toEqual({ outcome: 'submitted', result: 'ann@example.com' });
    expect(draft.getState()).toMatchObject({
      step: 'contact',
      values: { contact: {}, delivery: {}, payment: {} },
      completed: [],
      submitted: { key: keys[0] },
      submitting: false,
    });
    expect(await draft.submit(() => keys.push('again'))).toEqual({ outcome: 'already-submitted' });
    await browser.clock.settle();
    expect(browser.text()).not.toContain('ann@example.com');
    draft.set('contact.name', 'Bea');
    expect(draft.getState().submitted).toBeNull();
  });

  it('goes to the first step that is not accepted', async () => {
    const { draft } = await open();
    draft.set('contact.name', 'Ann');
    const handler = vi.fn();
    expect(await draft.submit(handler)).toEqual({ outcome: 'invalid' });
    expect(handler).not.toHaveBeenCalled();
    expect(draft.getState()).toMatchObject({ step: 'contact', errors: { 'contact.email': expect.any(String) } });
  });

  it('throws what the handler throws, keeps everything, and uses the same key at the next attempt and after a reload', async () => {
    const { browser, desk, draft } = await open();
    fill(draft);
    const keys: string[] = [];
    await expect(
      draft.submit(({ key }) => {
        keys.push(key);
        throw new Error('lost');
      }),
    ).rejects.toThrow('lost');
    expect(draft.getState()).toMatchObject({
      submitted: null,
      submitting: false,
      values: { contact: { name: 'Ann' } },
    });
    await browser.clock.settle();
    desk.tab.crash();
    const again = draftOf(openDesk(browser, ann));
    await browser.clock.settle();
    again.set('payment.cvc', '737');
    await again.submit(({ key }) => void keys.push(key));
    expect(keys[1]).toBe(keys[0]);
    fill(again);
    await again.submit(({ key }) => void keys.push(key));
    expect(keys[2]).not.toBe(keys[0]);
  });

  it('is one at a time: a second call shares the answer of the first', async () => {
    const { draft } = await open();
    fill(draft);
    const handler = vi.fn(async () => 1);
    const [one, two] = await Promise.all([draft.submit(handler), draft.submit(handler)]);
    expect(handler).toHaveBeenCalledTimes(1);
    expect(two).toEqual(one);
  });

  it('keeps what was typed while the server was thinking, as the next draft', async () => {
    const { draft } = await open();
    fill(draft);
    await draft.submit(() => draft.set('contact.name', 'Bea'));
    expect(draft.getState()).toMatchObject({ values: { contact: { name: 'Bea' }, delivery: {} }, submitted: null });
    expect(draft.getState().values.contact).toEqual({ name: 'Bea' });
  });

  it("does not close another person's draft when the person changed meanwhile", async () => {
    const { browser, desk, draft } = await open();
    desk.become(bob);
    draft.set('contact.name', 'Bob');
    await browser.clock.settle();
    desk.become(ann);
    await browser.clock.settle();
    fill(draft);
    await draft.submit(async () => {
      desk.become(bob);
      await browser.clock.settle();
    });
    expect(draft.getState()).toMatchObject({ submitted: null, values: { contact: { name: 'Bob' } } });
  });

  it('checks again what was changed while a slow schema was thinking', async () => {
    const browser = createTestBrowser();
    const answers: (() => void)[] = [];
    const slow: StandardSchemaV1<{ code: string }> = {
      '~standard': {
        version: 1,
        vendor: 'test',
        validate: (value) =>
          new Promise((resolve) => void answers.push(() => resolve({ value: value as { code: string } }))),
      },
    };
    const draft = createDraft(openDesk(browser, ann), 'slow', { steps: { contact, slow } });
    await browser.clock.settle();
    draft.set('contact.name', 'Ann');
    draft.set('contact.email', 'ann@example.com');
    const answer = draft.submit(({ values }) => values.contact.name);
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    draft.set('contact.name', 'Bea');
    answers[0]?.();
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    answers[1]?.();
    expect(await answer).toEqual({ outcome: 'submitted', result: 'Bea' });
  });

  it('is emptied by reset, in storage too', async () => {
    const { browser, draft } = await open();
    fill(draft);
    await browser.clock.settle();
    draft.reset();
    expect(draft.getState()).toMatchObject({ values: { contact: {}, payment: {} }, submitted: null });
    await browser.clock.settle();
    expect(browser.text()).not.toContain('ann@example.com');
  });
});

describe('bad input', () => {
  it('refuses paths that do not exist and values that are no data', async () => {
    const { draft } = await open();
    const set = draft.set as (path: string, value: unknown) => void;
    for (const [path, value] of [
      ['nowhere.name', 'x'],
      ['contact', 'x'],
      ['contact.name', () => 'x'],
      ['contact.name', { nested: [new (class Event {})()] }],
    ] as const)
      expect(() => set(path, value)).toThrow(expect.objectContaining({ code: 'HOLDFAST_USAGE' }));
    set('contact.name', { first: 'Ann', born: new Date(0), tags: ['a', null] });
  });

  it('refuses options that make no sense, with the reason', () => {
    const desk = openDesk(createTestBrowser(), ann);
    const make =
      (options: object, name = 'x') =>
      () =>
        createDraft(desk, name, options as { steps: { contact: typeof contact } });
    for (const [options, words] of [
      [{ steps: { contact }, stpes: 1 }, 'stpes'],
      [{ steps: {} }, 'needs steps'],
      [{}, 'needs steps'],
      [{ steps: { 'a.b': contact } }, 'a.b'],
      [{ steps: { contact: {} } }, 'a Standard Schema'],
      [{ steps: { contact }, secret: ['contact'] }, 'secret'],
      [{ steps: { contact }, ttl: -1 }, 'ttl'],
      [{ steps: { contact }, version: 0 }, 'version'],
      [{ steps: { contact }, afterSignOut: 'seal' }, 'afterSignOut'],
      [{ steps: { contact }, claim: 'sum' }, 'claim'],
    ] as const)
      expect(make(options)).toThrow(
        expect.objectContaining({ code: 'HOLDFAST_CONFIG', message: expect.stringContaining(words) }),
      );
    expect(make({ steps: { contact } }, '')).toThrow(expect.objectContaining({ code: 'HOLDFAST_CONFIG' }));
  });
});
