import { act, cleanup, render } from '@testing-library/react';
import { minutes } from 'holdfast';
import { SessionProvider } from 'holdfast/react';
import { StrictMode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { createShop, type OpenTab, type Shop } from '../../../support/world/shop.ts';
import { drawn, type RoutedApp, type ShopSession } from './pages.tsx';

interface Opened extends Shop, OpenTab, RoutedApp {
  settle(): Promise<void>;
  /** What is on the screen. */
  shown(): string;
  signInAs(name: string): Promise<void>;
  /** Another tab of the same browser. */
  other(): Promise<OpenTab>;
}

export function tellRouterStories(build: (session: ShopSession, path: string) => RoutedApp): void {
  afterEach(cleanup);

  async function open(path: string, name?: string, shop: Shop = createShop()): Promise<Opened> {
    drawn.length = 0;
    const tab = shop.begin();
    const app = build(tab.session, path);
    const settle = (): Promise<void> => act(() => shop.browser.clock.settle());
    const { container } = render(
      <StrictMode>
        <SessionProvider session={tab.session}>{app.element}</SessionProvider>
      </StrictMode>,
    );
    const opened: Opened = {
      ...shop,
      ...tab,
      ...app,
      settle,
      shown: () => container.textContent,
      signInAs: (who) =>
        act(async () => {
          const signingIn = tab.session.signIn({ name: who });
          await shop.browser.clock.settle();
          await signingIn;
          await shop.browser.clock.settle();
        }),
      other: async () => {
        let other: OpenTab | undefined;
        await act(async () => {
          other = await shop.open();
        });
        if (!other) throw new Error('a tab opens');
        return other;
      },
    };
    await settle();
    if (name) await opened.signInAs(name);
    await settle();
    return opened;
  }

  /** Nobody saw what belongs to somebody else. */
  const nothingMixed = (): void => {
    for (const page of drawn.filter((what) => what.includes(' of '))) expect(page).toMatch(/of (\w+) for \1$/);
  };

  describe('the guard', () => {
    it('shows neither page nor form before it is known who is there, and then the page alone', async () => {
      const shop = createShop();
      shop.server.signIn('ada');
      const app = await open('/orders/7', undefined, shop);
      expect(app.shown()).toBe('/orders/7 of ada for ada');
      expect(drawn).toEqual(['one moment', '/orders/7 of ada for ada']);
    });

    it('brings nobody to the form, and whoever signs in back to where they wanted to go', async () => {
      const app = await open('/orders/7?tab=notes');
      expect(app.shown()).toBe('sign in');
      expect(app.place()).toMatch(/^\/sign-in\?/);
      expect(app.browser.network.count('/orders/7')).toBe(0);
      await app.signInAs('ada');
      expect(app.place()).toBe('/orders/7?tab=notes');
      expect(app.shown()).toBe('/orders/7 of ada for ada');
      expect(drawn).not.toContain('home');
    });

    it('does so, too, when the sign-in was done in another tab', async () => {
      const app = await open('/orders/7');
      const other = await app.other();
      await act(async () => {
        await other.session.signIn({ name: 'ada' });
        await app.browser.clock.settle();
      });
      expect(app.shown()).toBe('/orders/7 of ada for ada');
    });

    it.each(['//evil.example/', 'https://evil.example/', '/\\evil.example', '/\t/evil.example', 'javascript:alert(1)'])(
      'brings nobody to another site: %s',
      async (to) => {
        const app = await open(`/sign-in?${new URLSearchParams({ to })}`, 'ada');
        expect(app.place()).toBe('/');
        expect(app.shown()).toBe('home');
      },
    );
  });

  describe('somebody on a protected page', () => {
    it('is at the door when the server says that it is over as the page is loaded, and comes back', async () => {
      const app = await open('/', 'ada');
      app.server.revokeAll();
      await act(async () => app.go('/orders/7'));
      await app.settle();
      expect(app.shown()).toBe('sign in');
      await app.signInAs('ada');
      expect(app.shown()).toBe('/orders/7 of ada for ada');
      expect(drawn).not.toContain('broken');
    });

    it('is at the door as soon as they sign out in another tab, and the next person begins at the start', async () => {
      const app = await open('/orders/7', 'ada');
      const other = await app.other();
      await act(async () => {
        await other.session.signOut();
        await app.browser.clock.settle();
      });
      expect(app.shown()).toBe('sign in');
      expect(app.place()).toBe('/sign-in');
      await app.signInAs('grace');
      expect(app.place()).toBe('/');
      expect(app.shown()).toBe('home');
      await act(async () => app.go('/orders/7'));
      await app.settle();
      expect(app.shown()).toBe('/orders/7 of grace for grace');
      nothingMixed();
    });

    it('does not come back to it by the back button after signing out', async () => {
      const app = await open('/orders/7', 'ada');
      await act(async () => app.go('/orders/8'));
      await app.settle();
      expect(app.shown()).toBe('/orders/8 of ada for ada');
      await act(() => app.session.signOut());
      await app.settle();
      drawn.length = 0;
      await act(async () => app.back());
      await app.settle();
      expect(app.shown()).toBe('sign in');
      expect(drawn.filter((what) => what.includes(' of '))).toEqual([]);
    });

    it('sees their page again when they come back after an idle end, with what is true by then', async () => {
      const app = await open('/orders/7', 'ada');
      const page = document.querySelector('main');
      const asked = app.browser.network.count('/orders/7');
      await act(() => app.browser.clock.advance(minutes(16)));
      expect(app.session.getState()).toMatchObject({ status: 'unauthenticated', reason: 'idle' });
      expect(app.place()).toBe('/orders/7');
      expect(app.browser.network.count('/orders/7')).toBe(asked);
      await app.signInAs('ada');
      expect(document.querySelector('main')).toBe(page);
      expect(app.browser.network.count('/orders/7')).toBe(asked + 1);
    });

    it('leaves nothing on it for who signs in above it instead', async () => {
      const app = await open('/orders/7', 'ada');
      await act(() => app.browser.clock.advance(minutes(16)));
      await app.signInAs('grace');
      await app.settle();
      expect(app.shown()).toContain('/orders/7 of grace for grace');
      nothingMixed();
    });

    it('leaves nothing on it for who signs in in another tab', async () => {
      const app = await open('/orders/7', 'ada');
      const other = await app.other();
      await act(async () => {
        await other.session.signIn({ name: 'grace' });
        await app.browser.clock.settle();
      });
      await app.settle();
      expect(app.shown()).toBe('/orders/7 of grace for grace');
      // Nor on one that was left before.
      await act(async () => app.go('/orders/8'));
      await app.settle();
      expect(app.shown()).toBe('/orders/8 of grace for grace');
      nothingMixed();
    });

    it('who is on the way to another page when somebody else signs in leaves that to them', async () => {
      const app = await open('/orders/7', 'ada');
      const letGo = app.server.hold('/orders/8');
      await act(async () => app.go('/orders/8'));
      await app.settle();
      await app.signInAs('grace');
      letGo();
      await app.settle();
      await app.settle();
      expect(app.place()).toBe('/orders/8');
      expect(app.shown()).toBe('/orders/8 of grace for grace');
      expect(drawn).not.toContain('broken');
      nothingMixed();
    });
  });
}
