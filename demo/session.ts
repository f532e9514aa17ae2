import { bearer, cookie, createCart, createDraft, createSession, createSettings, http, minutes } from 'holdfast';
import { inspect } from 'holdfast/devtools/production';
import type { Credentials, User } from './account/credentials.ts';
import { supperSchema } from './account/supper/schema.ts';
import { adjustmentsOf } from './backend/shop/coupons.ts';
import { contactSchema, deliverySchema, paymentSchema } from './checkout/schemas.ts';
import { askAboutLines } from './shop/ask-shop.ts';
import { itemSchema } from './shop/item.ts';
import { readChoice } from './timers.ts';
import { workspaceDefaults, workspaceSchema } from './workspace/schema.ts';

/** What the address of the page asks for. An application would write its numbers here. */
export const choice = readChoice(location.search);
const { idle, warning, lifetime } = choice.timers;

const transport =
  choice.transport === 'bearer'
    ? bearer<User>({ signIn: '/api/token', refresh: '/api/token', signOut: '/api/token/revoke' })
    : cookie<User, Record<string, unknown>>({
        session: '/api/session',
        signIn: '/api/sign-in',
        signOut: '/api/sign-out',
        touch: '/api/session/touch',
        csrf: { header: 'X-XSRF-TOKEN', cookie: 'XSRF-TOKEN' },
      });

/** Two ways to talk to the server are two sessions, which must not meet in one record. */
const name = choice.transport === 'bearer' ? 'shop-bearer' : 'shop';

export const session = createSession({
  name,
  transport,
  ...(choice.preset && { preset: choice.preset }),
  idle: { timeout: idle, warning },
  lifetime,
  // To the person's other devices. The photo in the checkout and what is of one tab or device stay here.
  sync: http({ url: '/api/documents' }),
  // A demo is there to be looked into. An application takes this of `holdfast/devtools`, which is nothing in production.
  platform: inspect(),
});

/**
 * The server has limits of its own. This shop's takes ours over, so that both can be watched with short timers; its idle limit with room,
 * as most servers have, since it hears of input late, and of a hold never.
 */
export const credentialsOf = ({ email, password }: Credentials): Record<string, unknown> => ({
  email,
  password,
  limits:
    choice.transport === 'bearer'
      ? { refresh: lifetime }
      : { idle: Math.min(lifetime, 2 * idle + minutes(1)), lifetime },
});

export const checkout = createDraft(session, 'checkout', {
  steps: { contact: contactSchema, delivery: deliverySchema, payment: paymentSchema },
  secret: ['payment.cardNumber', 'payment.cvc'],
});

export const supper = createDraft(session, 'supper', { steps: { table: supperSchema } });

export const cart = createCart(session, 'cart', {
  currency: 'EUR',
  item: itemSchema,
  limits: { quantity: 99, lines: 50 },
  revalidate: askAboutLines,
  adjust: (_lines, { subtotal, coupons }) => adjustmentsOf(subtotal, coupons),
});

export const workspace = createSettings(session, 'workspace', {
  schema: workspaceSchema,
  defaults: workspaceDefaults,
  sets: ['pinned'],
  // A phone has less room than a desk; the rest is the same wherever the person signs in.
  scope: { shelf: 'device', panel: 'tab' },
});
