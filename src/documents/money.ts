/**
 * An amount in minor units as people read it, with the decimals of its currency.
 * @example formatMoney(5997, 'EUR', 'en') // '€59.97'; 1000 in JPY is '¥1,000'
 */
export function formatMoney(minor: number, currency: string, locale?: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 0));
}

/**
 * Divides an amount in minor units by weights, so that the parts sum to the whole. What can't be divided goes to the first parts.
 * @example allocate(100, [1, 1, 1]) // [34, 33, 33]
 */
export function allocate(minor: number, weights: readonly number[]): number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const parts = weights.map((weight) => Math.floor((minor * weight) / whole));
  let rest = minor - parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part, i) => part + (weights[i] && rest-- > 0 ? 1 : 0));
}
