import { demandUse } from './demand.ts';

const formatIn = (currency: string, locale: string | undefined): Intl.NumberFormat =>
  new Intl.NumberFormat(locale, { style: 'currency', currency });
const decimalsOf = (format: Intl.NumberFormat): number => format.resolvedOptions().maximumFractionDigits ?? 0;

const demandMinor = (minor: number): void =>
  demandUse(Number.isSafeInteger(minor), `An amount is a whole number of minor units (cents); it is ${String(minor)}.`);

/**
 * An amount in minor units as people read it, with the decimals of its currency. Throws `HOLDFAST_USAGE` for what is not whole.
 * @example formatMoney(5997, 'EUR', 'en') // '€59.97'; 1000 in JPY is '¥1,000', and in KWD 'KWD 1.000'
 */
export function formatMoney(minor: number, currency: string, locale?: string): string {
  demandMinor(minor);
  const format = formatIn(currency, locale);
  const decimals = decimalsOf(format);
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  // As a text, since large amounts with decimals are no exact number.
  const exact = `${minor < 0 ? '-' : ''}${whole}.${digits.slice(whole.length)}0`;
  return format.format(exact as Intl.StringNumericLiteral);
}

/**
 * What a person typed as minor units, or null where it is no amount: with the separators and digits of the locale, with or without the
 * currency. Decimals that the currency doesn't have are no amount either.
 * @example parseMoney('1.234,5 €', 'EUR', 'de') // 123450; '0.5' in JPY is null
 */
export function parseMoney(text: string, currency: string, locale?: string): number | null {
  const format = formatIn(currency, locale);
  const decimals = decimalsOf(format);
  const parts = new Intl.NumberFormat(locale, { style: 'currency', currency, minimumFractionDigits: 1 }).formatToParts(
    1234567.8,
  );
  const sign = (type: string): string | undefined => parts.find((part) => part.type === type)?.value;
  const numerals = [...new Intl.NumberFormat(locale, { useGrouping: false }).format(9876543210)].reverse();
  const plain = [...text]
    .map((char) => (numerals.includes(char) ? numerals.indexOf(char) : char))
    .join('')
    .replace(/[\p{L}\p{Sc}\p{Cf}]/gu, '')
    .trim()
    .replace(/[−–]/, '-')
    .replaceAll('’', "'");
  const [whole = '', fraction = '', ...more] = plain.split(sign('decimal') ?? '.');
  const group = sign('group')?.replace('’', "'") ?? ',';
  const digits = whole.replace(/^-\s*/, '').split(/^\s$/.test(group) ? /\s/ : group);
  const isGrouped = digits.length === 1 || digits.slice(1).every((part) => part.length >= 2 && part.length <= 3);
  const all = digits.join('') + fraction.padEnd(decimals, '0');
  if (more.length || fraction.length > decimals || !isGrouped || !/^\d+$/.test(all) || !digits[0]) return null;
  const minor = Number(all) * (plain.startsWith('-') ? -1 : 1);
  return Number.isSafeInteger(minor) ? minor : null;
}

/** How what is between two minor units is rounded; the names are those of `Intl.NumberFormat`. */
export type Rounding = 'halfExpand' | 'halfEven' | 'expand' | 'trunc';

/**
 * An amount in minor units times a fraction of two whole numbers, rounded to minor units. Ten per cent is `[10, 100]`.
 * Throws `HOLDFAST_USAGE` for numbers that aren't whole, and for a denominator below 1.
 * @example multiply(4999, [10, 100]) // 500; with 'trunc' 499
 */
export function multiply(
  minor: number,
  [numerator, denominator]: readonly [numerator: number, denominator: number],
  /** @default 'halfExpand': to the nearest, and away from zero in the middle */
  rounding: Rounding = 'halfExpand',
): number {
  demandMinor(minor);
  demandUse(
    Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator) && denominator > 0,
    `A fraction is two whole numbers, e.g. [10, 100]; it is [${numerator}, ${denominator}].`,
  );
  const [product, divisor] = [BigInt(minor) * BigInt(numerator), BigInt(denominator)];
  const size = product < 0n ? -product : product;
  const [whole, rest] = [size / divisor, (size % divisor) * 2n];
  const isUp =
    rounding === 'expand'
      ? rest > 0n
      : rounding !== 'trunc' &&
        (rest > divisor || (rest === divisor && (rounding === 'halfExpand' || whole % 2n > 0n)));
  return Number(isUp ? whole + 1n : whole) * (product < 0n ? -1 : 1);
}

/**
 * Divides an amount in minor units by weights, so that the parts sum to the whole. What can't be divided goes to the first parts
 * that are short of something, so that each is less than one unit off.
 * Throws `HOLDFAST_USAGE` for weights that aren't whole, are below 0, or are all 0.
 * @example allocate(100, [1, 1, 1]) // [34, 33, 33]; allocate(16, [24, 1, 7]) // [12, 1, 3]
 */
export function allocate(minor: number, weights: readonly number[]): number[] {
  demandMinor(minor);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  demandUse(
    whole > 0 && weights.every((weight) => Number.isSafeInteger(weight) && weight >= 0),
    `Weights are whole numbers from 0, and one at least is above; they are [${weights.join(', ')}].`,
  );
  const parts = weights.map((weight) => multiply(minor, [weight, whole], 'trunc'));
  let rest = minor - parts.reduce((sum, part) => sum + part, 0);
  const step = Math.sign(rest);
  return parts.map((part, at) => {
    // One that comes out even is short of nothing.
    if (!rest || multiply(minor, [weights[at] ?? 0, whole], 'expand') === part) return part;
    rest -= step;
    return part + step;
  });
}
