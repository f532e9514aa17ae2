import { act, cleanup, render } from '@testing-library/react';
import { IdleWarning, SessionGate, SessionProvider, useSession, useSessionTimer } from 'holdfast/react';
import { nothingHeld } from 'holdfast/testing';
import { Profiler, type ReactNode, StrictMode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { OpenTab } from '../../support/world/shop.ts';
import { Letter, NameForm, seen, signInAgain } from './support/gate.tsx';
import { focused, openSession, openShop, renderShop } from './support/shop.tsx';

afterEach(cleanup);

const openDialogs = (): Element[] => [...document.querySelectorAll('dialog[open]')];
const spoken = (): string[] =>
  [...document.querySelectorAll('[aria-live]')].map((region) => region.textContent).filter((text) => text !== '');

function Page({ session, children }: Pick<OpenTab, 'session'> & { children: ReactNode }): ReactNode {
  return (
    <StrictMode>
      <SessionProvider session={session}>{children}</SessionProvider>
    </StrictMode>
  );
}

const renders = { status: 0, warning: 0 };

function Status(): ReactNode {
  renders.status++;
  return useSession(({ status }) => status);
}

function Left(): ReactNode {
  return <output>{useSessionTimer().seconds ?? 'no warning'}</output>;
}

describe('two warnings of one session', () => {
  it('are one: the first shows itself and speaks, and the other takes over when it leaves', async () => {
    const shop = await openSession();
    const page = (both: boolean): ReactNode => (
      <Page session={shop.session}>
        <input aria-label="Note" />
        {both && <IdleWarning className="first" />}
        <IdleWarning className="second" />
      </Page>
    );
    const { rerender, getByLabelText } = render(page(true));
    getByLabelText('Note').focus();
    await shop.at(780);
    expect(openDialogs().map((each) => each.classList.contains('first'))).toEqual([true]);
    await expect.poll(spoken).toEqual(['You will be signed out in 2 minutes.']);
    rerender(page(false));
    expect(openDialogs().map((each) => each.classList.contains('second'))).toEqual([true]);
    expect(focused()).toBe('Stay signed in');
    await shop.at(900);
    expect(openDialogs().length).toBe(1);
    await userEvent.keyboard('{Escape}');
    expect(openDialogs()).toEqual([]);
  });

  it('of two sessions both show themselves, and don’t fight for the place above', async () => {
    const [one, two] = [await openSession(), await openSession()];
    for (const shop of [one, two])
      render(
        <Page session={shop.session}>
          <IdleWarning />
        </Page>,
      );
    await one.at(780);
    await two.at(780);
    let openings = 0;
    const watch = new MutationObserver(() => openings++);
    watch.observe(document.body, { subtree: true, attributeFilter: ['open'] });
    for (let second = 781; second < 790; second++) {
      await one.at(second);
      await two.at(second);
    }
    watch.disconnect();
    expect([openDialogs().length, openings]).toEqual([2, 0]);
  });
});

describe('a warning beside a gate', () => {
  it('leaves the end to the gate, before and after somebody gives the page up', async () => {
    const shop = await openSession();
    const told: string[] = [];
    const tree = (): ReactNode => (
      <Page session={shop.session}>
        <SessionGate signIn={<NameForm />} signedOut={<h1>Welcome</h1>}>
          <Letter />
        </SessionGate>
        <IdleWarning onEnded={(reason) => told.push(reason)} />
      </Page>
    );
    const { rerender } = render(tree());
    await page.getByLabelText('Subject').click();
    await shop.at(780);
    expect(focused()).toBe('Stay signed in');
    await shop.at(900);
    expect(openDialogs().length).toBe(1);
    expect(focused()).toBe('Sign in again to go on');
    expect(told).toEqual(['idle']);
    await signInAgain(shop, 'ada');
    expect(openDialogs()).toEqual([]);
    expect(document.activeElement).toBe(page.getByLabelText('Subject').element());

    await shop.at(900 + 900);
    expect(focused()).toBe('Sign in again to go on');
    await page.getByRole('button', { name: 'Leave this page' }).click();
    rerender(tree());
    expect(openDialogs()).toEqual([]);
    expect(seen()).toBe('Welcome');
  });

  it('tells of an end for which the gate keeps no page', async () => {
    const shop = await openSession();
    const other = await shop.open();
    render(
      <Page session={shop.session}>
        <SessionGate signIn={<NameForm />} signedOut={<h1>Welcome</h1>}>
          <Letter />
        </SessionGate>
        <IdleWarning />
      </Page>,
    );
    void other.session.signOut();
    await shop.settle();
    expect(focused()).toBe('You have been signed out');
  });
});

describe('what it costs', () => {
  it('is one alarm, one set of listeners, one warning and one end, for two components of which one leaves', async () => {
    const shop = await openSession();
    shop.release();
    await shop.settle();
    expect(shop.tab.held()).toEqual(nothingHeld);
    const page = (both: boolean): ReactNode => (
      <Page session={shop.session}>
        <IdleWarning />
        {both && <IdleWarning />}
      </Page>
    );
    const { rerender, unmount } = render(page(true));
    await shop.settle();
    const held = shop.tab.held();
    expect(held).not.toEqual(nothingHeld);
    rerender(page(false));
    expect(shop.tab.held()).toEqual(held);
    rerender(page(true));
    expect(shop.tab.held()).toEqual(held);
    shop.seen.length = 0;
    await shop.at(1000);
    expect(shop.seen).toEqual(['warning idle 120', 'ended idle']);
    unmount();
    await shop.settle();
    expect(shop.tab.held()).toEqual(nothingHeld);
  });

  it('is no render while the session is active, and one a second in a warning', async () => {
    const shop = await openSession();
    Object.assign(renders, { status: 0, warning: 0 });
    render(
      <SessionProvider session={shop.session}>
        <Status />
        <Profiler id="warning" onRender={() => renders.warning++}>
          <IdleWarning />
        </Profiler>
      </SessionProvider>,
    );
    await shop.settle();
    Object.assign(renders, { status: 0, warning: 0 });
    for (let time = 1; time <= 100; time++) {
      for (let move = 0; move < 360; move++) shop.tab.input();
      await shop.at(time * 4);
    }
    expect(renders).toEqual({ status: 0, warning: 0 });
    await shop.at(400 + 790);
    // What was to be said at the opening is said.
    await expect.poll(spoken).not.toEqual([]);
    const before = renders.warning;
    for (let quarter = 1; quarter <= 40; quarter++) await shop.at(400 + 790 + quarter / 4);
    expect(renders.warning - before).toBe(10);
    expect(renders.status).toBe(0);
  });
});

describe('tabs', () => {
  it('warn together, one that opens meanwhile joins the countdown, and an answer in one answers in all', async () => {
    const texts = (): string[] => [...document.querySelectorAll('output')].map((each) => each.textContent);
    const shop = await openShop();
    const second = await shop.open();
    const show = ({ session }: Pick<OpenTab, 'session'>): void =>
      void render(
        <Page session={session}>
          <Left />
        </Page>,
      );
    show(shop);
    show(second);
    await shop.at(779);
    expect(texts()).toEqual(['no warning', 'no warning']);
    await shop.at(800);
    expect(texts()).toEqual(['100', '100']);
    const third = await shop.open();
    show(third);
    await renderShop(third);
    expect(texts()).toEqual(['100', '100', '100']);
    expect(openDialogs().length).toBe(2);
    await shop.at(830);
    expect(texts()).toEqual(['70', '70', '70']);
    act(() => void third.session.extend());
    await shop.settle();
    expect(texts()).toEqual(['no warning', 'no warning', 'no warning']);
    expect(openDialogs()).toEqual([]);
  });
});
