import { useSettings } from 'holdfast/react';
import { workspace } from '../session.ts';

type Style = 'symbol' | 'code' | 'name';

const formatIn = (style: Style, minor: number, currency: string): string => {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: style });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 0));
};

/** Amounts in cents as this person wants to read them: `€24.00`, `EUR 24.00` or `24.00 euros`. */
export function useMoney(): (minor: number, currency: string) => string {
  const style = useSettings(workspace, ({ values }) => values.prices.style);
  return (minor, currency) => formatIn(style, minor, currency);
}

/** The same amount in every style, to choose between. */
export const priceStyles: Readonly<Record<Style, string>> = {
  symbol: formatIn('symbol', 2400, 'EUR'),
  code: formatIn('code', 2400, 'EUR'),
  name: formatIn('name', 2400, 'EUR'),
};
