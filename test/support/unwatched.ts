import { rmSync } from 'node:fs';
import { findChromium } from './chromium.ts';
import { endProcess, makeProfile, startChromium } from './chromium-browser.ts';

/** A Chromium whose pages nobody is attached to: one that a debugger watches is never throttled to one turn a minute. */
export interface Unwatched {
  /** Opens a tab before all others. */
  open(url: string): Promise<void>;
  close(): void;
}

export async function openUnwatched(flags: readonly string[]): Promise<Unwatched> {
  const found = await findChromium();
  if (!found) throw new Error('There is no Chromium.');
  const profile = makeProfile();
  const { child, endpoint } = await startChromium(found, profile, flags);
  const socket = new WebSocket(endpoint);
  await new Promise((done) => socket.addEventListener('open', done, { once: true }));
  let calls = 0;
  return {
    open: (url) =>
      new Promise((done) => {
        const id = ++calls;
        socket.addEventListener('message', ({ data }) => {
          if ((JSON.parse(String(data)) as { id?: number }).id === id) done();
        });
        socket.send(JSON.stringify({ id, method: 'Target.createTarget', params: { url } }));
      }),
    close() {
      socket.close();
      child.once('exit', () => rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }));
      endProcess(child);
    },
  };
}
