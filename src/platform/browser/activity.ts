import type { Activity } from '../activity.ts';

/** Frequent, and nothing a person could do harm with: they may look away for a while after one has counted. */
const frequent = ['pointermove', 'wheel', 'touchmove'];
/** Each is looked at, so that the first one after a sleep meets the check before the application meets it. */
const discrete = ['pointerdown', 'keydown', 'input', 'click'];
/** What else belongs to a click or keystroke, and is swallowed with it. */
const gesture = [
  'pointerup',
  'mousedown',
  'mouseup',
  'auxclick',
  'contextmenu',
  'touchstart',
  'touchend',
  'keypress',
  'keyup',
  'beforeinput',
  'submit',
  'change',
];
/** Calling any listener costs 2.5–3 µs, one that isn't there nothing; a second is fine enough for limits of minutes. */
const lookAway = 1000;
/** A click comes well within this after its pointerdown was swallowed. */
const gestureLength = 700;

export function createBrowserActivity(): Activity {
  return {
    listen(onInput) {
      const options = { capture: true, passive: true } as const;
      let swallowUntil = 0;
      let lookBack: ReturnType<typeof setTimeout> | undefined;

      const swallow = (event: Event): void => {
        event.stopImmediatePropagation();
        if (event.cancelable) event.preventDefault();
      };
      const look = (event: Event): void => {
        if (!event.isTrusted || !isInput(event)) return;
        if (event.timeStamp >= swallowUntil) {
          if (onInput() === 'pass') return;
          swallowUntil = event.timeStamp + gestureLength;
        }
        swallow(event);
      };
      const finish = (event: Event): void => {
        if (event.isTrusted && event.timeStamp < swallowUntil) swallow(event);
      };
      const lookOnce = (event: Event): void => {
        if (!event.isTrusted || !isInput(event)) return;
        onInput();
        for (const type of frequent) window.removeEventListener(type, lookOnce, options);
        lookBack = setTimeout(attach, lookAway);
      };
      const attach = (): void => {
        for (const type of frequent) window.addEventListener(type, lookOnce, options);
      };

      attach();
      for (const type of discrete) window.addEventListener(type, look, { capture: true });
      for (const type of gesture) window.addEventListener(type, finish, { capture: true });
      return () => {
        clearTimeout(lookBack);
        for (const type of frequent) window.removeEventListener(type, lookOnce, options);
        for (const type of discrete) window.removeEventListener(type, look, { capture: true });
        for (const type of gesture) window.removeEventListener(type, finish, { capture: true });
      };
    },
  };
}

/** Browsers send a `pointermove` without displacement when the page moves under a resting pointer, and `keydown` for a book on the keyboard. */
function isInput(event: Event): boolean {
  if (event.type === 'pointermove')
    return (event as PointerEvent).movementX !== 0 || (event as PointerEvent).movementY !== 0;
  return !(event as KeyboardEvent).repeat;
}
