/** The state of a document as Holdfast sends it; to a server it is text. */
export const stateOf = (elements: Readonly<Record<string, unknown>>): object => ({ holdfast: 1, version: 1, elements });

/** States that can be told apart. */
export const first: object = stateOf({ 'field/name': { of: 'first' } });
export const second: object = stateOf({ 'field/street': { of: 'second' } });

/** A state of about so many bytes, which packs well, as a form does. */
export const largeState = (bytes: number): object =>
  stateOf({ 'field/note': 'to be or not to be '.repeat(bytes / 19) });

/** What is answered, without a revision, where nothing is stored. */
export const nothing: readonly number[] = [404, 204];

/** The condition of a write that creates. */
export const create: Readonly<Record<string, string>> = { 'If-None-Match': '*' };

/** The condition of a write that replaces one revision. */
export const replace = (revision: string): Readonly<Record<string, string>> => ({ 'If-Match': revision });
