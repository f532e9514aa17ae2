import type { InputVerdict } from '../../platform/activity.ts';

/** What somebody begins to do, and what a click without a pointer is, as of a screen reader. */
const beginnings = ['pointerdown', 'keydown'];
const counted = [...beginnings, 'input', 'click'];
const others = ['pointerup', 'mousedown', 'mouseup', 'keypress', 'keyup', 'beforeinput', 'change', 'submit'];
const endings = ['click', 'keyup'];

/**
 * Whoever clicks and types in the page is there: it counts as `tab.input()`, and what is swallowed doesn't reach the
 * application, the rest of the gesture included. Events that a test makes count as well, unlike in a browser.
 */
export function noticeInput(view: Window, isMine: (target: Node) => boolean, touch: () => InputVerdict): () => void {
  let swallowing = false;
  const look = (event: Event): void => {
    if (!isMine(event.target as Node)) return;
    const { type } = event;
    if (beginnings.includes(type)) swallowing = false;
    if (!swallowing && counted.includes(type)) swallowing = touch() === 'swallow';
    if (!swallowing) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    if (endings.includes(type)) swallowing = false;
  };
  const types = [...counted, ...others];
  for (const type of types) view.addEventListener(type, look, true);
  return () => {
    for (const type of types) view.removeEventListener(type, look, true);
  };
}
