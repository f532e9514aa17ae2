import type { Activity, InputVerdict } from '../activity.ts';
import { swallowGesture } from './gesture.ts';

/** Frequent, and nothing a person could do harm with: they may look away for a while after one has counted. */
const frequent = ['pointermove', 'wheel', 'touchmove'];
/** Each is looked at, so that the first one after a sleep meets the check before the application meets it. */
const discrete = ['pointerdown', 'keydown', 'input', 'click'];
/** Calling any listener costs 2.5–3 µs, one that isn't there nothing; a second is fine enough for limits of minutes. */
const lookAway = 1000;

/** Listens in one window, before anything in it. */
function listenTo(view: Window, onInput: () => InputVerdict): () => void {
  const moves = { capture: true, passive: true } as const;
  /** By type, since to listen anew for `wheel` or `touchmove` costs far more than for `pointermove`. */
  const lookBack = new Map<string, ReturnType<typeof setTimeout>>();
  let stopped = false;

  const look = (event: Event): void => {
    if (event.isTrusted && isInput(event) && onInput() === 'swallow') swallowGesture(event, view);
  };
  const lookOnce = (event: Event): void => {
    if (!event.isTrusted || !isInput(event)) return;
    onInput();
    view.removeEventListener(event.type, lookOnce, moves);
    if (!stopped) lookBack.set(event.type, setTimeout(attach, lookAway, event.type));
  };
  const attach = (type: string): void => view.addEventListener(type, lookOnce, moves);

  frequent.forEach(attach);
  for (const type of discrete) view.addEventListener(type, look, true);
  return () => {
    stopped = true;
    for (const waiting of lookBack.values()) clearTimeout(waiting);
    for (const type of frequent) view.removeEventListener(type, lookOnce, moves);
    for (const type of discrete) view.removeEventListener(type, look, true);
  };
}

export function createBrowserActivity(): Activity {
  return {
    listen: (onInput) => listenTo(window, onInput),
    listenIn(frame, onInput, onForeign) {
      let stop = (): void => {};
      const leave = (): void => {
        try {
          stop();
        } catch {
          // The page that was listened to has made way for one of another origin.
        }
        stop = () => {};
      };
      const enter = (): void => {
        leave();
        try {
          if (frame.contentWindow) stop = listenTo(frame.contentWindow as Window, onInput);
        } catch (error) {
          onForeign(error);
        }
      };
      enter();
      frame.addEventListener('load', enter);
      return () => {
        frame.removeEventListener('load', enter);
        leave();
      };
    },
  };
}

/** Browsers send a `pointermove` without displacement when the page moves under a resting pointer, and `keydown` for a book on the keyboard. */
function isInput(event: Event): boolean {
  const { type, movementX, movementY, repeat } = event as PointerEvent & KeyboardEvent;
  return type === 'pointermove' ? movementX !== 0 || movementY !== 0 : !repeat;
}
