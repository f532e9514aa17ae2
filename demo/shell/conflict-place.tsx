import type { JSX } from 'react';

interface ConflictPlaceProps {
  /** What lost last, if anything did. */
  readonly newest: { readonly value: unknown; readonly own: boolean } | undefined;
  readonly label: string;
  /** What stands before a value that isn't this tab's. */
  readonly before?: string;
  /** How a value is called, where it isn't its own name. */
  readonly say?: ((value: string) => string) | undefined;
  /** Takes what lost, or keeps what stands. What was pressed is gone then. */
  readonly settle: (take: boolean) => void;
}

/** What was written into the same field unseen is said where it stands, and the person chooses. */
export function ConflictPlace({
  newest,
  before = 'Written elsewhere at the same time: ',
  label,
  say = (value) => value,
  settle,
}: ConflictPlaceProps): JSX.Element {
  // The place is always there: what appears in it is read out.
  return (
    <div className="conflict-place" aria-live="polite">
      {newest && (
        <div className="conflict">
          <p>
            {newest.own ? 'Changed elsewhere while you typed. You had ' : before}
            <q>{say(String(newest.value))}</q>.
          </p>
          <div className="row">
            <button type="button" className="button" onClick={() => settle(true)}>
              {newest.own ? 'Take mine' : 'Take theirs'}
              <span className="unseen"> for {label}</span>
            </button>
            <button type="button" className="button quiet" onClick={() => settle(false)}>
              {newest.own ? 'Keep theirs' : 'Keep mine'}
              <span className="unseen"> for {label}</span>
            </button>
          </div>
        </div>
      )}
    </div>
  );
}
