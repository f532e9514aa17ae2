import type { Kept } from './contents.ts';
import type { DocumentHost } from './host.ts';
import { deviceKey, type Identity, identityKey, parseIdentity, readId } from './identity.ts';
import type { Reading } from './reading.ts';
import { randomTag } from './tag.ts';

/** Names the document, and gives it the key it needs, once for all tabs. */
export async function settle(host: DocumentHost, kept: Kept, reading: Reading): Promise<void> {
  const { crypto } = host.platform;
  const keys = kept.seals && !reading.keyed ? await crypto.createKeys() : null;
  const { prefix } = reading;
  await host.database().transact(
    ['base'],
    async ({ get, keys: names, put }) => {
      const [known, key] = await Promise.all([readId({ keys: names }, prefix), get('base', deviceKey(prefix))]);
      const identity = known === null ? null : parseIdentity(await get('base', identityKey(prefix, known)));
      if (keys && key === undefined) put('base', deviceKey(prefix), keys);
      if (identity?.[0] === kept.afterSignOut) return;
      const renewed: Identity = [kept.afterSignOut, identity?.[1] ?? host.now()];
      put('base', identityKey(prefix, known ?? randomTag(crypto)), renewed);
    },
    { strict: keys !== null },
  );
}
