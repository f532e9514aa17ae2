/** What people are in the middle of: a form of many fields, or a cart of many lines. */
export type Kind = 'form' | 'cart';

/** One line of a cart, as every candidate but ours keeps it. */
export interface Line {
  readonly sku: string;
  readonly name: string;
  readonly price: number;
  readonly quantity: number;
}

/** A field holds a text. */
export type Value = string | Line;

/** Values by field or SKU. */
export type Contents = Readonly<Record<string, Value>>;

export const fieldName = (at: number): string => `field${at}`;

const names: Readonly<Record<Kind, (at: number) => string>> = {
  form: fieldName,
  cart: (at) => `sku-${at}`,
};

const values: Readonly<Record<Kind, (at: number) => Value>> = {
  form: (at) => `What was typed into the field ${at}.`.padEnd(40, '.'),
  cart: (at) => ({
    sku: names.cart(at),
    name: `Mug ${at}, blue, with a handle`,
    price: 1250 + (at % 100),
    quantity: 1,
  }),
};

/** What a form or a cart of that size begins as. */
export function fillContents(kind: Kind, count: number): Contents {
  const all = Array.from({ length: count }, (_, at) => [names[kind](at), values[kind](at)] as const);
  return Object.fromEntries(all);
}

/**
 * The change that a person makes as their `nth`: the next letter of a text, twenty in one field before they go to the next, or one
 * more of a line, each time of another.
 */
export function nextChange(kind: Kind, count: number, nth: number, before: Contents): readonly [key: string, Value] {
  const key = names[kind]((kind === 'form' ? Math.floor(nth / 20) : nth * 7) % count);
  const value = before[key];
  if (value === undefined) throw new Error(`There is no ${key} that could be changed.`);
  return [key, typeof value === 'string' ? `${value}x` : { ...value, quantity: value.quantity + 1 }];
}

/** What must be found after so many changes. */
export function contentsAfter(kind: Kind, count: number, changes: number): Contents {
  const all: Record<string, Value> = { ...fillContents(kind, count) };
  for (let nth = 0; nth < changes; nth++) {
    const [key, value] = nextChange(kind, count, nth, all);
    all[key] = value;
  }
  return all;
}

const same = (a: Value | undefined, b: Value): boolean =>
  typeof a === 'object' && typeof b === 'object'
    ? a.sku === b.sku && a.name === b.name && a.price === b.price && a.quantity === b.quantity
    : a === b;

/** Refuses contents that aren't what they must be: a benchmark of a library that kept nothing would be worthless. */
export function demandContents(who: string, found: Contents, wanted: Contents): void {
  const wrong = Object.entries(wanted).filter(([key, value]) => !same(found[key], value));
  const [first] = wrong;
  if (first)
    throw new Error(
      `${who} kept ${Object.keys(found).length} of ${Object.keys(wanted).length}, and ${wrong.length} are wrong: ` +
        `${first[0]} is ${JSON.stringify(found[first[0]])} instead of ${JSON.stringify(first[1])}.`,
    );
}
