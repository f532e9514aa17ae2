import type { Activity } from '../activity.ts';
import { swallowGesture } from './gesture.ts';

/** Frequent, and nothing a person could do harm with: they may look away for a while after one has counted. */
const frequent = ['pointermove', 'wheel', 'touchmove'];
/** Each is looked at, so that the first one after a sleep meets the check before the application meets it. */
const discrete = ['pointerdown', 'keydown', 'input', 'click'];
/** Calling any listener costs 2.5–3 µs, one that isn't there nothing; a second is fine enough for limits of minutes. */
const lookAway = 1000;

export function createBrowserActivity(): Activity {
  return {
    listen(onInput) {
      const moves = { capture: true, passive: true } as const;
      let lookBack: ReturnType<typeof setTimeout> | undefined;
      let stopped = false;

      const look = (event: Event): void => {
        if (event.isTrusted && isInput(event) && onInput() === 'swallow') swallowGesture(event);
      };
      const lookOnce = (event: Event): void => {
        if (!event.isTrusted || !isInput(event)) return;
        onInput();
        for (const type of frequent) window.removeEventListener(type, lookOnce, moves);
        if (!stopped) lookBack = setTimeout(attach, lookAway);
      };
      const attach = (): void => {
        for (const type of frequent) window.addEventListener(type, lookOnce, moves);
      };

      attach();
      for (const type of discrete) window.addEventListener(type, look, true);
      return () => {
        stopped = true;
        clearTimeout(lookBack);
        for (const type of frequent) window.removeEventListener(type, lookOnce, moves);
        for (const type of discrete) window.removeEventListener(type, look, true);
      };
    },
  };
}

/** Browsers send a `pointermove` without displacement when the page moves under a resting pointer, and `keydown` for a book on the keyboard. */
function isInput(event: Event): boolean {
  const { type, movementX, movementY, repeat } = event as PointerEvent & KeyboardEvent;
  return type === 'pointermove' ? movementX !== 0 || movementY !== 0 : !repeat;
}
