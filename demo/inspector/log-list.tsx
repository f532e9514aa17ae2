import { type JSX, useState } from 'react';
import { type Log, useLog } from './log.ts';

const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
/** So many are seen at once. A box that scrolls would be out of reach without a mouse. */
const few = 10;

interface LogListProps {
  readonly log: Log;
  readonly none: string;
}

/** What happened, newest first. */
export function LogList({ log, none }: LogListProps): JSX.Element {
  const entries = useLog(log);
  const [all, setAll] = useState(false);
  if (entries.length === 0) return <p className="soft small">{none}</p>;
  return (
    <>
      <ol className="log">
        {entries.slice(0, all ? undefined : few).map(({ id, at, type, text }) => (
          <li key={id}>
            <time className="number soft" dateTime={at.toISOString()}>
              {time.format(at)}
            </time>{' '}
            {type !== 'message' && <b>{type}</b>} <span>{text}</span>
          </li>
        ))}
      </ol>
      {entries.length > few && (
        <button type="button" className="link small" onClick={() => setAll(!all)}>
          {all ? 'Only the newest' : 'Older ones, too'}
        </button>
      )}
    </>
  );
}
