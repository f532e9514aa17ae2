import {
  createCart,
  createDraft,
  createSettings,
  days,
  type HttpOptions,
  http,
  minutes,
  type Session,
  type SessionOptions,
} from 'holdfast';
import {
  createTestBrowser,
  createTestServer,
  openTestSession,
  type TestBrowser,
  type TestBrowserOptions,
  type TestCredentials,
  type TestServer,
  type TestSession,
  type TestUser,
} from 'holdfast/testing';
import * as z from 'zod';

type Options = Partial<SessionOptions<TestUser, TestCredentials>>;

const steps = {
  contact: z.object({ name: z.string().min(1), email: z.string(), code: z.string().optional() }),
  delivery: z.object({ street: z.string().min(1) }),
};
const schema = z.object({ density: z.enum(['airy', 'dense']), panel: z.string(), pinned: z.array(z.string()) });

type Documents = ReturnType<typeof documentsOf>;
/** One tab of a device, with a draft, a cart and settings. `told`: messages of what went wrong with sync, and with storage. */
export interface DeviceTab extends TestSession<TestUser, TestCredentials, Documents>, Documents {}

/** One browser, signed in at the server with other ones. */
export interface Device {
  readonly browser: TestBrowser;
  open(more?: Options): Promise<DeviceTab>;
  signIn(tab: DeviceTab, name?: string): Promise<void>;
}

export interface World {
  readonly server: TestServer;
  /** All devices at once: what one causes at another is waited for. */
  advance(ms: number): Promise<void>;
  settle(): Promise<void>;
  device(options?: TestBrowserOptions): Device;
  /** A device with one tab, in which ada is signed in. */
  signedIn(more?: Options): Promise<Device & DeviceTab>;
}

const documentsOf = (session: Session<TestUser, TestCredentials>) => {
  const told: string[] = [];
  session.on('sync', ({ error }) => told.push(error.message));
  session.on('storage', ({ error }) => told.push(String((error as Error | undefined)?.message)));
  return {
    told,
    draft: createDraft(session, 'checkout', { steps, secret: ['contact.code'] }),
    cart: createCart(session, 'cart', { currency: 'EUR' }),
    settings: createSettings(session, 'workspace', {
      schema,
      defaults: { density: 'airy', panel: 'left', pinned: [] },
      sets: ['pinned'],
      scope: { panel: 'device' },
    }),
  };
};

/** One server, and as many devices as a story needs. */
export function createWorld(options: Partial<HttpOptions> = {}): World {
  const first = createTestBrowser();
  const server = createTestServer(first);
  const browsers: TestBrowser[] = [];
  const settle = async (): Promise<void> => {
    for (let round = 0; round < 3; round++) for (const browser of browsers) await browser.clock.settle();
  };
  const device: World['device'] = (more) => {
    const browser = browsers.length || more ? createTestBrowser(more) : first;
    if (browser !== first) server.connect(browser);
    browsers.push(browser);
    return {
      browser,
      async open(extra = {}) {
        const opened = await openTestSession({
          browser,
          server,
          session: {
            idle: { timeout: days(30), warning: minutes(2) },
            lifetime: days(60),
            sync: http({ url: '/api/documents', ...options }),
            ...extra,
          },
          documents: documentsOf,
        });
        await settle();
        return { ...opened, ...opened.documents };
      },
      async signIn({ session }, name = 'ada') {
        const signing = session.signIn({ name, password: 'correct' });
        await settle();
        await signing;
        await settle();
      },
    };
  };
  return {
    server,
    settle,
    device,
    async advance(ms) {
      const step = 500;
      for (let left = ms; left > 0; left -= step)
        for (const browser of browsers) await browser.clock.advance(Math.min(step, left));
      await settle();
    },
    async signedIn(more) {
      const made = device();
      const opened = await made.open(more);
      await made.signIn(opened);
      return { ...made, ...opened };
    },
  };
}

/** Quantities by SKU. */
export const quantities = ({ cart }: Pick<DeviceTab, 'cart'>): Record<string, number> =>
  Object.fromEntries(cart.getState().lines.map(({ sku, quantity }) => [sku, quantity] as const));

export const mug = { sku: 'mug', price: 100 };
/** Requests for documents, not the stream: method and path. */
export const asked = ({ browser }: Pick<Device, 'browser'>): string[] =>
  browser.network.requests
    .filter(({ path }) => path.startsWith('/api/documents/'))
    .map(({ method, path }) => `${method} ${path.slice('/api/documents/'.length)}`);
