import {
  type Cart,
  cookie,
  createCart,
  createDraft,
  createSession,
  createSettings,
  type Draft,
  http,
  type Session,
  type Settings,
} from 'holdfast';
import * as z from 'zod';

interface User {
  readonly id: string;
}
const steps = { contact: z.object({ name: z.string(), email: z.string() }) };
const schema = z.object({ density: z.enum(['airy', 'dense']), pinned: z.array(z.string()) });

/** What a story finds in the page. */
export interface Desk {
  readonly session: Session<User, Record<string, string>>;
  readonly cart: Cart;
  readonly draft: Draft<typeof steps>;
  readonly settings: Settings<typeof schema, 'pinned'>;
  /** How sessions ended here, and what was told of sync, in order. */
  readonly told: string[];
}

declare global {
  interface Window {
    desk: Desk;
  }
}

// All stories have one account: what each does in it has a name of its own.
const name = location.hostname.split('.')[0] ?? '';
const session = createSession<User, Record<string, string>>({
  name: 'devices',
  transport: cookie({
    session: '/api/session',
    signIn: '/api/sign-in',
    signOut: '/api/sign-out',
    touch: '/api/session/touch',
    csrf: { header: 'X-XSRF-TOKEN', cookie: 'XSRF-TOKEN' },
  }),
  sync: http({ url: '/api/documents' }),
});
const told: string[] = [];
session.on('ended', ({ reason }) => told.push(`ended ${reason}`));
session.on('sync', ({ error }) => told.push(error.message));
window.desk = {
  session,
  told,
  cart: createCart(session, `cart-${name}`, { currency: 'EUR' }),
  draft: createDraft(session, `draft-${name}`, { steps }),
  settings: createSettings(session, `settings-${name}`, {
    schema,
    defaults: { density: 'airy', pinned: [] },
    sets: ['pinned'],
  }),
};
session.start();
