import type { DocumentSync } from 'holdfast';
import { useSync } from 'holdfast/react';
import type { JSX } from 'react';
import { type SyncLook, type Turn, useSyncLook } from './look.ts';

const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

const describeStream = (stream: Turn): string =>
  stream === 'nobody' ? 'polling, once a minute' : `live, by a stream of ${stream}`;

interface DocumentProps {
  readonly name: string;
  readonly sync: DocumentSync;
  readonly look: SyncLook;
}

function Facts({ rows }: { readonly rows: readonly (readonly [term: string, value: string])[] }): JSX.Element {
  return (
    <dl className="facts">
      {rows.map(([term, value]) => (
        <div key={term} className="fact" data-fact={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What is kept of one document: the revision that was acknowledged, and whether anything differs from it. */
function Document({ name, sync: { status, savedTo, arrivedAt }, look }: DocumentProps): JSX.Element {
  return (
    <section aria-label={name} data-document={name}>
      <h4>
        {name}
        <span className="soft">
          {status}, carried by {look.carriers[name] ?? 'nobody'}
        </span>
      </h4>
      <Facts
        rows={[
          ['revision', look.revisions[name] ?? 'none acknowledged'],
          ['dirty', savedTo === 'device' ? 'yes, to be sent' : 'no'],
          ...(arrivedAt === null ? [] : [['arrived', `at ${time.format(arrivedAt)}, of another device`] as const]),
        ]}
      />
    </section>
  );
}

/** How far each document is on its way to the account, and which tab carries it. */
export function SyncList(): JSX.Element {
  const { status, pending, documents } = useSync();
  const look = useSyncLook();
  if (status === 'off')
    return <p className="soft small">Off: nobody is signed in, so everything stays on this device.</p>;
  return (
    <div className="synced">
      <Facts
        rows={[
          ['status', status],
          ['pending', `${pending} of ${Object.keys(documents).length} documents`],
          ['changes', describeStream(look.stream)],
        ]}
      />
      {Object.entries(documents).map(([name, sync]) => (
        <Document key={name} name={name} sync={sync} look={look} />
      ))}
    </div>
  );
}
