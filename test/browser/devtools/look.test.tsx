import { beforeEach, describe, expect, it } from 'vitest';
import { beginPlain, blamed, looks, sticksOut } from '../react/support/look.ts';
import { forget, host, openDevtools, part, root } from './support.tsx';

beginPlain();
beforeEach(forget);

const parts = ['Timeline', 'Session', 'Tabs', 'Documents', 'Storage', 'Controls'];

describe('the panel can be used by everybody', () => {
  it.each(Object.keys(looks))('as it looks when it is %s', async (name) => {
    await looks[name]?.();
    const { turn } = await openDevtools({ defaultOpen: true });
    const faults: unknown[] = [];
    for (const each of parts) {
      await part(each).click();
      await turn(2500);
      await expect.element(part(each)).toHaveAttribute('aria-selected', 'true');
      // How wide it is changes no role and no colour.
      if (name !== 'narrow' && name !== 'zoomed')
        faults.push(...(await blamed(host() as Element, 'best-practice')).map((fault) => [each, fault]));
      const body = root().querySelector('.body');
      if (body && body.scrollWidth > body.clientWidth) faults.push([each, 'is too wide']);
    }
    const panel = root().querySelector('.panel');
    expect({ faults, out: panel ? sticksOut(panel) : [] }).toEqual({ faults: [], out: [] });
  });
});

it('without a platform that can be looked into it shows what the session tells, and says how to see more', async () => {
  const { session, turn } = await openDevtools({ defaultOpen: true }, 'cookie', false);
  await expect.poll(() => root().textContent).toContain('platform: inspect()');
  expect(root().querySelector('[data-lane="writes"]')).toBeNull();
  await session.signOut();
  await turn(1000);
  await expect.poll(() => root().textContent).toContain('ended signed-out');
});
