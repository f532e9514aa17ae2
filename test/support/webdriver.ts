/** Sends one W3C command, as `POST /url`, and answers its value. */
export type Send = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<unknown>;

/** What a driver said no to, by the code that the standard gives it, as `no such element`. */
export class DriverError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

export async function send(url: string, method: string, body: object | undefined, patience = 60_000): Promise<unknown> {
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json' },
    body: method === 'POST' ? JSON.stringify(body ?? {}) : null,
    signal: AbortSignal.timeout(patience),
  });
  const { value } = (await response.json()) as { value: unknown };
  if (response.ok) return value;
  const { error, message } = value as { error: string; message: string };
  throw new DriverError(error, message);
}

/** A session: windows, of which one is spoken to at a time. */
export interface Driver {
  /** Does something with a window, when everybody before has done theirs. None: with whichever was spoken to last. */
  within<Result>(window: string | null, tell: (send: Send) => Promise<Result>): Promise<Result>;
  readonly version: string;
  readonly windows: readonly string[];
  end(): Promise<void>;
}

/** @param capabilities what the browser is to be like */
export async function openDriver(url: string, capabilities: object): Promise<Driver> {
  const opened = (await send(`${url}/session`, 'POST', { capabilities: { alwaysMatch: capabilities } })) as {
    sessionId: string;
    capabilities: { browserVersion: string };
  };
  const session = `${url}/session/${opened.sessionId}`;
  const say: Send = (method, path, body) => send(`${session}${path}`, method, body);
  let turn: Promise<unknown> = Promise.resolve();
  let present: string | null = null;
  const within: Driver['within'] = (window, tell) => {
    const told = turn.then(async () => {
      if (window !== null && window !== present) {
        await say('POST', '/window', { handle: window });
        present = window;
      }
      return tell(say);
    });
    turn = told.catch(() => {
      present = null;
    });
    return told;
  };
  return {
    within,
    version: opened.capabilities.browserVersion,
    windows: (await say('GET', '/window/handles')) as string[],
    end: async () => void (await say('DELETE', '')),
  };
}
