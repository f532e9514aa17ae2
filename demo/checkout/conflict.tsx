import { useDraft } from 'holdfast/react';
import type { JSX } from 'react';
import { checkout } from '../session.ts';
import type { FieldPath } from './text-field.tsx';

interface ConflictProps {
  readonly path: Exclude<FieldPath, 'delivery.photo'>;
  readonly label: string;
  /** How a value is called, where it isn't its own name. */
  readonly say?: (value: string) => string;
  /** The person has decided, and what they pressed is gone. */
  readonly onSettled: () => void;
}

/** What was written into the same field unseen is said where it stands, and the person chooses. */
export function Conflict({ path, label, say = (value) => value, onSettled }: ConflictProps): JSX.Element {
  const [newest] = useDraft(checkout, ({ conflicts }) => conflicts[path]) ?? [];
  const settle = (choice?: typeof newest): void => {
    checkout.resolve(path, choice);
    onSettled();
  };
  // The place is always there: what appears in it is read out.
  return (
    <div className="conflict-place" aria-live="polite">
      {newest && (
        <div className="conflict">
          <p>
            {newest.own ? 'Changed in another tab while you typed. You had ' : 'Another tab has '}
            <q>{say(String(newest.value))}</q>.
          </p>
          <div className="row">
            <button type="button" className="button" onClick={() => settle(newest)}>
              {newest.own ? 'Take mine' : 'Take theirs'}
              <span className="unseen"> for {label}</span>
            </button>
            <button type="button" className="button quiet" onClick={() => settle()}>
              {newest.own ? 'Keep theirs' : 'Keep mine'}
              <span className="unseen"> for {label}</span>
            </button>
          </div>
        </div>
      )}
    </div>
  );
}
