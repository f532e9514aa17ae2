import type { Crypto } from '../platform/crypto.ts';
import { hasFile, pack, unpack } from '../vault/codec.ts';

/** What a server keeps of a document. It is opaque to the server. */
export interface Body {
  /** Which version of the application wrote it. */
  readonly version: number;
  readonly elements: readonly (readonly [name: string, fragment: unknown])[];
}

/** Raised when the meaning of what is sent changes. */
const format = 1;

/** Files are not for JSON: they stay on the device. */
export const isCarried = (fragment: unknown): boolean => !hasFile(fragment);

export const writeBody = ({ version, elements }: Body): string =>
  pack({ holdfast: format, version, elements: Object.fromEntries(elements) }).text;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Null for what is none; `newer` for what a later Holdfast wrote. */
export async function readBody(text: string, crypto: Crypto): Promise<Body | 'newer' | null> {
  try {
    const read = await unpack(text, crypto.makeDate, async () => undefined);
    if (!isObject(read)) return null;
    const { holdfast, version, elements } = read;
    if (Number.isSafeInteger(holdfast) && (holdfast as number) > format) return 'newer';
    const isOurs = holdfast === format && Number.isSafeInteger(version) && isObject(elements);
    return isOurs ? { version: version as number, elements: Object.entries(elements as object) } : null;
  } catch {
    return null;
  }
}
