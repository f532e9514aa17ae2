import {
  type Cart,
  cookie,
  createCart,
  createDraft,
  createSession,
  createSettings,
  type Draft,
  type Settings,
} from 'holdfast';
import * as z from 'zod';
import { dump } from './dump.ts';
import { createSurveys, type Surveys } from './surveys.ts';

const text = z.string().min(1);
const fields = (...names: readonly string[]): z.ZodObject =>
  z.object(Object.fromEntries(names.map((it) => [it, text])));
/** Three steps of twelve fields. */
const steps = {
  contact: fields('name', 'email', 'phone', 'company'),
  delivery: fields('street', 'postcode', 'city', 'country'),
  billing: fields('street', 'postcode', 'city', 'country'),
};

const schema = z.object({ nick: z.string(), tags: z.array(z.string()) });

declare global {
  interface Window {
    /** What a story finds in the page. */
    work: Draft<typeof steps>;
    /** The same, and not sealed. */
    clear: Draft<typeof steps>;
    cart: Cart;
    /** One that holds a telephone number in memory only. */
    hidden: Draft<typeof steps>;
    own: Settings<typeof schema, 'tags'>;
    surveys: Surveys;
    dump: typeof dump;
  }
}

const session = createSession({
  name: 'vault',
  transport: cookie({ session: '/session', signIn: '/sign-in', signOut: '/sign-out' }),
});
window.work = createDraft(session, 'work', { steps });
window.clear = createDraft(session, 'clear', { steps, personal: false });
window.cart = createCart(session, 'cart', { currency: 'EUR', personal: true });
window.hidden = createDraft(session, 'hidden', { steps, personal: false, secret: ['contact.phone'] });
window.own = createSettings(session, 'own', {
  schema,
  defaults: { nick: '', tags: [] },
  sets: ['tags'],
  personal: true,
});
window.surveys = createSurveys(session);
window.dump = dump;
session.start();
