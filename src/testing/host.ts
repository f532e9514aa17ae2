// All that the doubles take from the machine they run on, Node or a browser. No other file of this room names a global.

import type { FileFacts } from '../platform/crypto.ts';

interface HostGlobals {
  setImmediate?: (run: () => void) => unknown;
  MessageChannel: typeof MessageChannel;
}

/** Taken when first imported, so that fake timers installed later don't stop the doubles. */
const host = globalThis as HostGlobals;
const immediate = host.setImmediate;

/** Runs `task` in a macrotask of its own, after all promise chains that are ready. In order of asking. */
export const macrotask: (task: () => void) => void = immediate
  ? (task) => void immediate(task)
  : (() => {
      const waiting: (() => void)[] = [];
      const channel = new host.MessageChannel();
      channel.port1.onmessage = () => waiting.shift()?.();
      return (task: () => void) => {
        waiting.push(task);
        channel.port2.postMessage(null);
      };
    })();

/** A copy as structured cloning makes it; throws `DataCloneError` for functions and the like. */
export const copyOf = (value: unknown): unknown => structuredClone(value);

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
export const makeUrl = (url: string, base?: string): URL => new URL(url, base);

export const subtle = (): SubtleCrypto => crypto.subtle;
export const randomBytes = (length: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(length));
export const encodeText = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
export const decodeText = (bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): string => new TextDecoder().decode(bytes);
export const makeFile = (bytes: ArrayBuffer, { name, ...facts }: FileFacts): Blob =>
  name === undefined ? new Blob([bytes], facts) : new File([bytes], name, facts);
export const makeDate = (moment: number): Date => new Date(moment);
