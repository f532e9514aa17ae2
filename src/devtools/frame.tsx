import { type JSX, type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { launcherStyles } from './launcher-styles.ts';
import { adoptSheet } from './stage.ts';

interface FrameProps {
  readonly children: ReactNode;
  /** Told where it is. */
  readonly at?: RefObject<HTMLDivElement | null>;
}

/** What all of the devtools have in common where they stand: in the page, or in a window. */
export function Frame({ children, at }: FrameProps): JSX.Element {
  const own = useRef<HTMLDivElement>(null);
  const frame = at ?? own;
  useEffect(() => (frame.current ? adoptSheet(frame.current, launcherStyles) : undefined), [frame]);
  return (
    <div ref={frame} className="holdfast-devtools">
      {children}
    </div>
  );
}
