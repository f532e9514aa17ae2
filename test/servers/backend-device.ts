/** A device of a person, which can ask any process of a backend. */
export interface Device {
  ask(url: string, path: string, init?: { method?: string; body?: unknown; headers?: object }): Promise<Response>;
  signIn(url: string, who: { readonly email: string; readonly password: string }): Promise<number>;
  /** Writes a document, on top of a revision or as the first one; the answer has the next revision as `etag`. */
  put(url: string, id: string, state: object, etag?: string | null): Promise<Response>;
  /** The value of a cookie that this device holds. */
  cookie(name: string): string;
  listen(url: string): Promise<LiveStream>;
}

/** A stream that is held open. */
export interface LiveStream {
  readonly status: number;
  heard(): string;
  /** Whether it has ended, from the other side or since the connection broke. */
  over(): boolean;
  close(): void;
}

export const ada = { email: 'ada@example.com', password: 'correct horse' };
export const grace = { email: 'grace@example.com', password: 'battery staple' };

/** Keeps cookies as a browser does: they belong to the host, whichever process answers for it. */
export function createDevice(): Device {
  const cookies = new Map<string, string>();
  const headersOf = (given: object = {}): Record<string, string> => ({
    cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    'x-xsrf-token': decodeURIComponent(cookies.get('XSRF-TOKEN') ?? ''),
    'content-type': 'application/json',
    ...given,
  });

  const device: Device = {
    async ask(url, path, { method = 'GET', body, headers } = {}) {
      const init = { method, headers: headersOf(headers), ...(body !== undefined && { body: JSON.stringify(body) }) };
      const response = await fetch(`${url}/api/${path}`, init);
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (/max-age=0\b/i.test(line)) cookies.delete(name);
        else cookies.set(name, value);
      }
      return response;
    },
    async signIn(url, who) {
      await device.ask(url, 'session');
      return (await device.ask(url, 'sign-in', { method: 'POST', body: who })).status;
    },
    put: (url, id, state, etag) =>
      device.ask(url, `documents/${id}`, {
        method: 'PUT',
        body: state,
        headers: etag ? { 'if-match': etag } : { 'if-none-match': '*' },
      }),
    cookie: (name) => cookies.get(name) ?? '',
    async listen(url) {
      const aborter = new AbortController();
      const response = await fetch(`${url}/api/documents`, { headers: headersOf(), signal: aborter.signal });
      let text = '';
      let over = false;
      void (async () => {
        const decoder = new TextDecoder();
        for await (const chunk of response.body ?? []) text += decoder.decode(chunk, { stream: true });
      })()
        .catch(() => undefined)
        .finally(() => {
          over = true;
        });
      return { status: response.status, heard: () => text, over: () => over, close: () => aborter.abort() };
    },
  };
  return device;
}
