import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { ann, cartOf, draftOf, fillContact, item, openDesk, quantities } from './support.ts';

/** So that the tests see what is stored. */
const clear = { personal: false };

describe('what is read back', () => {
  it('is set aside when it makes no sense: the others stand, it is reported without its content, and saving does not delete it', async () => {
    const browser = createTestBrowser();
    const first = draftOf(openDesk(browser, ann), clear);
    fillContact(first);
    await browser.clock.settle();
    browser.reopen();
    const [name] = browser.databases
      .entries('shop', 'journal')
      .filter(([, value]) => String(value).includes('contact.name'));
    const beside = (sign: string): string => `${name?.[0]}${sign}`;
    const planted: [string, unknown][] = [
      [beside('a'), 'garbage-1'],
      [beside('b'), '1["delivery.gift",["no stamp","garbage-2"]]'],
      [beside('c'), '1["payment.holder",{"changes":{},"setting":null,"item":null,"born":""}]'],
      [beside('d'), [1, 'garbage-3']],
    ];
    for (const [key, value] of planted) browser.databases.plant('shop', 'journal', key, value);

    const desk = openDesk(browser, ann);
    const draft = draftOf(desk, clear);
    draft.set('delivery.street', 'Main Street 1');
    await browser.clock.settle();
    expect(draft.getState().values).toEqual({
      contact: { name: 'Ann', email: 'ann@example.com' },
      delivery: { street: 'Main Street 1' },
      payment: {},
    });
    expect(desk.reported).toEqual([['durable', expect.objectContaining({ code: 'HOLDFAST_DISCARDED' })]]);
    expect(String(desk.reported[0]?.[1])).toContain('4 ');
    expect(String(desk.reported[0]?.[1])).not.toContain('garbage');
    for (const words of ['garbage-1', 'garbage-2', 'garbage-3']) expect(browser.text()).toContain(words);

    const again = openDesk(browser, ann);
    draftOf(again, clear);
    await browser.clock.settle();
    expect(again.reported).toEqual([]);
    expect(browser.text()).toContain('garbage-1');
  });

  it('is set aside where the changes of a quantity are no list, and the other lines stand', async () => {
    const browser = createTestBrowser();
    const first = cartOf(openDesk(browser, ann));
    first.add(item('mug'), 2);
    first.add(item('pen'), 3);
    await browser.clock.settle();
    browser.reopen();
    const [[key, value] = ['', '']] = browser.databases
      .entries('shop', 'journal')
      .filter(([, stored]) => String(stored).includes('pen'));
    const broken = String(value).replace('[3]', '3');
    expect(broken).not.toBe(value);
    browser.databases.plant('shop', 'journal', key, broken);
    const desk = openDesk(browser, ann);
    const cart = cartOf(desk);
    await browser.clock.settle();
    expect(quantities(cart)).toEqual({ mug: 2 });
    expect(desk.reported).toEqual([['durable', expect.objectContaining({ code: 'HOLDFAST_DISCARDED' })]]);
  });

  it('is there although the record that names the document is broken', async () => {
    const browser = createTestBrowser();
    cartOf(openDesk(browser, ann)).add(item('mug'), 2);
    await browser.clock.settle();
    browser.reopen();
    const [key = ''] = browser.databases.entries('shop', 'base').flatMap(([at]) => (at.includes('/@id/') ? [at] : []));
    browser.databases.plant('shop', 'base', key, 'broken');
    const cart = cartOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(quantities(cart)).toEqual({ mug: 2 });
  });

  it('has names with any signs in them, and no name reaches into another', async () => {
    const browser = createTestBrowser();
    const desk = openDesk(browser, { id: 'u/an%2F', epoch: 'e1' });
    const cart = cartOf(desk);
    cart.add({ sku: 'a/b%"\\', price: 1 }, 2);
    await browser.clock.settle();
    browser.reopen();
    const again = cartOf(openDesk(browser, { id: 'u/an%2F', epoch: 'e1' }));
    const other = cartOf(openDesk(browser, { id: 'u', epoch: 'e1' }));
    await browser.clock.settle();
    expect(again.getState().lines[0]).toMatchObject({ sku: 'a/b%"\\', quantity: 2 });
    expect(other.getState().lines).toEqual([]);
  });
});

describe('what many tabs left', () => {
  it('is folded in portions of 64, until nothing is left in the journal', async () => {
    const browser = createTestBrowser();
    const draft = draftOf(openDesk(browser, ann));
    const set = draft.set as (path: string, value: unknown) => void;
    for (let i = 0; i < 200; i++) set(`contact.f${i}`, i);
    await browser.clock.settle();
    browser.reopen();
    expect(browser.databases.entries('shop', 'journal')).toHaveLength(200);
    const before = browser.databases.transactions.writing;
    const again = draftOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(browser.databases.entries('shop', 'journal')).toEqual([]);
    expect(browser.databases.transactions.writing - before).toBe(4);
    expect(Object.keys(again.getState().values.contact)).toHaveLength(200);
  });
});

describe('versions', () => {
  const migrate = (path: string, value: unknown, from: number): Record<string, unknown> => {
    if (from < 2 && path === 'contact.mail') return { 'contact.email': value };
    if (path === 'contact.fax') return {};
    if (path === 'contact.broken') throw new Error('no idea');
    return { [path]: value };
  };

  it('translate each field that an older one stored, once, and keep later edits on top', async () => {
    const browser = createTestBrowser();
    const old = draftOf(openDesk(browser, ann), clear);
    const set = old.set as (path: string, value: unknown) => void;
    set('contact.mail', 'ann@example.com');
    set('contact.name', 'Ann');
    set('contact.fax', '1234567');
    set('contact.broken', 'kept-broken');
    await browser.clock.settle();
    browser.reopen();
    const desk = openDesk(browser, ann);
    const draft = draftOf(desk, { version: 2, migrate, ...clear });
    await browser.clock.settle();
    expect(draft.getState().values.contact).toEqual({ name: 'Ann', email: 'ann@example.com' });
    expect(browser.text()).not.toMatch(/contact\.mail|1234567/);
    expect(browser.text()).toContain('kept-broken');
    expect(desk.reported).toHaveLength(1);
    draft.set('contact.email', 'bea@example.com');
    await browser.clock.settle();
    browser.reopen();
    const again = draftOf(openDesk(browser, ann), { version: 2, migrate, ...clear });
    await browser.clock.settle();
    expect(again.getState().values.contact).toEqual({ name: 'Ann', email: 'bea@example.com' });
  });

  it('that are newer are neither shown nor overwritten, and it says so', async () => {
    const browser = createTestBrowser();
    const newer = draftOf(openDesk(browser, ann), { version: 2 });
    newer.set('contact.name', 'Ann');
    await browser.clock.settle();
    browser.reopen();
    const desk = openDesk(browser, ann);
    const draft = draftOf(desk);
    draft.set('contact.name', 'Bea');
    await browser.clock.settle();
    expect(draft.getState().saved).toBe('error');
    expect(desk.reported).toEqual([['durable', expect.objectContaining({ code: 'HOLDFAST_DISCARDED' })]]);
    desk.exit();
    browser.reopen();
    const again = draftOf(openDesk(browser, ann), { version: 2 });
    await browser.clock.settle();
    expect(again.get('contact.name')).toBe('Ann');
  });
});
