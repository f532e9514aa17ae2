import { isFile } from './codec.ts';

const bytesOf = (value: unknown): Uint8Array | null => {
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  return ArrayBuffer.isView(value) ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : null;
};

/** Whether two stored values are the same, as far as they are data or bytes. Files count as the same by what is known without reading. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [left, right] = [bytesOf(a), bytesOf(b)];
  if (left && right) return left.length === right.length && left.every((byte, at) => byte === right[at]);
  if (isFile(a) || isFile(b)) return isFile(a) && isFile(b) && factsOf(a) === factsOf(b);
  const tag = Object.prototype.toString.call(a);
  if (tag !== Object.prototype.toString.call(b)) return false;
  if (tag === '[object Date]') return Object.is(Number(a), Number(b));
  const [mine, others] = [Object.entries(a), Object.entries(b)];
  return (
    mine.length === others.length &&
    mine.every(([key, value]) => Object.hasOwn(b, key) && isSame(value, (b as Readonly<Record<string, unknown>>)[key]))
  );
}

const factsOf = (file: object): string => {
  const { size, type, name, lastModified } = file as Readonly<Record<string, unknown>>;
  return JSON.stringify([size, type, name, lastModified]);
};
