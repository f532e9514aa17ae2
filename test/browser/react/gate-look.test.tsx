import { version } from 'react';
import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { gateDialog, openLetter, renderGate } from './support/gate.tsx';
import { beginPlain, blamed, isWhole, looks, shoot, sticksOut } from './support/look.ts';
import { openSession } from './support/shop.tsx';

beginPlain();

it.each(version.startsWith('18') ? ['light'] : isWhole ? Object.keys(looks) : ['narrow', 'zoomed'])(
  'in the look "%s" the gate has nothing that axe would blame, fits, and shows nothing of the page',
  async (look) => {
    await looks[look]!();
    const shop = await openLetter();
    await shop.at(900);
    expect(await blamed(document)).toEqual([]);
    expect(sticksOut(gateDialog()!)).toEqual([]);
    await shoot(`gate-${look}`);
  },
);

it('the gate takes other words, all or some, and a look', async () => {
  const shop = await openSession();
  await renderGate(shop, {
    words: { message: ({ reason, draftsSaved }) => `${reason} ${draftsSaved}` },
    className: 'mine',
    style: { '--holdfast-surface': 'rgb(1, 2, 3)' },
  });
  await shop.at(900);
  await expect.element(page.getByRole('dialog')).toHaveAccessibleDescription('idle false');
  expect(gateDialog()!.classList.contains('mine')).toBe(true);
  expect(getComputedStyle(gateDialog()!).backgroundColor).toBe('rgb(1, 2, 3)');
});
