import { type JSX, type ReactNode, useId } from 'react';

interface ControlProps {
  readonly name: string;
  /** What happens, in a sentence. */
  readonly hint: string;
  readonly children: ReactNode;
}

/** One thing that can be done, with what comes of it. */
export function Control({ name, hint, children }: ControlProps): JSX.Element {
  const id = useId();
  return (
    <fieldset className="control" aria-describedby={id}>
      <legend>{name}</legend>
      <p id={id} className="soft small">
        {hint}
      </p>
      <div className="acts">{children}</div>
    </fieldset>
  );
}

interface ActProps {
  readonly children: ReactNode;
  readonly act: () => unknown;
  readonly off?: boolean;
  /** For a button that stays down. */
  readonly pressed?: boolean;
}

export function Act({ children, act, off = false, pressed }: ActProps): JSX.Element {
  return (
    <button type="button" className="act" disabled={off} aria-pressed={pressed} onClick={() => void act()}>
      {children}
    </button>
  );
}
