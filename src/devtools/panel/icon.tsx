import type { JSX, ReactNode } from 'react';

interface IconProps {
  readonly label: string;
  readonly act: () => void;
  /** Strokes in a square of 16. */
  readonly children: ReactNode;
}

/** A small button that is a picture, and says what it does to whoever points at it or hears it. */
export const Icon = ({ label, act, children }: IconProps): JSX.Element => (
  <button type="button" className="icon" title={label} onClick={act}>
    <svg viewBox="0 0 16 16" aria-hidden="true">
      {children}
    </svg>
    <span className="unseen">{label}</span>
  </button>
);
