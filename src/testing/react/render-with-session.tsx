import { type RenderResult, render } from '@testing-library/react';
import { type Attributes, type ComponentType, type ReactNode, useEffect } from 'react';
import { SessionProvider } from '../../react/session-provider.tsx';
import type { Session } from '../../session/session.ts';
import {
  openTestSession,
  type TestCredentials,
  type TestSession,
  type TestSessionOptions,
  type TestUser,
} from '../test-session.ts';
import { followedByReact } from './acting.ts';
import { lendDialogs } from './dialogs.ts';
import { besideOthers, enter, leaveOtherBrowsers } from './pages.ts';

/** What is to be shown. A component is given what `documents` made for the tab as its props. */
export type TestUi<Documents extends object> = ReactNode | ComponentType<Documents>;

/** What {@link renderWithSession} returns: the result of `render`, and all of a {@link TestSession}. */
export interface RenderedSession<User = TestUser, Credentials = TestCredentials, Documents extends object = object>
  extends RenderResult,
    Omit<TestSession<User, Credentials, Documents>, 'reload'> {
  /** Closes the tab, unless it has crashed or was closed, and shows the same again, as the browser does at a reload or a restart. */
  reload(): Promise<RenderedSession<User, Credentials, Documents>>;
}

/**
 * Renders with Testing Library, below a `SessionProvider`, in a tab of a test browser before a test server, with somebody signed
 * in. When it resolves the session knows who is there. What a click, a keystroke or a turn of the clock causes has been shown when
 * that resolves; no `act` is needed, and no fake timers. Clicks and keystrokes count as activity of the tab.
 *
 * Unmounting (Testing Library does it after each test where `afterEach` is global) ends everything; so does the next call, unless it
 * is about the same browser. In place of options it takes what `openTestSession` or `secondTab()` gave, and renders in that tab:
 * below a container of its own, to which the queries of the result are bound.
 *
 * @example
 * const user = userEvent.setup();
 * const { clock, getByRole, findByText } = await renderWithSession(<App />, { user: 'ada' });
 * await clock.advance(minutes(13));
 * await user.click(getByRole('button', { name: 'Stay signed in' }));
 *
 * @example
 * const { reload, tab } = await renderWithSession(({ checkout }) => <Checkout draft={checkout} />, {
 *   user: { id: 'u7', name: 'Grace', role: 'admin' },
 *   session: (platform) => createShopSession({ platform }),
 *   documents: (session) => ({ checkout: createCheckout(session) }),
 * });
 * tab.crash();
 * const { getByLabelText } = await reload();
 * @throws HOLDFAST_USAGE when the user could not be signed in; the message says what the server answered
 */
export async function renderWithSession<
  User = TestUser,
  Credentials = TestCredentials,
  Documents extends object = object,
>(
  ui: TestUi<Documents>,
  options: TestSessionOptions<User, Credentials, Documents> | TestSession<User, Credentials, Documents> = {},
): Promise<RenderedSession<User, Credentials, Documents>> {
  const opened = 'tab' in options ? options : await openTestSession(options);
  leaveOtherBrowsers(opened.browser);
  lendDialogs();
  return show(ui, opened);
}

/** How long a page is there. */
interface Stay {
  isMounted: boolean;
  end: () => void;
}
interface PageProps<User, Credentials> {
  readonly session: Session<User, Credentials>;
  readonly stay: Stay;
  readonly children: ReactNode;
}

function Page<User, Credentials>({ session, stay, children }: PageProps<User, Credentials>): ReactNode {
  useEffect(() => {
    stay.isMounted = true;
    return () => {
      stay.isMounted = false;
      // StrictMode mounts a second time at once.
      void Promise.resolve().then(() => stay.isMounted || stay.end());
    };
  }, [stay]);
  return <SessionProvider session={session}>{children}</SessionProvider>;
}

function show<User, Credentials, Documents extends object>(
  ui: TestUi<Documents>,
  opened: TestSession<User, Credentials, Documents>,
): RenderedSession<User, Credentials, Documents> {
  const { session, documents, tab, browser } = opened;
  const clock = followedByReact(browser.clock);
  const stay: Stay = { isMounted: false, end() {} };
  const Ui = ui;
  const result = render(typeof Ui === 'function' ? <Ui {...(documents as Documents & Attributes)} /> : Ui, {
    wrapper: ({ children }: { readonly children: ReactNode }) => (
      <Page session={session} stay={stay}>
        {children}
      </Page>
    ),
    ...besideOthers(browser),
  });
  stay.end = enter(result, tab, browser);
  // From here on the page holds it.
  opened.release();
  return {
    ...result,
    ...opened,
    clock,
    secondTab: async () => ({ ...(await opened.secondTab()), clock }),
    async reload() {
      result.unmount();
      return show(ui, await opened.reload());
    },
  };
}
