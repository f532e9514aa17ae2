import { type Backend, type BackendOptions, type Browser, createBackend } from './client.ts';

export const live = '/api/documents';
export const creating = { 'if-none-match': '*' };
export const state = { holdfast: 1, version: 1, elements: { 'note/secret': 'gold' } };

export interface Listening {
  readonly status: number;
  readonly headers: Headers;
  /** What has come so far, and whether it is over. */
  heard(): string;
  over(): boolean;
  leave(): Promise<void>;
}

/** Reads a stream as it comes. */
export async function listen(browser: Browser, headers: Record<string, string> = {}): Promise<Listening> {
  const response = await browser.listen(live, headers);
  const reader = response.body?.getReader();
  let text = '';
  let over = false;
  void (async () => {
    for (let next = await reader?.read(); next && !next.done; next = await reader?.read())
      text += new TextDecoder().decode(next.value);
    over = true;
  })();
  const { status, headers: answered } = response;
  return {
    status,
    headers: answered,
    heard: () => text,
    over: () => over,
    leave: async () => void (await reader?.cancel()),
  };
}

export interface Devices {
  readonly backend: Backend;
  readonly browsers: readonly Browser[];
  readonly streams: readonly Listening[];
}

/** Ada at some devices, all of them listening. */
export async function devices(n: number, options: BackendOptions = {}): Promise<Devices> {
  const backend = createBackend(options);
  const browsers = Array.from({ length: n }, backend.newBrowser);
  for (const browser of browsers) await browser.signIn();
  const streams = await Promise.all(browsers.map((browser) => listen(browser)));
  return { backend, browsers, streams };
}
