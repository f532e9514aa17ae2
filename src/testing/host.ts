// All that the doubles take from the machine they run on, Node or a browser. No other file of this room names a global.

import type { FileFacts } from '../platform/crypto.ts';

interface HostGlobals {
  setImmediate?: Immediate;
  MessageChannel?: typeof MessageChannel;
  IS_REACT_ACT_ENVIRONMENT?: boolean | undefined;
  document?: Document;
  process?: { getBuiltinModule?<Name extends keyof Builtin>(name: Name): Builtin[Name] };
}
type Immediate = (run: () => void) => unknown;
/** What a simulated page may hide of Node. */
interface Builtin {
  'node:timers': { readonly setImmediate: Immediate };
  'node:crypto': { readonly webcrypto: Crypto };
}

/** Taken when first imported, so that fake timers installed later don't stop the doubles. */
const host = globalThis as HostGlobals;
const immediate = host.setImmediate ?? host.process?.getBuiltinModule?.('node:timers').setImmediate;

/** Runs `task` in a macrotask of its own, after all promise chains that are ready. In order of asking. */
export const macrotask: (task: () => void) => void = immediate
  ? (task) => void immediate(task)
  : (() => {
      const waiting: (() => void)[] = [];
      const channel = host.MessageChannel && new host.MessageChannel();
      if (channel) channel.port1.onmessage = () => waiting.shift()?.();
      return (task: () => void) => {
        waiting.push(task);
        channel?.port2.postMessage(null);
      };
    })();

/** What the doubles can't do without, as far as it is missing here. */
export const missing = (): string[] =>
  ['structuredClone', 'Request', 'Response', 'ReadableStream', 'TextEncoder', 'crypto'].filter(
    (name) => !(name in host),
  );

const isBytes = (value: object): value is ArrayBuffer =>
  Object.prototype.toString.call(value) === '[object ArrayBuffer]';

/** jsdom has an `ArrayBuffer` of its own, and what Node gives out is none of those. */
const isForeign = 'structuredClone' in host && !(structuredClone(new ArrayBuffer(0)) instanceof ArrayBuffer);

/** What Node has just made, with bytes that this page knows as such. */
export function ownBytes<T>(value: T): T {
  if (!isForeign || typeof value !== 'object' || value === null) return value;
  if (isBytes(value)) return new Uint8Array(value).slice().buffer as ArrayBuffer & T;
  if (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype)
    for (const [key, part] of Object.entries(value)) Reflect.set(value, key, ownBytes<unknown>(part));
  return value;
}

/** A copy as structured cloning makes it; throws `DataCloneError` for functions and the like. */
export const copyOf = (value: unknown): unknown => ownBytes(structuredClone(value));

/** An error as the browser throws it, e.g. `QuotaExceededError`. */
export const browserError = (name: string, message: string): Error => new DOMException(message, name);

export const makeRequest = (input: RequestInfo | URL, init?: RequestInit): Request => new Request(input, init);
export const makeAbort = (): AbortController => new AbortController();
export const makeResponse = (
  body: string | null,
  init: { status: number; headers: Record<string, string> },
): Response => new Response(body, init);
/** An answer whose text comes in as it is sent. `ended` when nobody reads it any more. `cut` breaks the connection off. */
export function makeStream(
  status: number,
  headers: Record<string, string>,
  ended: () => void,
): { readonly response: Response; send(text: string): void; cut(): void } {
  let sender: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      sender = controller;
    },
    cancel: ended,
  });
  return {
    response: new Response(body, { status, headers }),
    send: (text: string): void => sender?.enqueue(encodeText(text)),
    cut: (): void => sender?.error(new TypeError('network error')),
  };
}
export const readerOf = (response: Response): ReadableStreamDefaultReader<string> | undefined =>
  response.body?.pipeThrough(new TextDecoderStream()).getReader();
export const parseForm = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text));
export const makeUrl = (url: string, base?: string): URL => new URL(url, base);

/** Where a simulated page has no cryptography, Node has. */
export const subtle = (): SubtleCrypto =>
  crypto.subtle ?? host.process?.getBuiltinModule?.('node:crypto').webcrypto.subtle;
export const randomBytes = (length: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(length));
export const encodeText = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
export const decodeText = (bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): string => new TextDecoder().decode(bytes);
export const makeFile = (bytes: ArrayBuffer, { name, ...facts }: FileFacts): Blob =>
  name === undefined ? new Blob([bytes], facts) : new File([bytes], name, facts);
export const makeDate = (moment: number): Date => new Date(moment);

/** Whether React takes a change that no `act` surrounds for a mistake of the test's. */
export const isReactActing = (): boolean | undefined => host.IS_REACT_ACT_ENVIRONMENT;
export const setReactActing = (acting: boolean | undefined): void => {
  host.IS_REACT_ACT_ENVIRONMENT = acting;
};

/** The page that Testing Library renders into, where there is one. */
export const view = (): (Window & typeof globalThis) | null | undefined => host.document?.defaultView;
export const closing = (): Event => new Event('close');
