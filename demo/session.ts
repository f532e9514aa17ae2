import { bearer, cookie, createCart, createDraft, createSession } from 'holdfast';
import type { Credentials, User } from './account/credentials.ts';
import { contactSchema, deliverySchema, paymentSchema } from './checkout/schemas.ts';
import { itemSchema } from './shop/item.ts';
import { readChoice } from './timers.ts';

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

export const session = createSession({
  // Two ways to talk to the server are two sessions, which must not meet in one record.
  name: choice.transport === 'bearer' ? 'shop-bearer' : 'shop',
  transport,
  idle: { timeout: idle, warning },
  lifetime,
});

/** The server has limits of its own. This shop's takes ours over, so that both can be watched with short timers. */
export const credentialsOf = ({ email, password }: Credentials): Record<string, unknown> => ({
  email,
  password,
  limits: choice.transport === 'bearer' ? { refresh: lifetime } : { idle, lifetime },
});

export const checkout = createDraft(session, 'checkout', {
  steps: { contact: contactSchema, delivery: deliverySchema, payment: paymentSchema },
  secret: ['payment.cardNumber', 'payment.cvc'],
});

export const cart = createCart(session, 'cart', { currency: 'EUR', item: itemSchema, limits: { quantity: 99 } });
