import { createCart, createDraft, HoldfastError, http, minutes, seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { asked, createWorld, mug } from '../../support/world/devices.ts';

describe('a draft on two devices', () => {
  it('begins on another device where the person was on the first, and never moves a tab that is open', async () => {
    const world = createWorld();
    const [here, open] = [await world.signedIn(), await world.signedIn()];
    here.draft.set({ 'contact.name': 'Ada', 'contact.email': 'ada@example.com' });
    const moved = here.draft.next();
    await world.advance(seconds(2));
    expect(await moved).toBe(true);
    expect(open.draft.getState()).toMatchObject({ step: 'contact', completed: ['contact'] });
    const device = world.device();
    const fresh = await device.open();
    await device.signIn(fresh);
    await world.advance(seconds(2));
    fresh.tab.close();
    expect((await device.open()).draft.getState().step).toBe('delivery');
    expect(open.draft.getState().step).toBe('contact');
  });

  it('goes by where this device was, before where another one is', async () => {
    const world = createWorld();
    const [here, there] = [await world.signedIn(), await world.signedIn()];
    here.draft.set({ 'contact.name': 'Ada', 'contact.email': 'ada@example.com' });
    const moved = here.draft.next();
    await world.advance(seconds(2));
    await moved;
    there.draft.back();
    const goes = there.draft.goTo('delivery');
    await world.advance(seconds(2));
    await goes;
    expect(there.draft.back()).toBe(true);
    await world.advance(seconds(2));
    here.tab.close();
    const again = await here.open();
    await world.advance(seconds(2));
    expect(again.draft.getState().step).toBe('delivery');
  });

  it('is closed on every device when it is submitted on one, and keeps what is typed there meanwhile', async () => {
    const world = createWorld();
    const [here, there] = [await world.signedIn(), await world.signedIn()];
    here.draft.set({ 'contact.name': 'Ada', 'contact.email': 'a@example.com', 'delivery.street': 'Main Street 1' });
    await world.advance(seconds(2));
    there.browser.network.setOffline(true);
    const submitting = here.draft.submit(({ key }) => key);
    await world.advance(seconds(2));
    await submitting;
    there.draft.set('contact.name', 'Grace');
    await world.advance(seconds(2));
    there.browser.network.setOffline(false);
    await world.advance(seconds(20));
    for (const { draft } of [here, there]) {
      expect(draft.getState().values).toMatchObject({ contact: { name: 'Grace' }, delivery: {} });
      expect(draft.get('contact.email')).toBeUndefined();
    }
  });

  it('leaves nothing in storage of what was submitted on another device', async () => {
    const world = createWorld();
    const [here, there] = [await world.signedIn(), await world.signedIn()];
    const [one] = [here, there].map(({ session }) =>
      createDraft(session, 'open', { steps: { form: z.object({ text: z.string() }) }, personal: false }),
    );
    await world.settle();
    one?.set('form.text', 'canary-text');
    await world.advance(seconds(3));
    expect(there.browser.text()).toContain('canary-text');
    const submitting = one?.submit(() => {});
    await world.advance(seconds(3));
    await submitting;
    expect(there.browser.text()).not.toContain('canary-text');
  });

  it('offers what lost on another device unseen', async () => {
    const world = createWorld({ live: false });
    const [here, there] = [await world.signedIn(), await world.signedIn()];
    for (const { browser } of [here, there]) browser.network.setOffline(true);
    here.draft.set('contact.name', 'Ada');
    await world.advance(seconds(1));
    there.draft.set('contact.name', 'Grace');
    for (const { browser } of [here, there]) browser.network.setOffline(false);
    await world.advance(minutes(3));
    for (const { draft } of [here, there]) {
      expect(draft.get('contact.name')).toBe('Grace');
      expect(draft.getState().conflicts['contact.name']).toMatchObject([{ value: 'Ada' }]);
    }
  });
});

it('carries dates and what JSON has no word for, and leaves files on the device', async () => {
  const world = createWorld();
  const steps = { form: z.object({ at: z.date(), big: z.bigint(), file: z.file().optional(), odd: z.any() }) };
  const [here, there] = [await world.signedIn(), await world.signedIn()];
  const [one, other] = [here, there].map(({ session }) => createDraft(session, 'odd', { steps }));
  await world.settle();
  const at = new Date(1e12);
  one?.set({ 'form.at': at, 'form.big': 12n, 'form.odd': { $: ['file', 1], 'form.x': [undefined, -0] } });
  one?.set('form.file', new File(['bytes'], 'a.txt'));
  await world.advance(seconds(3));
  expect(other?.getState().values.form).toEqual({ at, big: 12n, odd: { $: ['file', 1], 'form.x': [undefined, -0] } });
  expect(one?.getState().savedTo).toBe('account');
  expect(JSON.stringify(world.server.documents.read('ada', 'odd'))).not.toMatch(/a\.txt|form\.file/);
});

it('lets out what says sync: false, and what no address can be made of', async () => {
  const world = createWorld({ live: '/api/documents/news' });
  const here = await world.signedIn();
  const carts = [
    createCart(here.session, 'mine', { currency: 'EUR', sync: false }),
    createCart(here.session, 'news', { currency: 'EUR' }),
    createCart(here.session, 'ä'.repeat(129), { currency: 'EUR' }),
  ];
  await world.settle();
  for (const cart of carts) cart.add(mug);
  await world.advance(seconds(5));
  expect(asked(here).filter((request) => !/ (cart|checkout|workspace|news)$/.test(request))).toEqual([]);
  expect(asked(here)).not.toContain('PUT news');
  for (const cart of carts) expect(cart.getState().savedTo).toBe('device');
  expect(here.tab.reports.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^"news" can't be carried to the account: that is where the stream is\. .*\(http: live\)/),
    expect.stringMatching(/^"ä+" can't be carried .* longer than 128 signs/),
  ]);
  expect(here.session.sync.getState()).toMatchObject({ status: 'idle', pending: 0 });
});

it('carries documents of any name: the stream is where no document is', async () => {
  const world = createWorld();
  const [here, there] = [await world.signedIn(), await world.signedIn()];
  const [one, other] = [here, there].map(({ session }) => createCart(session, 'live', { currency: 'EUR' }));
  await world.settle();
  one?.add(mug);
  await world.advance(seconds(3));
  expect(other?.getState().count).toBe(1);
  expect(world.server.documents.streams).toBe(2);
});

it.each([
  [{}, /no url/],
  [{ url: '' }, /no url/],
  [{ url: '/api?x=1' }, /ends before/],
  [{ url: '/api', live: true }, /live is true/],
  [{ url: '/api', poll: 0 }, /positive number of milliseconds/],
  [{ url: '/api', every: 7 }, /no option "every"/],
  [{ url: '/api', headers: null }, /headers/],
])('refuses http(%j)', (options, reason) => {
  const make = (): unknown => http(options as never);
  expect(make).toThrow(HoldfastError);
  expect(make).toThrow(reason);
});
