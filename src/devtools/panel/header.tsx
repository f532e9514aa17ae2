import type { JSX, Ref } from 'react';
import { useStore } from 'zustand';
import type { TimerState } from '../../time/countdown.ts';
import { readChips, readStatus } from '../model/summary.ts';
import { formatLength } from '../model/words.ts';
import { useBench, useFaults, useNow, useTimer } from './bench.tsx';
import type { Dock } from './memory.ts';

/** What is left until the limit that comes first, large, since this is what one looks for. */
function Clock({ timer }: { readonly timer: TimerState }): JSX.Element {
  const now = useNow(timer.phase === 'off' ? Number.POSITIVE_INFINITY : timer.deadline);
  if (timer.phase === 'off')
    return (
      <p className="clock">
        <span className="big">–:––</span> <span className="soft">no clock runs</span>
      </p>
    );
  const left = Math.max(0, timer.deadline - Math.max(now, timer.now));
  return (
    <p className="clock" data-phase={timer.phase}>
      <span className="big">{formatLength(left)}</span> <span className="soft">until it ends, {timer.kind}</span>
    </p>
  );
}

interface HeaderProps {
  readonly heading: Ref<HTMLHeadingElement>;
  readonly dock: Dock;
  /** `null` where the window is too narrow to choose. */
  readonly move: (() => void) | null;
  readonly close: () => void;
}

/** Which session it is and how it is, in one line. */
export function Header({ heading, dock, move, close }: HeaderProps): JSX.Element {
  const { session, observer } = useBench();
  const state = useStore(session);
  const timer = useTimer();
  const faults = useFaults();
  const status = readStatus(state, timer.phase);
  const chips = readChips(faults);
  return (
    <header className="head">
      <h2 ref={heading} tabIndex={-1}>
        <span className="unseen">Session </span>
        {session.name}
      </h2>
      <p className="state" data-tone={status.tone}>
        {status.text}
      </p>
      <Clock timer={timer} />
      <div className="broken" role="status">
        {chips.map((chip) => (
          <span key={chip} className="chip">
            {chip}
          </span>
        ))}
        {chips.length > 0 && (
          <button type="button" className="plain" onClick={() => observer?.heal()}>
            Heal
          </button>
        )}
      </div>
      <div className="window">
        {move && (
          <button type="button" className="icon" onClick={move}>
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <rect x="1.75" y="2.75" width="12.5" height="10.5" rx="1.5" />
              <path d={dock === 'bottom' ? 'M10 3v10' : 'M2 9.5h12'} />
            </svg>
            <span className="unseen">{dock === 'bottom' ? 'Move to the right' : 'Move to the bottom'}</span>
          </button>
        )}
        <button type="button" className="icon" onClick={close}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M3.5 3.5l9 9m0-9l-9 9" />
          </svg>
          <span className="unseen">Close</span>
        </button>
      </div>
    </header>
  );
}
