import { cookie, createCart, createDraft, createSession, hours, minutes, type Platform, type Session } from 'holdfast';
import { z } from 'zod';

export interface User {
  readonly id: string;
  readonly name: string;
}
export interface Credentials {
  readonly name: string;
  readonly password: string;
}

/** A test hands in the platform of a tab; the application uses the browser's. */
export const createTeaSession = (platform?: Platform) =>
  createSession<User, Credentials>({
    name: 'tea',
    transport: cookie({ session: '/api/session', signIn: '/api/sign-in', signOut: '/api/sign-out' }),
    idle: { timeout: minutes(15), warning: minutes(2) },
    lifetime: hours(12),
    ...(platform && { platform }),
  });

/** What somebody was in the middle of: it outlives a reload, a crash and the idle limit. */
export const createTeaDocuments = (session: Session<User, Credentials>) => ({
  session,
  delivery: createDraft(session, 'delivery', {
    steps: {
      address: z.object({
        street: z.string('Where do you live?').min(1, 'Where do you live?'),
        note: z.string().optional(),
      }),
    },
  }),
  cart: createCart(session, 'cart', { currency: 'EUR', limits: { quantity: 20 } }),
});
export type TeaDocuments = ReturnType<typeof createTeaDocuments>;
