import type { JSX } from 'react';
import { type Log, useLog } from './log.ts';

const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

interface LogListProps {
  readonly label: string;
  readonly log: Log;
  readonly none: string;
}

/** What happened, newest first. */
export function LogList({ label, log, none }: LogListProps): JSX.Element {
  const entries = useLog(log);
  if (entries.length === 0) return <p className="soft small">{none}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and without a mouse only what has the focus does
    <ol className="log" aria-label={label} tabIndex={0}>
      {entries.map(({ id, at, type, text }) => (
        <li key={id}>
          <time className="number soft" dateTime={at.toISOString()}>
            {time.format(at)}
          </time>{' '}
          {type !== 'message' && <b>{type}</b>} <span>{text}</span>
        </li>
      ))}
    </ol>
  );
}
