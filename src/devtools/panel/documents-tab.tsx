import { type JSX, type ReactNode, useState } from 'react';
import { createStore, useStore } from 'zustand';
import type { ReadableStore } from '../../foundation/store.ts';
import type { DocumentSync } from '../../sync/state.ts';
import type { Writer } from '../../vault/host.ts';
import type { Bench } from '../follow/bench.ts';
import { lookAtTurns, type TurnsLook } from '../follow/browser-looks.ts';
import { lookAtStored, type StoredLook } from '../follow/looks.ts';
import { readDocumentRows, tagsOf } from '../model/document-facts.ts';
import type { StoredDocument } from '../model/documents.ts';
import { findOpenDocuments, type OpenDocument, readOpenRows, readServerRows } from '../model/open-documents.ts';
import { count } from '../model/words.ts';
import { useBench, useLook } from './bench.tsx';
import { type Fact, Facts, Nothing } from './facts.tsx';

/** So many are seen at one glance. */
const few = 8;

const noTurns: TurnsLook = { carriers: {}, stream: 'nobody' };
const nothingStored: StoredLook = { documents: [], stores: [] };
const look = ({ view, session }: Bench): Promise<TurnsLook> => lookAtTurns(view, session.name);

const noWriters: readonly Writer[] = [];
const lookAtWriters = ({ host }: Bench): readonly Writer[] => host.writers();

interface OpenProps {
  readonly view: ReadableStore<object> | null;
  readonly read: (state: object) => readonly Fact[];
}

const none: ReadableStore<object> = createStore(() => ({}));

/** What the document itself tells: whether it is saved, and where somebody has to decide. */
function Open({ view, read }: OpenProps): ReactNode {
  const state = useStore(view ?? none);
  return view && <Facts rows={read(state)} />;
}

interface DocumentProps {
  readonly name: string;
  /** Nothing is stored of what nobody has touched. */
  readonly stored: StoredDocument | null;
  readonly open: OpenDocument | undefined;
  readonly sync: DocumentSync | undefined;
  readonly carrier: string;
}

function Document({ name, stored, open, sync, carrier }: DocumentProps): JSX.Element {
  const tags = stored ? tagsOf(stored, sync) : [];
  return (
    <section className="card" aria-label={name} data-document={name}>
      <h3>
        <span className="name">{name}</span>
        <span className="aside">
          {tags.map((tag) => (
            <span key={tag} className="tag">
              {tag}
            </span>
          ))}
        </span>
      </h3>
      <Open view={open?.document ?? null} read={readOpenRows} />
      <Open view={open?.record ?? null} read={readServerRows} />
      <Facts rows={stored ? readDocumentRows(stored, sync, carrier) : [['stored', 'nothing yet']]} />
    </section>
  );
}

const streamWords = (stream: TurnsLook['stream']): string =>
  stream === 'nobody' ? 'polling' : `live, by a stream of ${stream}`;

/** What there is of each document, how far it is on its way to the account, and which tab carries it. */
export function DocumentsTab(): JSX.Element {
  const { session } = useBench();
  const [sought, setSought] = useState('');
  const sync = useStore(session.sync);
  const { documents } = useLook(lookAtStored, nothingStored, 1500);
  const turns = useLook(look, noTurns, 1000);
  const open = findOpenDocuments(useLook(lookAtWriters, noWriters, 1000));
  const untouched = open.filter(({ name }) => !documents.some((stored) => stored.name === name));
  if (documents.length + untouched.length === 0)
    return <Nothing>There is no document: no draft, no cart, no settings.</Nothing>;
  const isFound = (name: string): boolean => name.toLowerCase().includes(sought.trim().toLowerCase());
  const many = Object.keys(sync.documents).length;
  const card = (name: string, stored: StoredDocument | null): JSX.Element => (
    <Document
      key={`${stored?.owner} ${name}`}
      {...{ name, stored }}
      open={open.find((each) => each.name === name)}
      sync={stored?.owner === 'account' ? sync.documents[name] : undefined}
      carrier={turns.carriers[name] ?? 'nobody'}
    />
  );
  return (
    <>
      {documents.length + untouched.length > few && (
        <label className="find">
          Find <input type="search" value={sought} onChange={({ target }) => setSought(target.value)} />
        </label>
      )}
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
        {documents.flatMap((stored) => (isFound(stored.name) ? card(stored.name, stored) : []))}
        {untouched.flatMap(({ name }) => (isFound(name) ? card(name, null) : []))}
      </div>
    </>
  );
}
