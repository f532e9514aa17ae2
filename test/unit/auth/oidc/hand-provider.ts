import { createSession, hours, minutes, type Session } from 'holdfast';
import { type OidcOptions, type OidcReturn, type OidcSignIn, type OidcUser, oidc } from 'holdfast/oidc';
import { createTestBrowser, type TestBrowser, type TestBrowserOptions, type TestTab } from 'holdfast/testing';

export const issuer = 'https://op.test';
export const callbackUrl = 'https://app.test/callback';

export interface ShopTab {
  readonly tab: TestTab;
  readonly session: Session<OidcUser, OidcSignIn | OidcReturn>;
  readonly seen: string[];
  release(): void;
}

/** What an authorization request asks for, as it stands in the address. */
export type Asked = Readonly<Record<string, string>>;

/** A provider made by hand, where every answer can be another one. */
export interface HandProvider {
  readonly browser: TestBrowser;
  /** Answers instead, by path, as often as it is asked. */
  readonly instead: Map<string, (request: Request) => Response | Promise<Response>>;
  /** Contents of the token requests, in order. */
  readonly tokenRequests: Asked[];
  /** Contents of the revocation requests, in order. */
  readonly revoked: Asked[];
  /** Every token that was given out. */
  readonly secrets: string[];
  /** Claims of the next ID tokens. */
  claims: Record<string, unknown>;
  /** Content of the next token answers. */
  answer: Record<string, unknown>;
  open(options?: Partial<OidcOptions<OidcUser>>): Promise<ShopTab>;
  /** Signs in up to the provider's door, and answers with what it was asked. */
  leave(opened: ShopTab, how?: OidcSignIn): Promise<Asked>;
  /** The address that the provider sends the browser back to. */
  back(asked: Asked, more?: Readonly<Record<string, string>>): string;
  /** Settles `work` while the clock stands, or turns by `ms`. */
  wait<T>(work: Promise<T>, ms?: number): Promise<T>;
  signedIn(options?: Partial<OidcOptions<OidcUser>>): Promise<ShopTab>;
}

const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A browser, an application and a provider. Access tokens live for a minute. */
export function createHandProvider(
  handle: (session: ShopTab['session'], url?: string) => Promise<unknown>,
  options: TestBrowserOptions = {},
): HandProvider {
  const browser = createTestBrowser({ startAt: Date.now(), ...options });
  let given = 0;
  let nonce: string | undefined;

  const secret = (kind: string): string => {
    const made = `canary-${kind}-${++given}-of-the-provider`;
    op.secrets.push(made);
    return made;
  };
  const idToken = (): string => {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: issuer, aud: 'shop', iat: now, exp: now + 3600, ...(nonce && { nonce }), ...op.claims };
    const made = `${base64({ alg: 'RS256' })}.${base64(claims)}.${base64({ signature: ++given })}`;
    op.secrets.push(made);
    return made;
  };
  const serve = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    const content = async (): Promise<Asked> => Object.fromEntries(new URLSearchParams(await request.clone().text()));
    if (pathname === '/token') op.tokenRequests.push(await content());
    if (pathname === '/revoke') op.revoked.push(await content());
    const instead = op.instead.get(pathname);
    if (instead) return instead(request);
    if (pathname === '/.well-known/openid-configuration')
      return Response.json({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        revocation_endpoint: `${issuer}/revoke`,
        end_session_endpoint: `${issuer}/end`,
        authorization_response_iss_parameter_supported: true,
      });
    if (pathname === '/token')
      return Response.json({
        access_token: secret('access'),
        token_type: 'Bearer',
        expires_in: 60,
        refresh_token: secret('refresh'),
        id_token: idToken(),
        ...op.answer,
      });
    if (pathname === '/revoke') return new Response(null, { status: 200 });
    return Response.json({ authorization: request.headers.get('authorization') });
  };
  browser.network.handler = serve;

  const op: HandProvider = {
    browser,
    instead: new Map(),
    tokenRequests: [],
    revoked: [],
    secrets: [],
    claims: { sub: 'ada', name: 'Ada Lovelace' },
    answer: {},
    async open(more = {}) {
      const tab = browser.openTab();
      const session = createSession({
        name: 'shop',
        transport: oidc({ issuer, clientId: 'shop', redirectUri: '/callback', ...more }),
        idle: { timeout: minutes(15), warning: minutes(2) },
        lifetime: hours(8),
        platform: tab.platform,
      });
      const seen: string[] = [];
      session.on('signed-in', ({ user, restored }) => seen.push(`signed-in ${user.id}${restored ? ' restored' : ''}`));
      session.on('ended', ({ reason }) => seen.push(`ended ${reason}`));
      const release = session.start();
      await browser.clock.settle();
      return { tab, session, seen, release };
    },
    async leave({ tab, session }, how = {}) {
      await op.wait(session.signIn(how));
      const asked = Object.fromEntries(new URL(tab.navigations.at(-1) ?? '').searchParams);
      nonce = asked['nonce'];
      return asked;
    },
    back: (asked, more = { code: 'the-code' }) =>
      `${callbackUrl}?${new URLSearchParams({ ...more, state: asked['state'] ?? '', iss: issuer })}`,
    async wait(work, ms = 0) {
      await browser.clock.settle();
      if (ms) await browser.clock.advance(ms);
      await browser.clock.settle();
      return work;
    },
    async signedIn(more) {
      const opened = await op.open(more);
      const asked = await op.leave(opened);
      await op.wait(handle(opened.session, op.back(asked)));
      return opened;
    },
  };
  return op;
}
