import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';
import type { Scale } from '../../model/scale.ts';
import { useBench, useView } from '../bench.tsx';

/** How wide an element is, in whole pixels. 0 until it was measured. */
export function useWidth(element: RefObject<Element | null>): number {
  const view = useView();
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const observer = new view.ResizeObserver((entries) => setWidth(Math.floor(entries.at(-1)?.contentRect.width ?? 0)));
    if (element.current) observer.observe(element.current);
    return () => observer.disconnect();
  }, [view, element]);
  return width;
}

/** Whether an element is on the screen of a visible page. What nobody sees needn't move. */
export function useOnScreen(element: RefObject<Element | null>): boolean {
  const view = useView();
  const [onScreen, setOnScreen] = useState(false);
  const [visible, setVisible] = useState(!view.document.hidden);
  useEffect(() => {
    const observer = new view.IntersectionObserver((entries) => setOnScreen(entries.at(-1)?.isIntersecting ?? false));
    if (element.current) observer.observe(element.current);
    const look = (): void => setVisible(!view.document.hidden);
    view.document.addEventListener('visibilitychange', look);
    return () => {
      observer.disconnect();
      view.document.removeEventListener('visibilitychange', look);
    };
  }, [view, element]);
  return onScreen && visible;
}

/** Slower than that, in pixels a second, steps of a second can't be told from a movement. */
const slowest = 0.5;

/** Moves what `.was` and what `.will` be with the present, between two drawings; for whoever wants no motion it steps. */
export function useGlide(picture: RefObject<Element | null>, scale: Scale, seen: boolean): void {
  const { now } = useBench();
  const view = useView();
  useLayoutEffect(() => {
    const find = (name: string): Element[] => [...(picture.current?.querySelectorAll(name) ?? [])];
    const { drawnAt, wasRate, willRate } = scale;
    const parts = [[find('.was'), wasRate] as const, [find('.will'), willRate] as const];
    const calm = view.matchMedia('(prefers-reduced-motion: reduce)').matches;
    const move = (): void => {
      const by = calm ? 0 : drawnAt - now();
      for (const [moved, rate] of parts)
        for (const part of moved) part.setAttribute('transform', `translate(${(by * rate).toFixed(2)} 0)`);
    };
    move();
    if (calm || !seen || Math.max(wasRate, willRate) * 1000 < slowest) return;
    let frame = view.requestAnimationFrame(function glide() {
      move();
      frame = view.requestAnimationFrame(glide);
    });
    return () => view.cancelAnimationFrame(frame);
  });
}
