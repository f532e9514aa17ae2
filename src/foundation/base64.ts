const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Bytes as text of letters, figures, `-` and `_` (base64url), without padding. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const word = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const count = Math.min(bytes.length - at, 3) + 1;
    for (let sign = 0; sign < count; sign++) text += signs[(word >> (18 - 6 * sign)) & 63];
  }
  return text;
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let word = 0;
  for (let at = 0; at < text.length; at++) {
    word = ((word << 6) | signs.indexOf(text[at] as string)) & 0xffffff;
    // Every sign but the first of four completes a byte.
    if (at % 4) bytes[Math.floor((at * 3) / 4)] = (word >> (6 - 2 * (at % 4))) & 255;
  }
  return bytes;
}
