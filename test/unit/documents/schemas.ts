import type { StandardSchemaV1 } from '@standard-schema/spec';
import { type } from 'arktype';
import * as v from 'valibot';
import * as z from 'zod';
import type { CartItem } from '../../../src/documents/cart/item.ts';

/** A step whose texts become other things: `age` a number, `since` a date. */
export type Contact = StandardSchemaV1<
  { email: string; age?: string | undefined; address: { city: string; tags: string[] } },
  { email: string; age?: number | undefined; address: { city: string; tags: string[] } }
>;
type PaymentData = { method: 'card'; cvc: string } | { method: 'invoice'; reference: string };
/** A step whose fields depend on one of them. */
export type Payment = StandardSchemaV1<PaymentData, PaymentData>;
/** A step that somebody else has to be asked about. */
export type Name = StandardSchemaV1<{ name: string }, { name: string }>;
export interface Sized extends CartItem {
  readonly options: { readonly size: 'S' | 'M' };
}

/** The same schemas, as one library has them. */
interface Library {
  readonly contact: Contact;
  readonly payment: Payment;
  /** Refuses names that are taken, when the answer is there. A library may not know waiting. */
  readonly name: ((isTaken: (name: string) => Promise<boolean>) => Name) | null;
  readonly item: StandardSchemaV1<Sized, unknown>;
}

const zod: Library = {
  contact: z.object({
    email: z.email(),
    age: z
      .string()
      .regex(/^\d+$/)
      .transform((text) => Number(text))
      .optional(),
    address: z.object({ city: z.string().min(1), tags: z.array(z.string().min(2)) }),
  }),
  payment: z.discriminatedUnion('method', [
    z.object({ method: z.literal('card'), cvc: z.string().length(3) }),
    z.object({ method: z.literal('invoice'), reference: z.string().min(1) }),
  ]),
  name: (isTaken) => z.object({ name: z.string().refine(async (name) => !(await isTaken(name)), 'Taken.') }),
  item: z.object({
    sku: z.string(),
    price: z.number(),
    name: z.string().optional(),
    options: z.object({ size: z.enum(['S', 'M']) }),
  }),
};

const valibot: Library = {
  contact: v.object({
    email: v.pipe(v.string(), v.email()),
    age: v.optional(
      v.pipe(
        v.string(),
        v.regex(/^\d+$/),
        v.transform((text) => Number(text)),
      ),
    ),
    address: v.object({
      city: v.pipe(v.string(), v.minLength(1)),
      tags: v.array(v.pipe(v.string(), v.minLength(2))),
    }),
  }),
  payment: v.variant('method', [
    v.object({ method: v.literal('card'), cvc: v.pipe(v.string(), v.length(3)) }),
    v.object({ method: v.literal('invoice'), reference: v.pipe(v.string(), v.minLength(1)) }),
  ]),
  name: (isTaken) =>
    v.objectAsync({
      name: v.pipeAsync(
        v.string(),
        v.checkAsync(async (name) => !(await isTaken(name)), 'Taken.'),
      ),
    }),
  item: v.object({
    sku: v.string(),
    price: v.number(),
    name: v.optional(v.string()),
    options: v.object({ size: v.picklist(['S', 'M']) }),
  }),
};

const arktype: Library = {
  contact: type({
    email: 'string.email',
    'age?': 'string.integer.parse',
    address: { city: 'string > 0', tags: '(string >= 2)[]' },
  }),
  payment: type({ method: "'card'", cvc: 'string == 3' }).or({ method: "'invoice'", reference: 'string > 0' }),
  name: null,
  item: type({ sku: 'string', price: 'number', 'name?': 'string', options: { size: "'S' | 'M'" } }),
};

export const libraries = [
  ['zod', zod],
  ['valibot', valibot],
  ['arktype', arktype],
] as const;

export const waiting = libraries.flatMap(([name, library]) => (library.name ? [[name, library.name] as const] : []));
