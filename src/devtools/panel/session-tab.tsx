import type { JSX } from 'react';
import { useStore } from 'zustand';
import { lookAtDurableHead, lookAtRecord, lookAtToken } from '../follow/looks.ts';
import { type LimitRow, readLimits, type TokenFacts } from '../model/limits.ts';
import { readRecordRows, readSessionRows } from '../model/session-facts.ts';
import { formatLength, formatMoment, limitNames } from '../model/words.ts';
import { useBench, useLook, useNow, useTimer } from './bench.tsx';
import { Card, Facts, Nothing } from './facts.tsx';

/** The word of the strip of time, and that of the options where it is another one. */
function nameOf(kind: LimitRow['kind']): string {
  if (kind === 'token') return 'Token';
  const name = limitNames[kind];
  return name.toLowerCase() === kind ? name : `${name} (${kind})`;
}

/** When each limit ends the session. */
function Limits({ now, token }: { readonly now: number; readonly token: TokenFacts | null }): JSX.Element {
  const rows = readLimits(useTimer(), token);
  if (rows.length === 0) return <Nothing>Nobody is signed in, so no clock runs.</Nothing>;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Limit</th>
          <th scope="col">At</th>
          <th scope="col">Left</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ kind, to, leads }) => (
          <tr key={kind} data-leads={leads}>
            <th scope="row">{nameOf(kind)}</th>
            <td>{formatMoment(to)}</td>
            <td>{to > now ? formatLength(to - now) : 'over'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Token({ token, now }: { readonly token: TokenFacts | null; readonly now: number }): JSX.Element {
  if (!token) return <Nothing>None is stored here: the server keeps a cookie, or tokens are in memory only.</Nothing>;
  const { generation, receivedAt, expiresAt, refreshable } = token;
  const left = expiresAt === null ? 'not known' : expiresAt > now ? `in ${formatLength(expiresAt - now)}` : 'over';
  return (
    <Facts
      rows={[
        ['generation', String(generation)],
        ['received', formatMoment(receivedAt)],
        ['expires', expiresAt === null ? left : `${formatMoment(expiresAt)}, ${left}`],
        ['refresh token', refreshable ? 'there' : 'none, or in a cookie'],
      ]}
    />
  );
}

/** The session as the application sees it, and as it stands in this browser. */
export function SessionTab(): JSX.Element {
  const { session, observer, host } = useBench();
  const state = useStore(session);
  const timer = useTimer();
  const now = useNow(timer.phase === 'off' ? Number.POSITIVE_INFINITY : timer.deadline);
  const record = useLook(lookAtRecord, { head: null, time: null });
  const durable = useLook(lookAtDurableHead, null, 2000);
  const token = useLook(lookAtToken, null, 2000);
  const timers = observer?.timers();
  return (
    <div className="cards">
      <Card title="Session">
        <Facts rows={readSessionRows(state, timer, host.partition(), now)} />
      </Card>
      <Card title="Limits">
        <Limits now={now} token={token} />
        {timers && (
          <p className="soft small">
            {timers.count === 1 ? 'One timer waits' : `${timers.count} timers wait`}
            {timers.next === null ? '.' : `, the next for ${formatLength(timers.next)}.`}
          </p>
        )}
      </Card>
      <Card title="Token" aside="never its bytes">
        <Token token={token} now={now} />
      </Card>
      <Card title="Shared record" aside="what all tabs agree on">
        {record.head ? <Facts rows={readRecordRows(record, durable)} /> : <Nothing>Nobody has signed in yet.</Nothing>}
      </Card>
    </div>
  );
}
