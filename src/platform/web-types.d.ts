// The few names of the web platform that the core may mention, as types alone, so that it type-checks without the DOM library.
// Values (constructors) are not here: they come from `Platform`.
interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
interface AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}
interface Headers {
  get(name: string): string | null;
  has(name: string): boolean;
  set(name: string, value: string): void;
  forEach(visit: (value: string, name: string) => void): void;
}
type RequestCredentials = 'include' | 'omit' | 'same-origin';
interface RequestInit {
  method?: string;
  headers?: Record<string, string>;
  body?: string | null;
  signal?: AbortSignal | null;
  credentials?: RequestCredentials;
  redirect?: 'follow' | 'manual';
  keepalive?: boolean;
  cache?: 'no-store';
}
interface Request {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly signal: AbortSignal;
  readonly bodyUsed: boolean;
  clone(): Request;
}
interface Response {
  readonly ok: boolean;
  readonly status: number;
  readonly redirected: boolean;
  readonly type: string;
  readonly url: string;
  readonly headers: Headers;
  clone(): Response;
  json(): Promise<unknown>;
  text(): Promise<string>;
}
interface URLSearchParams {
  get(name: string): string | null;
  set(name: string, value: string): void;
}
interface URL {
  readonly href: string;
  readonly origin: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly searchParams: URLSearchParams;
}
type RequestInfo = Request | string;
