import type { StandardSchemaV1 } from '@standard-schema/spec';
import { isData } from '../../vault/data.ts';
import { demand } from '../demand.ts';
import { isWhole } from '../quantity.ts';

/** The least that can be put into a cart. */
export interface CartItem {
  /** What the shop calls it. */
  readonly sku: string;
  /** Size, colour …: items with other options are other lines. */
  readonly options?: Readonly<Record<string, string | number | boolean>> | undefined;
  /** Price of one in minor units (cents): a whole number, not below 0. */
  readonly price: number;
  readonly name?: string | undefined;
}

/** One line: the item as it was last added, how many, and what they cost together. */
export type CartLine<Item extends CartItem = CartItem> = Readonly<Item> & {
  /** Names the line: canonical JSON of SKU and options. */
  readonly key: string;
  /** As many as can be bought: 0 where a revalidation found that it is gone. */
  readonly quantity: number;
  /** Price × quantity, in minor units. */
  readonly total: number;
};

/** Names a line: canonical JSON of SKU and options. */
export const lineKey = ({ sku, options = {} }: CartItem): string =>
  JSON.stringify([sku, Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1))]);

/** Why a value is no item, or undefined. What was `stored` is data, and isn't looked through for anything else. */
export function refuseItem(value: unknown, schema: StandardSchemaV1 | undefined, stored = false): string | undefined {
  const { sku, price, options, name = '' } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (!sku || typeof sku !== 'string' || typeof name !== 'string') return 'sku and name must be texts';
  if (!isWhole(price)) return `price must be a whole number of minor units (cents); it is ${String(price)}`;
  if (!(stored || isData(value)) || (options && Object.values(options).some((part) => typeof part === 'object')))
    return 'an item must be data, and its options texts, numbers or booleans';
  const result = schema?.['~standard'].validate(value);
  demand(!result || !('then' in result), 'The item schema of a cart must be synchronous.');
  return (result as StandardSchemaV1.Result<unknown> | undefined)?.issues?.[0]?.message;
}
