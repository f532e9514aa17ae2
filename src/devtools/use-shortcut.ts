import { useEffect, useRef } from 'react';
import type { View } from './follow/bench.ts';

/** By the key's place: with Alt, a Mac types another letter. */
const isShortcut = ({ code, altKey, shiftKey, ctrlKey, metaKey, repeat }: KeyboardEvent): boolean =>
  code === 'KeyH' && altKey && shiftKey && !ctrlKey && !metaKey && !repeat;

/** Alt + Shift + H, wherever the focus is in the page: keys are heard also where all but a dialog is inert. */
export function useShortcut(isOn: boolean, view: View, press: () => void): void {
  const latest = useRef(press);
  useEffect(() => {
    latest.current = press;
  });
  useEffect(() => {
    if (!isOn) return;
    const hear = (event: KeyboardEvent): void => {
      if (!isShortcut(event)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      latest.current();
    };
    view.addEventListener('keydown', hear, true);
    return () => view.removeEventListener('keydown', hear, true);
  }, [isOn, view]);
}
