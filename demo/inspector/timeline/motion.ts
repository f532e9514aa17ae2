import { type RefObject, useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import type { Present } from './present.ts';
import type { Scale } from './scale.ts';

/** Whether an element is on the screen of a visible page. What nobody sees needn't move. */
export function useSeen(element: RefObject<Element | null>): boolean {
  const [onScreen, setOnScreen] = useState(false);
  const [visible, setVisible] = useState(!document.hidden);
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => setOnScreen(entries.at(-1)?.isIntersecting ?? false));
    if (element.current) observer.observe(element.current);
    const look = (): void => setVisible(!document.hidden);
    document.addEventListener('visibilitychange', look);
    return () => {
      observer.disconnect();
      document.removeEventListener('visibilitychange', look);
    };
  }, [element]);
  return onScreen && visible;
}

/** How wide an element is, in whole pixels. 0 until it was measured. */
export function useWidth(element: RefObject<Element | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const observer = new ResizeObserver((entries) => setWidth(Math.floor(entries.at(-1)?.contentRect.width ?? 0)));
    if (element.current) observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

const calm = matchMedia('(prefers-reduced-motion: reduce)');

function subscribeToCalm(changed: () => void): () => void {
  calm.addEventListener('change', changed);
  return () => calm.removeEventListener('change', changed);
}

/** The present, once a second while it is seen, at the moments in which what is left of `deadline` changes its seconds. */
export function useSeconds(present: Present, deadline: number, seen: boolean): number {
  const [now, setNow] = useState(present.read);
  useEffect(() => {
    if (!seen) return;
    let next: ReturnType<typeof setTimeout> | undefined;
    const step = (): void => {
      const at = present.read();
      setNow(at);
      const left = deadline - at;
      next = setTimeout(step, left > 0 && left < Number.POSITIVE_INFINITY ? left % 1000 || 1000 : 1000);
    };
    step();
    return () => clearTimeout(next);
  }, [present, deadline, seen]);
  return now;
}

/** Slower than that, steps of a second can't be told from a movement. */
const slowest = 0.5;

/** Moves what is `.moving` in a picture with the present, between two drawings of it. */
export function useGlide(picture: RefObject<Element | null>, present: Present, scale: Scale, seen: boolean): void {
  const isCalm = useSyncExternalStore(subscribeToCalm, () => calm.matches);
  useLayoutEffect(() => {
    const parts = [...(picture.current?.querySelectorAll('.moving') ?? [])];
    const { drawnAt, pixelsPerMs } = scale;
    const move = (): void => {
      const by = isCalm ? 0 : (drawnAt - present.read()) * pixelsPerMs;
      for (const part of parts) part.setAttribute('transform', `translate(${by.toFixed(2)} 0)`);
    };
    move();
    if (isCalm || !seen || pixelsPerMs * 1000 < slowest) return;
    let frame = 0;
    const glide = (): void => {
      move();
      frame = requestAnimationFrame(glide);
    };
    frame = requestAnimationFrame(glide);
    return () => cancelAnimationFrame(frame);
  });
}
