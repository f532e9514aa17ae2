import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createLocker, type Locker } from '../../../src/vault/sealed.ts';
import { type Parts, packParts, readHead } from '../../../src/vault/stored.ts';

/** A locker, the keys of device and account, and how often a pad was made. */
const openLocker = async (withDevice = true) => {
  const browser = createTestBrowser();
  const { crypto } = browser.openTab().platform;
  const [device, account] = await Promise.all([crypto.createKeys(), crypto.createKeys('secret-of-ann', 'shop')]);
  let pads = 0;
  const counting: typeof crypto = {
    ...crypto,
    sealBytes(key, bytes) {
      pads++;
      return crypto.sealBytes(key, bytes);
    },
  };
  const locker = createLocker(counting, withDevice ? device : undefined, null);
  locker.prepare();
  await browser.clock.settle();
  return { browser, locker, account, pads: () => pads };
};
const parts = (text: string): Parts => [['contact.name', ['0mjuohs000000r1', text]]];
const long = parts('x'.repeat(3000));
const replica = 'replica00001';
const byWhom = (value: unknown) => readHead(value)?.by;
const openWith = (locker: Locker, value: unknown) => {
  const head = readHead(value);
  return head && locker.open([value, head], '');
};

describe('a locker', () => {
  it('has a pad for every exit, however much the one before it took', async () => {
    const { browser, locker } = await openLocker();
    for (let exits = 0; exits < 3; exits++) {
      expect(byWhom(locker.sealNow(long, 1, replica))).toBe('device');
      expect(locker.sealNow(long, 1, replica)).toBeNull();
      await browser.clock.settle();
    }
  });

  it("seals and names with the account's keys as soon as they are here, at an exit, too", async () => {
    const { browser, locker, account } = await openLocker();
    const before = await locker.place('contact.name');
    locker.take(account);
    await browser.clock.settle();
    const both = [locker.sealNow(long, 1, replica), await locker.seal(packParts(long), 1)];
    expect([locker.by(), ...both.map(byWhom)]).toEqual(Array(3).fill('account'));
    expect(await locker.place('contact.name')).not.toBe(before);
  });

  it('has nothing to do when the same keys come again', async () => {
    const { browser, locker, account, pads } = await openLocker();
    for (let times = 0; times < 3; times++) {
      locker.take(account);
      locker.take(null);
      await browser.clock.settle();
    }
    expect([pads(), locker.by()]).toEqual([2, 'account']);
  });

  it('knows what will never open from what only waits for its key', async () => {
    const { locker, account } = await openLocker();
    const byDevice = await locker.seal(packParts(parts('one')), 1);
    locker.take(account);
    const byAccount = await locker.seal(packParts(parts('two')), 1);
    const { locker: other } = await openLocker(false);
    expect([await openWith(other, byDevice), await openWith(other, byAccount)]).toEqual(['garbage', 'waiting']);
  });
});
