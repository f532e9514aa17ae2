import type { Fragment } from '../documents/fragment.ts';
import { HoldfastError } from '../foundation/errors.ts';
import type { DocumentHost } from '../vault/host.ts';
import { isCarried, writeBody } from './body.ts';
import { type Acknowledged, keepAcknowledged } from './record.ts';
import type { Remote, Send } from './remote.ts';
import type { ReplicaAnswer } from './replica-state.ts';
import type { Shared } from './shared.ts';
import { summarize } from './summary.ts';

/** Carries one document to the account and back. Decides nothing. */
export interface Carrying {
  /** Asks for what the account has, joins it and stores it. */
  pull(revision: string | null, send: Send, signal: AbortSignal): Promise<ReplicaAnswer>;
  /** Sends what is stored here, unless that is what was acknowledged. */
  push(known: Pick<Acknowledged, 'revision' | 'digest'>, send: Send, signal: AbortSignal): Promise<ReplicaAnswer>;
  /** Whether all that is here is in what was acknowledged. */
  agrees(digest: string): Promise<boolean>;
  keep(revision: string | null, digest: string): Promise<void>;
  /** So many elements in the account made no sense when it was asked last. */
  expect(aside: number): void;
}

export function createCarrying(
  host: DocumentHost,
  remote: Remote,
  shared: Shared,
  /** What another device wrote is about to be shown. */
  arrives: () => void,
): Carrying {
  const { name } = shared;
  /** What made no sense here stays in the account as it is: another version of the application may understand it. */
  let aside: ReadonlyMap<string, unknown> = new Map();
  let expected = 0;
  let receipt: { readonly given: unknown } | null = null;
  /** What the server would not take. */
  let refused: string | null = null;

  const carried = (): Map<string, Fragment> =>
    new Map([...shared.elements()].filter(([, fragment]) => isCarried(fragment)));
  const digestOf = async (elements: ReadonlyMap<string, Fragment>): Promise<string> => {
    const text = summarize(elements);
    return text && host.platform.crypto.digest(text);
  };

  return {
    expect(count) {
      expected = count;
    },
    async pull(revision, send, signal) {
      await shared.settle();
      const answer = await remote.pull(name, expected > aside.size ? null : revision, send, signal);
      const newer = answer.got === 'state' && answer.body.version > shared.version;
      if (answer.got !== 'state' || newer) {
        const ends = newer || ['same', 'missing', 'forbidden', 'newer'].includes(answer.got);
        const none = answer.got === 'missing' && revision === null;
        if (ends) await shared.known(none ? new Map() : shared.elements());
        return answer.got === 'state' ? { got: 'newer' } : answer;
      }
      const { elements, version } = answer.body;
      const understood = shared.absorb(elements, version, arrives);
      if (understood.refused.length > aside.size) {
        const text = `"${name}" has ${understood.refused.length} elements in the account that could not be understood. They are left there as they are.`;
        host.reportStorage('durable', new HoldfastError('HOLDFAST_DISCARDED', text));
      }
      aside = new Map(elements.filter(([element]) => understood.refused.includes(element)));
      expected = aside.size;
      if (receipt) shared.close(receipt.given, understood.known, host.now());
      receipt = null;
      await shared.known(understood.known);
      // Acknowledged is what is stored here: else a crash would make the next push take it away.
      if (!(await shared.settle())) return { got: 'unstored' };
      const known = await digestOf(understood.known);
      return { got: 'joined', revision: answer.revision, acknowledged: known };
    },
    async push(known, send, signal) {
      if (!shared.isStored() && !(await shared.settle())) return { got: 'unstored' };
      const elements = carried();
      const rest = [...aside].filter(([element]) => !elements.has(element));
      const digest = await digestOf(elements);
      if (digest === known.digest) return { got: 'clean' };
      if (digest === refused) return { got: 'unstored' };
      const text = writeBody({ version: shared.version, elements: [...elements, ...rest] });
      const answer = await remote.push(name, known.revision, text, send, signal);
      if (answer.got === 'closed') receipt = { given: answer.receipt };
      if (answer.got === 'refused') refused = digest;
      return answer.got === 'stored' ? { ...answer, acknowledged: digest } : answer;
    },
    agrees: async (digest) => shared.isStored() && (await digestOf(carried())) === digest,
    keep: (revision, digest) => keepAcknowledged(host, shared, { revision, digest, aside: expected }),
  };
}
