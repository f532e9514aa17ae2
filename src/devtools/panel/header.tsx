import type { JSX, Ref } from 'react';
import { useStore } from 'zustand';
import type { TimerState } from '../../time/countdown.ts';
import { readChips, readStatus } from '../model/summary.ts';
import { formatLength } from '../model/words.ts';
import type { Place } from '../use-place.ts';
import { useBench, useFaults, useNow, useTimer } from './bench.tsx';
import { Icon } from './icon.tsx';
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
  readonly place: Place;
  readonly close: () => void;
}

/** Which session it is and how it is, in one line. */
export function Header({ heading, dock, move, place, close }: HeaderProps): JSX.Element {
  const { session, observer } = useBench();
  const state = useStore(session);
  const timer = useTimer();
  const faults = useFaults();
  const status = readStatus(state, timer.phase);
  const chips = readChips(faults);
  const { apart, refused } = place;
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
        {refused && <span className="soft small">No window: this browser blocks pop-ups of the page.</span>}
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
          <Icon act={move} label={dock === 'bottom' ? 'Move to the right' : 'Move to the bottom'}>
            <rect x="1.75" y="2.75" width="12.5" height="10.5" rx="1.5" />
            <path d={dock === 'bottom' ? 'M10 3v10' : 'M2 9.5h12'} />
          </Icon>
        )}
        {apart ? (
          <Icon act={place.rejoin} label="Back into the page">
            <path d="M14 8.5V12a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 2 12V3.5A1.5 1.5 0 0 1 3.5 2H7M14 2L8 8m0-4v4h4" />
          </Icon>
        ) : (
          <Icon act={place.part} label="Open in a window">
            <path d="M14 8.5V12a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 2 12V3.5A1.5 1.5 0 0 1 3.5 2H7M8 8l6-6m-4 0h4v4" />
          </Icon>
        )}
        <Icon act={close} label="Close">
          <path d="M3.5 3.5l9 9m0-9l-9 9" />
        </Icon>
      </div>
    </header>
  );
}
