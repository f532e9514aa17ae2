import { type } from 'arktype';
import { createDraft, type Session } from 'holdfast';
import { expectTypeOf, it } from 'vitest';

declare const session: Session<unknown>;
const contact = type({ email: 'string.email', 'age?': 'string.numeric.parse' });
const make = () => createDraft(session, 'checkout', { steps: { contact } });

it('a library of schemas that nobody had in mind is as good as any', () => {
  expectTypeOf<Parameters<ReturnType<typeof make>['get']>[0]>().toEqualTypeOf<'contact.email' | 'contact.age'>();
  void ((draft: ReturnType<typeof make>) => {
    draft.set('contact.age', '42');
    // @ts-expect-error the schema makes a number of it, but takes a text
    draft.set('contact.age', 42);
    void draft.submit(({ values }) => expectTypeOf(values.contact.age).toEqualTypeOf<number | undefined>());
  });
});
