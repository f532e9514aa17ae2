import type { StandardSchemaV1 } from '@standard-schema/spec';
import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it, vi } from 'vitest';
import { createDraft } from '../../../src/documents/draft/draft.ts';
import { ann, bob, contact, draftOf, fill, guest, openDesk, openDraft } from './support.ts';

describe('submitting', () => {
  it('hands over what the schemas make of the values, and clears once', async () => {
    const { browser, draft } = await openDraft({ personal: false });
    fill(draft);
    const keys: string[] = [];
    const answer = await draft.submit(({ values, key }) => {
      expect(browser.text()).toContain('ann@example.com');
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

  it('hands over what another tab stored, also where this one heard nothing of it', async () => {
    const { browser, desk, draft } = await openDraft();
    const other = draftOf(openDesk(browser, ann));
    await browser.clock.settle();
    fill(draft);
    await browser.clock.settle();
    desk.deaf = true;
    other.set('delivery.street', 'Of the other tab 1');
    await browser.clock.settle();
    const handed: unknown[] = [];
    const submitting = draft.submit(({ values }) => void handed.push(values.delivery.street));
    await browser.clock.settle();
    await submitting;
    expect(handed).toEqual(['Of the other tab 1']);
  });

  it('has stored all that was typed before the handler is called, also what waits for a write that is under way', async () => {
    const { browser, draft } = await openDraft();
    browser.databases.writeDelay = 1000;
    draft.set('contact.name', 'An');
    await browser.clock.advance(10);
    fill(draft);
    const saved: string[] = [];
    const submitting = draft.submit(() => void saved.push(draft.getState().saved));
    await browser.clock.advance(10_000);
    await submitting;
    expect(saved).toEqual(['saved']);
  });

  it('goes under one key and clears, also where storage answers only while the server is thinking', async () => {
    const browser = createTestBrowser();
    browser.databases.openDelay = 10_000;
    const draft = draftOf(openDesk(browser, ann));
    fill(draft);
    const keys: string[] = [];
    const lost = draft.submit(({ key }) => {
      keys.push(key);
      throw new Error('lost');
    });
    const refused = expect(lost).rejects.toThrow('lost');
    await browser.clock.advance(5000);
    await refused;
    const submitting = draft.submit(async ({ key }) => {
      keys.push(key);
      await new Promise<void>((resolve) => browser.after(20_000, resolve));
    });
    await browser.clock.advance(30_000);
    expect(await submitting).toMatchObject({ outcome: 'submitted' });
    expect(draft.getState()).toMatchObject({ saved: 'saved', submitted: { key: keys[0] }, values: { contact: {} } });
    expect(new Set(keys).size).toBe(1);
  });

  it('goes to the first step that is not accepted', async () => {
    const { draft } = await openDraft();
    draft.set('contact.name', 'Ann');
    const handler = vi.fn();
    expect(await draft.submit(handler)).toEqual({ outcome: 'invalid' });
    expect(handler).not.toHaveBeenCalled();
    expect(draft.getState()).toMatchObject({ step: 'contact', errors: { 'contact.email': expect.any(String) } });
  });

  it('throws what the handler throws, keeps everything, and uses the same key at the next attempt and after a reload', async () => {
    const { browser, desk, draft } = await openDraft();
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
    again.set('payment.cvc', '§§§');
    await again.submit(({ key }) => void keys.push(key));
    expect(keys[1]).toBe(keys[0]);
    fill(again);
    await again.submit(({ key }) => void keys.push(key));
    expect(keys[2]).not.toBe(keys[0]);
  });

  it('is one at a time: a second call shares the answer of the first', async () => {
    const { draft } = await openDraft();
    fill(draft);
    const handler = vi.fn(async () => 1);
    const [one, two] = await Promise.all([draft.submit(handler), draft.submit(handler)]);
    expect(handler).toHaveBeenCalledTimes(1);
    expect(two).toEqual(one);
  });

  it('keeps what was typed while the server was thinking, as the next draft', async () => {
    const { draft } = await openDraft();
    fill(draft);
    await draft.submit(() => draft.set('contact.name', 'Bea'));
    expect(draft.getState()).toMatchObject({ values: { contact: { name: 'Bea' }, delivery: {} }, submitted: null });
    expect(draft.getState().values.contact).toEqual({ name: 'Bea' });
  });

  it("does not close another person's draft when the person changed meanwhile", async () => {
    const { browser, desk, draft } = await openDraft();
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

  it("empties a guest's draft alone: what the account had before stands when the guest signs in", async () => {
    const { browser, desk, draft } = await openDraft();
    draft.set('contact.name', 'Ann');
    await browser.clock.settle();
    desk.become(guest, 'ended');
    await browser.clock.advance(1000);
    fill(draft);
    await draft.submit(() => {});
    draft.set('delivery.street', 'Side Street 2');
    await browser.clock.settle();
    desk.become(ann, 'signed-in');
    await browser.clock.settle();
    expect(draft.getState()).toMatchObject({
      values: { contact: { name: 'Ann' }, delivery: { street: 'Side Street 2' } },
      submitted: null,
    });
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
    const { browser, draft } = await openDraft({ personal: false });
    fill(draft);
    await browser.clock.settle();
    expect(browser.text()).toContain('ann@example.com');
    draft.reset();
    expect(draft.getState()).toMatchObject({ values: { contact: {}, payment: {} }, submitted: null });
    await browser.clock.settle();
    expect(browser.text()).not.toContain('ann@example.com');
  });

  it.each(['reset', 'submitted'])(
    'empties also what a clock that was far ahead has stamped, when it is %s',
    async (how) => {
      const browser = createTestBrowser();
      browser.clock.setWall(3_600_000);
      fill(draftOf(openDesk(browser, ann)));
      await browser.clock.settle();
      browser.reopen();
      browser.clock.setWall(-3_600_000);
      const draft = draftOf(openDesk(browser, ann));
      await browser.clock.settle();
      draft.set('payment.cvc', '§§§');
      if (how === 'reset') draft.reset();
      else expect((await draft.submit(() => {})).outcome).toBe('submitted');
      const empty = { contact: {}, delivery: {}, payment: {} };
      expect(draft.getState().values).toEqual(empty);
      await browser.clock.settle();
      browser.reopen();
      const again = draftOf(openDesk(browser, ann));
      await browser.clock.settle();
      expect(again.getState().values).toEqual(empty);
    },
  );
});
