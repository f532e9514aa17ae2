import type { JSX, ReactNode } from 'react';
import { useStore } from 'zustand';
import type { DocumentSync } from '../../sync/state.ts';
import type { Bench } from '../follow/bench.ts';
import { lookAtTurns, type TurnsLook } from '../follow/browser-looks.ts';
import { lookAtStored, type StoredLook } from '../follow/looks.ts';
import { readDocumentRows, readOpenRows, tagsOf } from '../model/document-facts.ts';
import type { StoredDocument } from '../model/documents.ts';
import { count } from '../model/words.ts';
import type { DevtoolsDocument } from '../props.ts';
import { useBench, useLook } from './bench.tsx';
import { Facts, Nothing } from './facts.tsx';

const noTurns: TurnsLook = { carriers: {}, stream: 'nobody' };
const nothingStored: StoredLook = { documents: [], stores: [] };
const look = ({ view, session }: Bench): Promise<TurnsLook> => lookAtTurns(view, session.name);

/** What the document itself tells: whether it is saved, and where somebody has to decide. */
function Open({ document }: { readonly document: DevtoolsDocument }): ReactNode {
  const state = useStore(document);
  return readOpenRows(state).map(([name, value]) => (
    <div key={name} data-fact={name}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  ));
}

interface DocumentProps {
  readonly stored: StoredDocument;
  readonly open: DevtoolsDocument | undefined;
  readonly sync: DocumentSync | undefined;
  readonly carrier: string;
}

function Document({ stored, open, sync, carrier }: DocumentProps): JSX.Element {
  const tags = tagsOf(stored, sync);
  return (
    <section className="card" aria-label={stored.name} data-document={stored.name}>
      <h3>
        {stored.name}
        <span className="aside">
          {tags.map((tag) => (
            <span key={tag} className="tag">
              {tag}
            </span>
          ))}
        </span>
      </h3>
      {open && (
        <dl className="facts">
          <Open document={open} />
        </dl>
      )}
      <Facts rows={readDocumentRows(stored, sync, carrier)} />
    </section>
  );
}

const streamWords = (stream: TurnsLook['stream']): string =>
  stream === 'nobody' ? 'polling' : `live, by a stream of ${stream}`;

/** What is stored of each document, how far it is on its way to the account, and which tab carries it. */
export function DocumentsTab({ documents }: { readonly documents: readonly DevtoolsDocument[] }): JSX.Element {
  const { session } = useBench();
  const sync = useStore(session.sync);
  const stored = useLook(lookAtStored, nothingStored, 1500);
  const turns = useLook(look, noTurns, 1000);
  if (stored.documents.length === 0)
    return <Nothing>No document is stored yet: no draft, no cart, no settings.</Nothing>;
  const many = Object.keys(sync.documents).length;
  return (
    <div className="cards">
      <section className="card wide synced" aria-label="Sync">
        <h3>Sync</h3>
        {sync.status === 'off' ? (
          <Nothing>Off: nobody is signed in, or no document goes along. Everything stays on this device.</Nothing>
        ) : (
          <Facts
            rows={[
              ['status', sync.status],
              ['pending', `${sync.pending} of ${count(many, 'document')}`],
              ['changes', streamWords(turns.stream)],
            ]}
          />
        )}
      </section>
      {stored.documents.map((each) => (
        <Document
          key={`${each.owner} ${each.name}`}
          stored={each}
          open={documents.find(({ name }) => name === each.name)}
          sync={each.owner === 'account' ? sync.documents[each.name] : undefined}
          carrier={turns.carriers[each.name] ?? 'nobody'}
        />
      ))}
    </div>
  );
}
