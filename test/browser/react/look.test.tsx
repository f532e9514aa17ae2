import { act, cleanup } from '@testing-library/react';
import { minutes } from 'holdfast';
import { englishWords, germanWords, IdleWarning, type IdleWarningProps, type WarningWords } from 'holdfast/react';
import { renderWithSession } from 'holdfast/testing/react';
import { type ReactNode, version } from 'react';
import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { arabicWords } from './support/arabic-words.ts';
import { beginPlain, blamed, emulate, isWhole, looks, root, shoot, sticksOut } from './support/look.ts';
import { dialog, noteOf, type OpenShop, openSession, shown } from './support/shop.tsx';

beginPlain();

const signIn = (
  <form>
    <label>
      Password <input type="password" autoComplete="current-password" />
    </label>{' '}
    <button type="submit">Sign in</button>
  </form>
);

/** A page that isn't ours: a heading, text, and a table of what was ordered. */
function Orders(): ReactNode {
  return (
    <main
      style={{ font: '1rem/1.5 system-ui, sans-serif', padding: '1rem', maxInlineSize: '45rem', marginInline: 'auto' }}
    >
      <h1>Your orders</h1>
      {['Enamel mug', 'Linen apron', 'Walnut board', 'Copper pan', 'Salt cellar'].map((name) => (
        <p key={name}>
          <strong>{name}</strong>. Ordered on the third of May, delivered to Rotterdam two days later by bicycle.
        </p>
      ))}
    </main>
  );
}

async function openOrders(props: IdleWarningProps, lifetime = minutes(480)): Promise<OpenShop> {
  const shop = await openSession({ lifetime });
  await renderWithSession(
    <>
      <Orders />
      <IdleWarning {...props} />
    </>,
    shop,
  );
  return shop;
}

const states: Record<string, (props?: IdleWarningProps) => Promise<OpenShop>> = {
  async warning(props = {}) {
    const shop = await openOrders(props);
    await shop.at(785);
    return shop;
  },
  async seconds(props = {}) {
    const shop = await openOrders(props);
    await shop.at(855);
    return shop;
  },
  async pending(props = {}) {
    const shop = await states['warning']!(props);
    shop.server.interrupt = () => new Promise(() => {});
    void shop.session.extend();
    await shop.settle();
    return shop;
  },
  async failed(props = {}) {
    const shop = await states['warning']!(props);
    shop.browser.network.setOffline(true);
    await act(async () => void (await Promise.all([shop.session.extend(), shop.browser.clock.settle()])));
    return shop;
  },
  async lifetime(props = {}) {
    const shop = await openOrders(props, minutes(15));
    await shop.at(700);
    shop.tab.input();
    await shop.at(785);
    return shop;
  },
  async aside(props = {}) {
    const shop = await states['lifetime']!(props);
    act(() => document.querySelector<HTMLElement>('.holdfast-primary')!.click());
    return shop;
  },
  'lifetime-form': (props = {}) => states['lifetime']!({ ...props, signIn }),
  'lifetime-link': (props = {}) => states['lifetime']!({ ...props, onSignIn: () => {} }),
  async ended(props = {}) {
    const shop = await openOrders(props);
    await shop.at(900);
    await expect.poll(shown).toContain((props.words ?? englishWords).endedMessage!(atEnd));
    return shop;
  },
  async 'ended-kept'(props = {}) {
    const shop = await openOrders(props);
    const draft = noteOf(shop);
    await shop.settle();
    draft.set('note.text', 'half a sen');
    await shop.at(900);
    await expect.poll(shown).toContain((props.words ?? englishWords).endedMessage!({ ...atEnd, draftsSaved: true }));
    return shop;
  },
  'ended-form': (props = {}) => states['ended']!({ ...props, signIn }),
  'ended-guest': (props = {}) => states['ended']!({ ...props, signIn, onLeave: () => {} }),
};
const atEnd = { reason: 'idle', minutes: 0, seconds: 0, draftsSaved: false } as const;

const everyLook: typeof looks = {
  ...looks,
  async rtl() {
    root.dir = 'rtl';
    root.lang = 'ar';
  },
  async german() {
    root.lang = 'de';
  },
  async 'german-narrow'() {
    root.lang = 'de';
    await page.viewport(320, 568);
  },
  still: () => emulate({ 'prefers-reduced-motion': 'reduce' }),
};
const wordsOf: Record<string, Partial<WarningWords>> = { ar: arabicWords, de: germanWords };

const answerable = ['warning', 'seconds', 'pending', 'lifetime', 'lifetime-link', 'aside', 'ended'];

// A look is no matter of React's version: the oldest one is looked at once. Engines differ in colours, sizes and directions.
const here = isWhole ? Object.keys(everyLook) : ['dark', 'zoomed', 'rtl'];
const shownHere = isWhole ? Object.keys(states) : ['warning', 'aside'];
describe.each(version.startsWith('18') ? ['light'] : here)('in the look "%s"', (look) => {
  it.each(shownHere)('"%s" has nothing that axe would blame, and fits', async (state) => {
    await everyLook[look]!();
    const words = wordsOf[root.lang];
    await states[state]!(words ? { words } : {});
    // Nothing moves, whether somebody asked for that or not.
    expect(document.getAnimations()).toEqual([]);
    expect(await blamed(dialog(), 'best-practice')).toEqual([]);
    expect(sticksOut(dialog())).toEqual([]);
    // Nobody should have to look for what it is that they are asked.
    if (answerable.includes(state)) expect(dialog().scrollHeight).toBeLessThanOrEqual(dialog().clientHeight);
    await shoot(`${state}-${look}`);
  });
});

describe('the look', () => {
  it('takes colours and shape from custom properties', async () => {
    await looks['light']!();
    root.style.setProperty('--holdfast-accent', 'rgb(90, 20, 120)');
    await states['warning']!({ className: 'mine', style: { borderRadius: 0 } });
    const primary = dialog().querySelector('button')!;
    expect(getComputedStyle(primary).backgroundColor).toBe('rgb(90, 20, 120)');
    expect(getComputedStyle(dialog()).borderRadius).toBe('0px');
    expect(dialog().classList.contains('mine')).toBe(true);
    await shoot('themed');
  });

  it('leaves no sheet behind', async () => {
    const before = document.adoptedStyleSheets.length;
    await states['warning']!();
    expect(document.adoptedStyleSheets.length).toBe(before + 1);
    cleanup();
    expect(document.adoptedStyleSheets.length).toBe(before);
  });
});
