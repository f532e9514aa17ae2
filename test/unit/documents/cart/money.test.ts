import { describe, expect, it } from 'vitest';
import { allocate, formatMoney, multiply, parseMoney } from '../../../../src/documents/money.ts';

const plain = (text: string): string => text.replace(/\s/g, ' ');

describe('money', () => {
  it('is shown with the decimals of its currency', () => {
    expect(formatMoney(1000, 'USD', 'en')).toBe('$10.00');
    expect(formatMoney(1000, 'JPY', 'en')).toBe('¥1,000');
    expect(plain(formatMoney(1000, 'KWD', 'en'))).toBe('KWD 1.000');
    expect(formatMoney(3 * 1999, 'EUR', 'en')).toBe('€59.97');
    expect(['USD', 'JPY', 'KWD'].map((currency) => plain(formatMoney(5, currency, 'en')))).toEqual([
      '$0.05',
      '¥5',
      'KWD 0.005',
    ]);
    expect(formatMoney(-5, 'USD', 'en')).toBe('-$0.05');
    expect(formatMoney(0, 'USD', 'en')).toBe('$0.00');
  });

  it('is exact where a floating number is not', () => {
    expect(formatMoney(Number.MAX_SAFE_INTEGER, 'USD', 'en')).toBe('$90,071,992,547,409.91');
    expect(() => formatMoney(19.99, 'USD', 'en')).toThrow(expect.objectContaining({ code: 'HOLDFAST_USAGE' }));
  });

  it('is read as people write it', () => {
    for (const [text, currency, locale, minor] of [
      ['10.00', 'USD', 'en', 1000],
      ['$1,234.5', 'USD', 'en', 123_450],
      ['1.234,50 €', 'EUR', 'de', 123_450],
      ['1 234,50', 'EUR', 'fr', 123_450],
      ['1’234.50', 'CHF', 'de-CH', 123_450],
      ['12,34,567.00', 'INR', 'en-IN', 123_456_700],
      ['¥1,000', 'JPY', 'en', 1000],
      ['KWD 1.000', 'KWD', 'en', 1000],
      ['1', 'KWD', 'en', 1000],
      ['٣٫٥', 'USD', 'ar-EG', 350],
      ['-0.05', 'USD', 'en', -5],
      [' 7 ', 'USD', 'en', 700],
    ] as const)
      expect([text, parseMoney(text, currency, locale)]).toEqual([text, minor]);
  });

  it('is not guessed: what is no amount is null', () => {
    for (const [text, currency] of [
      ['', 'USD'],
      ['ten', 'USD'],
      ['1.005', 'USD'],
      ['0.5', 'JPY'],
      ['1.2.3', 'USD'],
      ['1,5', 'USD'],
      ['.5', 'USD'],
      ['1 2', 'USD'],
      ['99999999999999999', 'USD'],
    ] as const)
      expect([text, parseMoney(text, currency, 'en')]).toEqual([text, null]);
  });

  it('times a fraction is rounded in the named way, from zero as from above', () => {
    const of = (minor: number): number[] =>
      (['halfExpand', 'halfEven', 'expand', 'trunc'] as const).map((rounding) => multiply(minor, [10, 100], rounding));
    expect(of(4995)).toEqual([500, 500, 500, 499]);
    expect(of(4985)).toEqual([499, 498, 499, 498]);
    expect(of(-4985)).toEqual([-499, -498, -499, -498]);
    expect(of(4981)).toEqual([498, 498, 499, 498]);
    expect(multiply(4999, [10, 100])).toBe(500);
    expect(multiply(Number.MAX_SAFE_INTEGER, [3, 3])).toBe(Number.MAX_SAFE_INTEGER);
    for (const fraction of [
      [0.1, 1],
      [1, 0],
    ] as const)
      expect(() => multiply(100, fraction)).toThrow(expect.objectContaining({ code: 'HOLDFAST_USAGE' }));
  });

  it('is divided so that the parts sum to the whole, also when it is owed', () => {
    expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(allocate(-100, [1, 1, 1])).toEqual([-34, -33, -33]);
    expect(allocate(5, [0, 1, 1])).toEqual([0, 3, 2]);
    // 12 is exactly right, and the others are half a unit short.
    expect(allocate(16, [24, 1, 7])).toEqual([12, 1, 3]);
    expect(allocate(0, [1, 2])).toEqual([0, 0]);
    for (const weights of [[], [0, 0], [0.5, 0.5], [-1, 2]])
      expect(() => allocate(1, weights)).toThrow(expect.objectContaining({ code: 'HOLDFAST_USAGE' }));
  });
});
