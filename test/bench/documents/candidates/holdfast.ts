import type { StandardSchemaV1 } from '@standard-schema/spec';
import {
  type CartItem,
  cookie,
  createCart,
  createDraft,
  createSession,
  hours,
  minutes,
  type ReadableStore,
} from 'holdfast';
import type { Contents, Value } from '../contents.ts';
import type { Candidate, Opened } from './candidate.ts';

type Session = ReturnType<typeof createSession>;
type Fields = Readonly<Record<string, string>>;

/** A schema that takes what it gets; none of the others has one. */
const anything: StandardSchemaV1<Fields> = {
  '~standard': { version: 1, vendor: 'bench', validate: (value) => ({ value: value as Fields }) },
};

/** Resolves when `test` says yes of the state. */
function until<State>(store: ReadableStore<State>, test: (state: State) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!test(store.getState())) return;
      stop();
      resolve();
    };
    const stop = store.subscribe(look);
    look();
  });
}

let session: Session | undefined;

function openForm(from: Session, personal: boolean): [store: ReadableStore<{ saved: string }>, opened: Opened] {
  const draft = createDraft(from, 'form', { steps: { form: anything }, personal });
  const opened: Opened = {
    fill(contents) {
      const fields = Object.entries(contents).map(([key, value]) => [`form.${key}`, String(value)] as const);
      draft.set(Object.fromEntries(fields));
    },
    change: (key, value) => draft.set(`form.${key}`, String(value)),
    read: () => ({ ...draft.getState().values.form }) as Contents,
  };
  return [draft, opened];
}

function openCart(from: Session): [store: ReadableStore<{ saved: string }>, opened: Opened] {
  const cart = createCart<CartItem & { name: string }>(from, 'cart', { currency: 'EUR' });
  const itemsOf = (value: Value) =>
    typeof value === 'string' ? [] : [{ item: { sku: value.sku, name: value.name, price: value.price } }];
  const keys = new Map<string, string>();
  const keyOf = (sku: string): string => {
    if (!keys.size) for (const line of cart.getState().lines) keys.set(line.sku, line.key);
    return keys.get(sku) ?? '';
  };
  const opened: Opened = {
    fill(contents) {
      cart.add(Object.values(contents).flatMap(itemsOf));
    },
    /** By turns as a button does that adds one, and as a field does into which a number is written. */
    change(key, value) {
      if (typeof value === 'string') return;
      if (value.quantity % 2) cart.add(itemsOf(value));
      else if (!cart.setQuantity(keyOf(key), value.quantity)) throw new Error(`The cart has no ${key}.`);
    },
    read: () => Object.fromEntries(cart.getState().lines.map((line) => [line.sku, line])),
  };
  return [cart, opened];
}

/** A form is sealed unless it holds nothing personal. */
export const holdfast = (personal: boolean): Candidate => ({
  async prepare() {
    session = createSession({
      name: 'bench',
      transport: cookie({ session: '/api/session', signIn: '/api/sign-in', signOut: '/api/sign-out' }),
      idle: { timeout: minutes(15), warning: minutes(2) },
      lifetime: hours(12),
    });
    session.start();
    await until(session, ({ status }) => status === 'authenticated');
  },
  async open(kind) {
    if (!session) throw new Error('Nobody is signed in.');
    const [store, opened] = kind === 'form' ? openForm(session, personal) : openCart(session);
    await until(store, ({ saved }) => saved !== 'restoring');
    return { ...opened, watch: store.subscribe, saved: () => until(store, ({ saved }) => saved === 'saved') };
  },
});
