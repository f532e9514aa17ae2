import { cleanup } from '@testing-library/react';
import axe from 'axe-core';
import { version } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { emulate, shoot } from './support/emulate.ts';
import { gateDialog, openLetter, renderGate } from './support/gate.tsx';
import { openSession } from './support/shop.tsx';

const root = document.documentElement;

beforeEach(() => {
  root.lang = 'en';
  root.style.colorScheme = 'light dark';
});

afterEach(async () => {
  cleanup();
  root.removeAttribute('style');
  await page.viewport(1024, 768);
  await emulate({});
});

const looks: Record<string, () => Promise<unknown>> = {
  light: () => emulate({ 'prefers-color-scheme': 'light' }),
  dark: () => emulate({ 'prefers-color-scheme': 'dark' }),
  forced: () => emulate({ 'forced-colors': 'active', 'prefers-color-scheme': 'dark' }),
  narrow: () => page.viewport(320, 568),
  // 1280 × 1024 at 400 %.
  zoomed: () => page.viewport(320, 256),
};

it.each(version.startsWith('18') ? ['light'] : Object.keys(looks))(
  'in the look "%s" the gate has nothing that axe would blame, fits, and shows nothing of the page',
  async (look) => {
    await looks[look]!();
    const shop = await openLetter();
    await shop.at(900);
    const { violations } = await axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    });
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    const dialog = gateDialog()!;
    const box = dialog.getBoundingClientRect();
    expect(dialog.scrollWidth).toBeLessThanOrEqual(dialog.clientWidth);
    expect([box.left >= 0, box.right <= innerWidth, box.top >= 0, box.bottom <= innerHeight]).toEqual(
      Array(4).fill(true),
    );
    await shoot(`gate-${look}`);
  },
);

it('the gate takes other words, all or some, and a look', async () => {
  const shop = await openSession();
  renderGate(shop, {
    words: { message: ({ reason, draftsSaved }) => `${reason} ${draftsSaved}` },
    className: 'mine',
    style: { '--holdfast-surface': 'rgb(1, 2, 3)' },
  });
  await shop.at(900);
  await expect.element(page.getByRole('dialog')).toHaveAccessibleDescription('idle false');
  expect(gateDialog()!.classList.contains('mine')).toBe(true);
  expect(getComputedStyle(gateDialog()!).backgroundColor).toBe('rgb(1, 2, 3)');
});
