const lengthOf = (count: number): number => (count < 128 ? 1 : 1 + lengthOf(Math.floor(count / 128)));

function textSize(text: string): number {
  const bytes = text.length * (/[\u0100-\uffff]/.test(text) ? 2 : 1);
  return 1 + lengthOf(bytes) + bytes;
}

/**
 * Bytes of a value as structured cloning writes it, by the rules of V8's serializer: what a browser puts into its database.
 * Envelopes that are the same for every value are left out.
 */
export function structuredSize(value: unknown): number {
  if (typeof value === 'string') return textSize(value);
  if (typeof value === 'number') {
    const small = Number.isInteger(value) && Math.abs(value) < 2 ** 30;
    return small ? 1 + lengthOf(value < 0 ? -2 * value - 1 : 2 * value) : 9;
  }
  if (value instanceof Date) return 9;
  if (value instanceof ArrayBuffer) return 1 + lengthOf(value.byteLength) + value.byteLength;
  // A view is written as its buffer, what kind of view it is, and where it begins and ends.
  if (ArrayBuffer.isView(value))
    return structuredSize(value.buffer) + 3 + lengthOf(value.byteOffset) + lengthOf(value.byteLength);
  if (Array.isArray(value))
    return 3 + 2 * lengthOf(value.length) + value.reduce<number>((sum, part) => sum + structuredSize(part), 0);
  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value);
    return (
      2 +
      lengthOf(parts.length) +
      parts.reduce((sum, part) => sum + structuredSize(part[0]) + structuredSize(part[1]), 0)
    );
  }
  return 1;
}

/** Bytes of a key in an IndexedDB: a text has two for each sign, also a plain one, bytes stand as they are, and a number takes eight. */
export function keySize(key: IDBValidKey): number {
  if (typeof key === 'number' || key instanceof Date) return 9;
  if (Array.isArray(key)) return key.reduce<number>((sum, part) => sum + keySize(part), 2);
  const bytes = typeof key === 'string' ? 2 * key.length : key.byteLength;
  return 1 + lengthOf(bytes) + bytes;
}
