import { createCart, createDraft, type ExtendResult, type Freshness, type Session } from 'holdfast';
import {
  englishWords,
  IdleWarning,
  SessionGate,
  SessionProvider,
  useCart,
  useDraft,
  useField,
  useSession,
  useSessionTimer,
  useUser,
} from 'holdfast/react';
import { describe, expectTypeOf, it } from 'vitest';
import { z } from 'zod';

interface User {
  readonly id: string;
  readonly name: string;
}
declare const session: Session<User, { password: string }>;
const contact = z.object({
  email: z.string(),
  age: z.number().optional(),
  news: z.boolean(),
  how: z.enum(['post', 'bicycle']),
  tags: z.array(z.string()).optional(),
  address: z.object({ city: z.string() }),
});
const draftOf = () => createDraft(session, 'checkout', { steps: { contact, review: z.object({}) } });

// Functions that are never called: only their types are of interest.
describe('useSession is typed', () => {
  it('with every field in every status, and narrows what was taken apart', () => {
    void (() => {
      const { status, user, epoch, freshness, warning, reason, resumable } = useSession<User>();
      expectTypeOf(user).toEqualTypeOf<User | null>();
      expectTypeOf(freshness).toEqualTypeOf<Freshness | null>();
      expectTypeOf(resumable).toEqualTypeOf<boolean>();
      if (status === 'authenticated') {
        expectTypeOf(user).toEqualTypeOf<User>();
        expectTypeOf(epoch).toEqualTypeOf<string>();
        expectTypeOf(reason).toEqualTypeOf<null>();
      } else expectTypeOf(warning).toEqualTypeOf<null>();
    });
  });

  it('with its methods, but without what only the provider does', () => {
    void (() => {
      const { signIn, extend, fetch, ...rest } = useSession<User, { password: string }>();
      expectTypeOf(signIn).parameter(0).toEqualTypeOf<{ password: string }>();
      expectTypeOf(extend).returns.resolves.toEqualTypeOf<ExtendResult>();
      expectTypeOf(fetch).returns.resolves.toEqualTypeOf<Response>();
      // @ts-expect-error the provider starts it
      rest.start();
      // @ts-expect-error a hook has read it already
      rest.getState();
    });
  });

  it('by its selector', () => {
    void (() => {
      expectTypeOf(useSession((state) => state.status)).toEqualTypeOf<
        'loading' | 'authenticated' | 'unauthenticated'
      >();
      expectTypeOf(useUser<User>()).toEqualTypeOf<User | null>();
      expectTypeOf(useUser()).toEqualTypeOf<unknown>();
    });
  });
});

describe('useSessionTimer is typed', () => {
  it('so that there are numbers in a warning and none otherwise', () => {
    void (() => {
      const { phase, seconds, minutes, kind, extension } = useSessionTimer();
      if (phase === 'warning') {
        expectTypeOf(seconds).toEqualTypeOf<number>();
        expectTypeOf(kind).toEqualTypeOf<'idle' | 'absolute' | 'server'>();
        expectTypeOf(extension).toEqualTypeOf<'none' | 'pending' | 'failed'>();
      } else expectTypeOf(minutes).toEqualTypeOf<null>();
    });
  });
});

describe('the hooks of documents are typed', () => {
  it('by the schemas, down to the props of an input', () => {
    void (() => {
      const { step, field, values, errors, goTo, next } = useDraft(draftOf());
      expectTypeOf(step).toEqualTypeOf<'contact' | 'review'>();
      expectTypeOf(goTo).parameter(0).toEqualTypeOf<'contact' | 'review'>();
      expectTypeOf(next).returns.resolves.toEqualTypeOf<boolean>();
      expectTypeOf(values.contact.age).toEqualTypeOf<number | undefined>();
      expectTypeOf(errors['contact.email']).toEqualTypeOf<string | undefined>();
      expectTypeOf(field('contact.email').value).toEqualTypeOf<string>();
      expectTypeOf(field('contact.age').value).toEqualTypeOf<number | ''>();
      expectTypeOf(field('contact.how').value).toEqualTypeOf<'post' | 'bicycle' | ''>();
      expectTypeOf(field('contact.news').checked).toEqualTypeOf<boolean>();
      expectTypeOf(field('contact.how', 'post').value).toEqualTypeOf<'post'>();
      expectTypeOf(field('contact.age', 7).value).toEqualTypeOf<string>();
      // @ts-expect-error not one of them
      field('contact.how', 'balloon');
      // @ts-expect-error a list is no choice
      field('contact.tags', ['a']);
      // @ts-expect-error a checkbox has no value to bind
      field('contact.news').value;
      // @ts-expect-error there is no such field
      field('contact.phone');
      void [
        <input key="1" {...field('contact.email')} />,
        <input key="2" type="checkbox" {...field('contact.news')} />,
        <textarea key="3" {...field('contact.email')} />,
        <select key="4" {...field('contact.how')} />,
        <input key="5" {...field('contact.how', 'bicycle')} />,
        // @ts-expect-error an object fits into no input
        <input key="6" {...field('contact.address')} />,
      ];
    });
  });

  it('for one field and for what a selector picks', () => {
    void (() => {
      const { value, set, error, radio } = useField(draftOf(), 'contact.how');
      expectTypeOf(radio('bicycle').checked).toEqualTypeOf<boolean>();
      // @ts-expect-error not one of them
      radio('balloon');
      expectTypeOf(value).toEqualTypeOf<'post' | 'bicycle' | undefined>();
      expectTypeOf(error).toEqualTypeOf<string | undefined>();
      set('post');
      // @ts-expect-error not one of them
      set('balloon');
      expectTypeOf(useDraft(draftOf(), (state) => state.saved === 'saved')).toEqualTypeOf<boolean>();
    });
  });

  it('by the item of a cart', () => {
    void (() => {
      const cart = createCart<{ sku: string; price: number; size: 'S' | 'L' }>(session, 'cart', { currency: 'EUR' });
      const { lines, add } = useCart(cart);
      expectTypeOf(lines[0]?.size).toEqualTypeOf<'S' | 'L' | undefined>();
      // @ts-expect-error a size is missing
      add({ sku: 'a', price: 1 });
      expectTypeOf(useCart(cart, (state) => state.total)).toEqualTypeOf<number>();
    });
  });
});

it('components take what they know, and no more', () => {
  void (() => [
    <SessionProvider key="1" session={session} />,
    <IdleWarning
      key="2"
      words={{ stay: () => 'Blijven' }}
      style={{ '--holdfast-accent': 'teal', color: 'red' }}
      onEnded={(reason) => reason}
    />,
    <IdleWarning key="3" words={{ ...englishWords, title: ({ minutes }) => `${minutes}` }} />,
    // @ts-expect-error a word is a function of what there is to speak about
    <IdleWarning key="4" words={{ stay: 'Blijven' }} />,
    // @ts-expect-error there is no such option
    <IdleWarning key="5" timeout={5} />,
    // @ts-expect-error a provider without a session
    <SessionProvider key="6" />,
  ]);
});

it('the gate asks for a form to sign in again', () => {
  void (() => [
    <SessionGate
      key="1"
      signIn={<form />}
      words={{ leave: () => 'Weggaan' }}
      style={{ '--holdfast-accent': 'teal' }}
    />,
    <SessionGate key="2" signIn="form" words={{ message: ({ reason, draftsSaved }) => `${reason} ${draftsSaved}` }} />,
    // @ts-expect-error without a form nobody could come back
    <SessionGate key="3" />,
    // @ts-expect-error a gate's words have no countdown
    <SessionGate key="4" signIn="form" words={{ countdown: () => '' }} />,
  ]);
});
