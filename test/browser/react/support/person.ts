import { createDraft, type Draft } from 'holdfast';
import * as z from 'zod';
import type { OpenTab } from '../../../support/world/shop.ts';

export const person = z.object({
  name: z.string().min(1, 'Who are you?'),
  age: z.number('How old are you?').optional(),
  country: z.string(),
  news: z.boolean(),
  photo: z.file().optional(),
  things: z.array(z.object({ what: z.string().min(1, 'What is it?') })),
});
const steps = { person };
export type Steps = typeof steps;
export type Person = z.input<typeof person>;

export const personOf = ({ session }: Pick<OpenTab, 'session'>): Draft<Steps> =>
  createDraft(session, 'person', { steps });

/** What the person has done to the form, as its library sees it. */
export interface Seen {
  dirty: string[];
  touched: string[];
}

export interface FormProps {
  readonly draft: Draft<Steps>;
  readonly defaults: Person;
  readonly seen: Seen;
  readonly send: (sent: { readonly values: unknown; readonly key: string }) => unknown;
}

export const emptyPerson: Person = { name: '', country: 'NL', news: false, things: [] };
