import { useSession } from 'holdfast/react';
import type { JSX } from 'react';
import type { User } from '../account/credentials.ts';
import type { Choice } from '../timers.ts';

interface FactsProps {
  readonly choice: Choice;
  readonly backend: string;
}

/** The session as the application sees it. */
export function Facts({ choice, backend }: FactsProps): JSX.Element {
  const { status, user, epoch, freshness, warning, reason, resumable } = useSession<User>();
  const rows: readonly (readonly [string, string])[] = [
    ['status', status],
    ['user', user === null ? '–' : `${user.name} (${user.id})`],
    ['epoch', epoch ?? '–'],
    ['freshness', freshness ?? '–'],
    ['warning', warning === null ? 'none' : warning.kind],
    ['reason', reason ?? '–'],
    ['resumable', resumable ? 'yes, work is kept' : 'no'],
    ['preset', choice.preset ?? 'none'],
    ['transport', choice.transport],
    ['backend', backend],
  ];
  return (
    <dl className="facts">
      {rows.map(([name, value]) => (
        <div key={name} className="fact" data-fact={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
