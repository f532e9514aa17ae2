import type { JSX } from 'react';
import type { Bench } from '../follow/bench.ts';
import { lookAtQuota, lookAtTexts, type QuotaLook, type TextLook } from '../follow/browser-looks.ts';
import { lookAtStored, type StoredLook } from '../follow/looks.ts';
import { count, formatBytes, formatTook } from '../model/words.ts';
import { readWrites } from '../model/writes.ts';
import { useLook, useSeen } from './bench.tsx';
import { Card, Facts, Nothing, SeeMore } from './facts.tsx';

const nothingStored: StoredLook = { documents: [], stores: [] };
const noTexts: readonly TextLook[] = [];
const unknownQuota: QuotaLook = { usage: 0, quota: 0, persisted: false };
const quota = ({ view }: Bench): Promise<QuotaLook> => lookAtQuota(view);
const texts = ({ view, session }: Bench): readonly TextLook[] => lookAtTexts(view, session.name);

function Quota(): JSX.Element {
  const { usage, quota: room, persisted } = useLook(quota, unknownQuota, 5000);
  if (room === 0) return <Nothing>This browser doesn’t say.</Nothing>;
  const part = usage / room;
  return (
    <>
      <meter min={0} max={1} value={Math.max(part, 0.004)} aria-label="Part of the quota in use" />
      <Facts
        rows={[
          ['in use', `${formatBytes(usage)}, by all of this origin`],
          ['quota', `${formatBytes(room)}, ${part < 0.001 ? 'under 0.1' : (part * 100).toFixed(1)} % used`],
          ['persistent', persisted ? 'yes, kept until somebody removes it' : 'no, the browser may make room'],
        ]}
      />
    </>
  );
}

function Writes(): JSX.Element {
  const seen = useSeen();
  if (!seen) return <SeeMore what="Writes are not seen." />;
  const { count: all, failed, underWay, median, p95, slowest, classes } = readWrites(seen);
  if (all === 0) return <Nothing>Nothing was written yet.</Nothing>;
  const took = (ms: number | null): string => (ms === null ? '–' : formatTook(ms));
  const most = Math.max(1, ...classes.map((each) => each.count));
  return (
    <>
      <ol className="bars" aria-label="How many writes took how long">
        {classes.map(({ upTo, count: many }) => (
          <li key={upTo}>
            <span>{upTo === Number.POSITIVE_INFINITY ? 'longer' : `≤ ${upTo} ms`}</span>
            <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
              <rect width={(many / most) * 100} height="6" />
            </svg>
            <b>{many}</b>
          </li>
        ))}
      </ol>
      <Facts
        rows={[
          ['median', took(median)],
          ['95 % within', took(p95)],
          ['slowest', took(slowest)],
          ['under way', String(underWay)],
          ['refused', String(failed)],
        ]}
      />
    </>
  );
}

function Stores({ stores }: { readonly stores: StoredLook['stores'] }): JSX.Element {
  const purposes = { journal: 'blind puts of living tabs', base: 'folded documents', session: 'under locks' } as const;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Store</th>
          <th scope="col">Entries</th>
          <th scope="col">Bytes</th>
        </tr>
      </thead>
      <tbody>
        {stores.map(({ name, entries, bytes }) => (
          <tr key={name}>
            <th scope="row">
              {name} <span className="soft">{purposes[name]}</span>
            </th>
            <td>{entries}</td>
            <td>{formatBytes(bytes)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What this browser keeps for the session, how much room there is, and how long writes take. */
export function StorageTab(): JSX.Element {
  const { stores } = useLook(lookAtStored, nothingStored, 2000);
  const kept = useLook(texts, noTexts);
  return (
    <div className="cards">
      <Card title="Room">
        <Quota />
      </Card>
      <Card title="Writes">
        <Writes />
      </Card>
      <Card title="IndexedDB">
        {stores.length === 0 ? <Nothing>No database is open.</Nothing> : <Stores stores={stores} />}
      </Card>
      <Card title="Records" aside={count(kept.length, 'text')} size="double">
        {kept.length === 0 ? (
          <Nothing>Nothing of this session stands in localStorage.</Nothing>
        ) : (
          <ul className="keys">
            {kept.map(({ place, key, bytes }) => (
              <li key={`${place} ${key}`}>
                <code>{key}</code>
                <span>
                  {place === 'sessionStorage' && <span className="tag">this tab</span>} {formatBytes(bytes)}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </div>
  );
}
