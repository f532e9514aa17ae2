import { expect, it } from 'vitest';
import { parseMessage, writeMessage } from '../../../src/tabs/protocol.ts';
import { createShop } from '../../support/world/shop.ts';

const ended = { type: 'ended', epoch: 'e' } as const;

it('what a tab says is understood by a tab of the same release', () => {
  expect(parseMessage(writeMessage(ended, 'me'))).toMatchObject({ ...ended, from: 'me' });
});

it('what another version says, or nobody said, is not believed', () => {
  const said = writeMessage(ended, 'me') as object;
  for (const raw of [
    { ...said, holdfast: 2 },
    { ...said, holdfast: undefined },
    { ...said, type: 'toString' },
  ])
    expect(parseMessage(raw)).toBeNull();
  for (const raw of [undefined, null, 0, '', 'ended', [], () => {}, { ...said, epoch: 1 }, { ...said, from: null }])
    expect(parseMessage(raw)).toBeNull();
  expect(parseMessage({ ...said, type: 'document' })).toBeNull();
  const document = { ...said, type: 'document', document: 'checkout' };
  expect(parseMessage({ ...document, keys: ['a', 'b'] })).toMatchObject({ keys: ['a', 'b'] });
  for (const keys of [null, 'contact', { length: 1 }, [1], [null], ['a', undefined], [['a']]])
    expect(parseMessage({ ...document, keys })).toBeNull();
  const synced = { ...document, type: 'synced', status: 'idle' };
  expect(parseMessage({ ...synced, arrivedAt: 1 })).toMatchObject({ arrivedAt: 1 });
  for (const wrong of [{ status: 'shouting' }, { arrivedAt: 'soon' }, { arrivedAt: Number.NaN }])
    expect(parseMessage({ ...synced, ...wrong })).toBeNull();
});

it('a message of another release makes a tab look at the record, so a sign-out crosses', async () => {
  const shop = createShop();
  const { session } = await shop.signedIn();
  const key = 'holdfast:shop:head';
  const other = shop.browser.openTab();
  other.platform.records.write(
    key,
    String(other.platform.records.read(key)).replace('"ended":null', '"ended":"signed-out"'),
  );
  other.platform.openChannel('holdfast:shop', () => {}).post({ holdfast: 2, kind: 'bye' });
  await shop.browser.clock.settle();
  expect(session.getState()).toMatchObject({ status: 'unauthenticated', reason: 'signed-out-elsewhere' });
});
