/** What else belongs to a click or a keystroke, behind the `pointerdown` or `keydown` that began it. */
const rest = [
  'pointerup',
  'pointercancel',
  'mousedown',
  'mouseup',
  'click',
  'auxclick',
  'contextmenu',
  'touchstart',
  'touchend',
  'keypress',
  'keyup',
  'beforeinput',
  'input',
  'submit',
  'change',
];
const beginnings = ['pointerdown', 'keydown'];
/** The click comes right behind the pointer that is lifted, and a key's last events behind its `keyup`. */
const afterwards = 300;

/**
 * Keeps an event from the application, together with the rest of its gesture, however long a finger or a key is held. What
 * began no gesture, such as the click of a screen reader, is swallowed alone.
 */
export function swallowGesture(first: Event, view: Window): void {
  let over = Number.POSITIVE_INFINITY;
  const swallow = (event: Event): void => {
    event.stopImmediatePropagation();
    if (event.cancelable) event.preventDefault();
  };
  const next = (event: Event): void => {
    if (!event.isTrusted || event === first) return;
    const { type, timeStamp, repeat } = event as KeyboardEvent;
    const another = timeStamp > over || (beginnings.includes(type) && !repeat);
    if (!another) swallow(event);
    if (another || type === 'click') stop();
    else if (type === 'pointerup' || type === 'pointercancel' || type === 'keyup') over = timeStamp + afterwards;
  };
  const stop = (): void => {
    for (const type of [...beginnings, ...rest]) view.removeEventListener(type, next, true);
  };
  swallow(first);
  if (beginnings.includes(first.type))
    for (const type of [...beginnings, ...rest]) view.addEventListener(type, next, true);
}
