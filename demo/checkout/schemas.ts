import { z } from 'zod';

const needed = (what: string): z.ZodString => z.string(what).trim().min(1, what);
const digitsOf = (text: string): string => text.replace(/[\s-]/g, '');

/** Luhn's check: finds one mistyped digit, knows nothing of the account. */
function addsUp(digits: string): boolean {
  const doubled = (digit: number): number => (digit > 4 ? digit * 2 - 9 : digit * 2);
  const sum = [...digits].reverse().reduce((total, char, turn) => total + (turn % 2 ? doubled(+char) : +char), 0);
  return sum % 10 === 0;
}

function isAhead(expiry: string): boolean {
  const [month = 0, year = 0] = expiry.split('/').map(Number);
  return Date.UTC(2000 + year, month, 1) > Date.now();
}

export const contactSchema = z.object({
  name: needed('Whom may we write on the parcel?'),
  email: needed('Where does the receipt go?').pipe(
    z.email('This does not look like an email address: ada@example.com'),
  ),
  phone: z
    .string()
    .trim()
    .regex(/^(\+?[\d\s()/-]{6,20})?$/, 'Digits, spaces and a leading + are enough.')
    .optional(),
});

export const ways = {
  post: 'By post, 3 to 5 days',
  express: 'Express, the next working day',
  quay: 'I collect it at the quay',
} as const;

export const wayNames = Object.keys(ways) as readonly (keyof typeof ways)[];

/** Bytes. */
export const largestPhoto = 5_000_000;

export const deliverySchema = z.object({
  street: needed('Street and number, please.'),
  postcode: needed('The postcode is missing.').max(12, 'A postcode has 12 characters at most.'),
  city: needed('Which town is it?'),
  country: needed('Which country is it?'),
  way: z.enum(['post', 'express', 'quay'], 'Choose how it should come to you.'),
  photo: z
    .file()
    .max(largestPhoto, 'A smaller picture will do.')
    .refine(({ type }) => type.startsWith('image/'), 'Only a picture helps the carrier.')
    .optional(),
});

export const paymentSchema = z.object({
  cardNumber: needed('The card number is missing.').refine(
    (text) => /^\d{13,19}$/.test(digitsOf(text)) && addsUp(digitsOf(text)),
    'This number does not add up. Try 4242 4242 4242 4242.',
  ),
  expiry: needed('When does the card expire?')
    .regex(/^(0[1-9]|1[0-2])\/\d{2}$/, 'Month and year, like 08/31.')
    .refine(isAhead, 'This card has expired.'),
  cvc: needed('The three or four digits on the back.').regex(/^\d{3,4}$/, 'Three or four digits.'),
});
