export type Bytes = Uint8Array<ArrayBuffer>;

export function concat(...parts: readonly Bytes[]): ArrayBuffer {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all.buffer;
}

/** What should be bytes; none of anything else. */
export const bytesOf = (value: unknown): Bytes =>
  value instanceof ArrayBuffer ? new Uint8Array(value) : new Uint8Array(0);
