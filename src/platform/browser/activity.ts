import type { Activity } from '../activity.ts';

/** Frequent, and nothing a person could do harm with: they may look away for a while after one has counted. */
const frequent = ['pointermove', 'wheel', 'touchmove'];
/** Each is looked at, so that the first one after a sleep meets the check before the application meets it. */
const discrete = ['pointerdown', 'keydown', 'input', 'click'];
/** What else belongs to a click or keystroke, and is swallowed with it. */
const gesture = [
  'pointerup',
  'pointercancel',
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
/** With these a gesture is over. */
const ends = new Set(['pointerup', 'pointercancel', 'keyup']);
/** Calling any listener costs 2.5–3 µs, one that isn't there nothing; a second is fine enough for limits of minutes. */
const lookAway = 1000;
/** The click comes right behind the pointer that is lifted, and a key's last events behind its keyup. */
const afterwards = 300;

export function createBrowserActivity(): Activity {
  return {
    listen(onInput) {
      const options = { capture: true, passive: true } as const;
      /** A swallowed gesture lasts until then: a click must not get through behind its pointerdown. */
      let swallowUntil = 0;
      let lookBack: ReturnType<typeof setTimeout> | undefined;
      let looking = false;
      let stopped = false;

      const swallow = (event: Event): void => {
        event.stopImmediatePropagation();
        if (event.cancelable) event.preventDefault();
        if (ends.has(event.type)) swallowUntil = event.timeStamp + afterwards;
        if (stopped && event.type === 'click') release();
      };
      const look = (event: Event): void => {
        if (!event.isTrusted || !isInput(event)) return;
        const begins = event.type === 'pointerdown' || event.type === 'keydown';
        if (begins || event.timeStamp >= swallowUntil) {
          if (stopped) {
            release();
            return;
          }
          looking = true;
          const verdict = onInput();
          looking = false;
          swallowUntil = 0;
          if (verdict === 'pass') return;
          // Held for however long. What comes by itself, such as the click of a screen reader, is swallowed by itself.
          swallowUntil = begins ? Number.POSITIVE_INFINITY : event.timeStamp;
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
        if (!stopped) lookBack = setTimeout(attach, lookAway);
      };
      const attach = (): void => {
        for (const type of frequent) window.addEventListener(type, lookOnce, options);
      };

      const release = (): void => {
        for (const type of discrete) window.removeEventListener(type, look, { capture: true });
        for (const type of gesture) window.removeEventListener(type, finish, { capture: true });
      };

      attach();
      for (const type of discrete) window.addEventListener(type, look, { capture: true });
      for (const type of gesture) window.addEventListener(type, finish, { capture: true });
      return () => {
        stopped = true;
        clearTimeout(lookBack);
        for (const type of frequent) window.removeEventListener(type, lookOnce, options);
        // Stopped by the very input that found the session over: the rest of that gesture is still to be swallowed.
        if (!looking) release();
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
