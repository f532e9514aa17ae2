import { bearer, createSession, type Session, seconds } from 'holdfast';
import { createTestBrowser, createTestServer, type TestBrowserOptions, type TestTab } from 'holdfast/testing';
import { limits, type Person } from './support.ts';

interface Login {
  readonly name: string;
  readonly password: string;
}

export interface TokenTab {
  readonly tab: TestTab;
  readonly session: Session<Person, Login>;
}

export const login = (name: string): Login => ({ name, password: 'correct' });

/** A browser and a server with strict rotation: a refresh token that comes a second time ends its family. Access tokens live for a minute. */
export function createTokenShop(options: TestBrowserOptions = {}) {
  const browser = createTestBrowser(options);
  const server = createTestServer(browser, { accessLifetime: seconds(60), latency: 300 });
  const serve = browser.network.handler;
  const shop = {
    browser,
    server,
    /** Answers instead of the server, when it returns something. */
    interrupt: null as ((request: Request) => Response | Promise<Response | undefined> | undefined) | null,
    /** Requests to the token endpoint since the sign-in. */
    refreshes: () => browser.network.count('/token') - 1,
    async open(): Promise<TokenTab> {
      const tab = browser.openTab();
      const session = createSession({
        name: 'shop',
        transport: bearer<Person, Login>({ signIn: '/token', refresh: '/token', signOut: '/token/revoke' }),
        ...limits,
        platform: tab.platform,
      });
      session.start();
      await browser.clock.settle();
      return { tab, session };
    },
    async signedIn(): Promise<TokenTab> {
      const opened = await shop.open();
      const signingIn = opened.session.signIn(login('ada'));
      await browser.clock.advance(seconds(1));
      await signingIn;
      return opened;
    },
  };
  browser.network.handler = async (request, tab) => {
    const instead = await shop.interrupt?.(request);
    if (instead) return instead;
    if (!serve) throw new Error('the server answers requests');
    return serve(request, tab);
  };
  return shop;
}
