import { cleanup } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, beforeEach, inject } from 'vitest';
import { cdp, page, server } from 'vitest/browser';

declare module 'vitest' {
  interface ProvidedContext {
    /** Whether somebody wants to look at what is looked at. */
    pictures: boolean;
  }
}

export const root = document.documentElement;

/** Whether everything is looked at here. Elsewhere it is what engines may differ in. */
export const isWhole = server.browser === 'chromium';

/** What the browser pretends of the person's settings. Only Chromium can; elsewhere a page says itself whether it is dark. */
export async function emulate(settings: Record<string, string>): Promise<void> {
  const features = Object.entries(settings).map(([name, value]) => ({ name, value }));
  if (isWhole) await cdp().send('Emulation.setEmulatedMedia', { features });
  else root.style.colorScheme = settings['prefers-color-scheme'] ?? 'light dark';
}

/** Lets every test of a file begin with an empty page in its usual look. */
export function beginPlain(): void {
  beforeEach(() => {
    root.lang = 'en';
    root.style.colorScheme = 'light dark';
  });
  afterEach(async () => {
    cleanup();
    root.removeAttribute('style');
    root.removeAttribute('dir');
    await page.viewport(1024, 768);
    await emulate({});
  });
}

/** Looks that everything has to stand. */
export const looks: Record<string, () => Promise<unknown>> = {
  light: () => emulate({ 'prefers-color-scheme': 'light' }),
  dark: () => emulate({ 'prefers-color-scheme': 'dark' }),
  ...(isWhole && { forced: () => emulate({ 'forced-colors': 'active', 'prefers-color-scheme': 'dark' }) }),
  narrow: () => page.viewport(320, 568),
  // 1280 × 1024 at 400 %.
  zoomed: () => page.viewport(320, 256),
};

/** What axe blames in a part of the page, by WCAG and whatever else it knows. */
export async function blamed(part: Document | Element, ...more: string[]): Promise<unknown[]> {
  const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', ...more];
  const { violations } = await axe.run(part, { runOnly, resultTypes: ['violations'] });
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}

/** At which sides a box reaches out of the window, or what is in it out of its width. */
export function sticksOut(box: Element): string[] {
  const { left, right, top, bottom } = box.getBoundingClientRect();
  const sides = {
    left: left < 0,
    right: right > innerWidth,
    top: top < 0,
    bottom: bottom > innerHeight,
    inside: box.scrollWidth > box.clientWidth,
  };
  return Object.entries(sides).flatMap(([side, out]) => (out ? side : []));
}

/** A picture to look at, for whoever asks for them: `HOLDFAST_PICTURES=1`. Hundreds of them take their time. */
export const shoot = async (name: string): Promise<void> => {
  if (inject('pictures')) await page.screenshot({ path: `../../../node_modules/.cache/screenshots/${name}.png` });
};
