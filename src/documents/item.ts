import type { StandardSchemaV1 } from '@standard-schema/spec';
import { HoldfastError } from '../foundation/errors.ts';
import type { CartItem } from './cart-face.ts';
import { isData } from './data.ts';

/** Names a line: canonical JSON of SKU and options. */
export const lineKey = ({ sku, options = {} }: CartItem): string =>
  JSON.stringify([sku, Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1))]);

/** Whole and not negative: the only kind of number that money and quantities are. */
export const isWhole = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** Why a value is no item, or null. */
export function refuseItem(value: unknown, schema: StandardSchemaV1 | undefined): string | null {
  const { sku, price, options, name } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof sku !== 'string' || !sku) return 'sku must be a text';
  if (!isWhole(price)) return `price must be a whole number of minor units (cents); it is ${String(price)}`;
  if (name !== undefined && typeof name !== 'string') return 'name must be a text';
  if (
    options !== undefined &&
    (typeof options !== 'object' || !Object.values(options ?? {}).every((part) => typeof part !== 'object'))
  )
    return 'options must be texts, numbers or booleans by name';
  if (!isData(value)) return 'an item must be data';
  const result = schema?.['~standard'].validate(value);
  if (result && !('then' in result)) return result.issues?.[0]?.message ?? null;
  if (!result) return null;
  throw new HoldfastError('HOLDFAST_CONFIG', 'The item schema of a cart must be synchronous.');
}
