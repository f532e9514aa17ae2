import { createTestBrowser, type TestBrowser } from 'holdfast/testing';
import { expect, it } from 'vitest';
import type { Keys } from '../../../src/platform/crypto.ts';
import { longChangeKey, ownKey } from '../../../src/vault/keys.ts';
import { randomTag } from '../../../src/vault/tag.ts';
import { ann, cartOf, draftOf, openDesk, quantities } from '../documents/support.ts';
import { rootIn } from './sealed-documents.ts';

// As earlier builds stored them: an element, its whole without the version, and a change that stood beside it.
const name = [
  'contact.name',
  '["contact.name",[\nmx0a7l9b\t","What was typed a while ago, and is kept",""]]',
  'WUJTGqo;1p,6,!',
] as const;
const email = [
  'contact.email',
  '["contact.email",[\nmx0a7l9b\t","ann@example.com, and whatever else was written here",""]]',
  'OCJMLqo;1m,k,i',
] as const;
const mug = [
  '["mug",[]]',
  '["[\\"mug\\",[]]",{"changes":{"\t":[1]},"setting":null,"item":["0mx0a8fhs004l\t",{"sku":"mug","name":"mug","price":1333}],"born":"0mx0a8fhs004l\t"}]',
  'XUHOH41r.1,,mx0a8fhs.4l;1b,1u,[\n\t",5,{"\t":1}]',
] as const;

/** Puts them into the journal, sealed if need be, as a tab that is gone has left them. */
const leave = async (
  browser: TestBrowser,
  document: string,
  all: readonly (typeof name | typeof email | typeof mug)[],
) => {
  const { crypto } = browser.openTab().platform;
  const keys = browser.databases.entries('shop', 'base').find(([key]) => key === `u-ann/${document}/@key/`)?.[1];
  const replica = randomTag(crypto);
  const stored = async (text: string) => (keys ? crypto.seal((keys as Keys).seal, text, '1d') : `1${text}`);
  for (const [at, [element, whole, change]] of all.entries()) {
    const key = ownKey(rootIn(browser, document), replica, element, at);
    browser.databases.plant('shop', 'journal', key, await stored(whole));
    browser.databases.plant('shop', 'journal', longChangeKey(key), await stored(change));
  }
};

it.each([
  ['in clear', false],
  ['sealed', true],
])(
  'what changed in a field or a line is read as earlier builds stored it, %s, and is gone when it is folded',
  async (_, personal) => {
    const browser = createTestBrowser();
    const open = () => {
      browser.reopen();
      const desk = openDesk(browser, ann);
      return { desk, draft: draftOf(desk, { personal }), cart: cartOf(desk, { personal }) };
    };
    open();
    await browser.clock.settle();
    await leave(browser, 'checkout', [name, email]);
    await leave(browser, 'cart', [mug]);
    for (let times = 0; times < 2; times++) {
      const { desk, draft, cart } = open();
      await browser.clock.settle();
      expect([draft.get('contact.name'), draft.get('contact.email'), quantities(cart), desk.reported]).toEqual([
        'What was typed a while ago, and is kept!',
        'ann@example.com, and whatever else is written here',
        { mug: 5 },
        [],
      ]);
      expect(browser.databases.entries('shop', 'journal')).toEqual([]);
    }
  },
);

it('a change of earlier builds counts for nothing where its whole is another one, and one that makes no sense is set aside', async () => {
  const browser = createTestBrowser();
  const open = () => draftOf(openDesk(browser, ann), { personal: false });
  open();
  await browser.clock.settle();
  const [element, whole, change] = name;
  const others = [
    name,
    [element, whole.replace('typed', 'said'), change],
    [element, whole, change.slice(0, 9)],
  ] as const;
  for (const [at, other] of others.entries()) {
    browser.reopen();
    await leave(browser, 'checkout', [other as typeof name]);
    const draft = open();
    await browser.clock.settle();
    expect(draft.get('contact.name')).toBe('What was typed a while ago, and is kept!');
    const aside = browser.databases.entries('shop', 'base').filter(([key]) => key.startsWith('u-ann/checkout/!'));
    expect([at, aside.length]).toEqual([at, at < 2 ? 0 : 1]);
  }
});
