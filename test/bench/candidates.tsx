import { cookie, createSession, hours, minutes } from 'holdfast';
import { type ReactNode, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { useIdleTimer } from 'react-idle-timer';

/** Starts listening, under a name that tabs share; answers how to stop. */
type Candidate = (name: string) => Promise<() => void>;

/** The events that everybody here listens to. */
const types = ['pointermove', 'wheel', 'touchmove', 'keydown'];

function listener(listen: (event: Event) => void): () => void {
  const options = { capture: true, passive: true };
  for (const type of types) window.addEventListener(type, listen, options);
  return () => {
    for (const type of types) window.removeEventListener(type, listen, options);
  };
}

interface IdleTimerProps {
  readonly name?: string;
  readonly listening: () => void;
}

function IdleTimer({ name, listening }: IdleTimerProps): ReactNode {
  const tabs = name === undefined ? {} : { name, crossTab: true, syncTimers: 1000 };
  useIdleTimer({ timeout: minutes(15), promptBeforeIdle: minutes(2), ...tabs });
  useEffect(listening, [listening]);
  return null;
}

async function idleTimer(name?: string): Promise<() => void> {
  const root = createRoot(document.body.appendChild(document.createElement('div')));
  const tabs = name === undefined ? {} : { name };
  await new Promise<void>((listening) => root.render(<IdleTimer {...tabs} listening={listening} />));
  return () => root.unmount();
}

async function holdfast(name: string): Promise<() => void> {
  const session = createSession({
    name,
    transport: cookie({ session: '/api/session', signIn: '/api/sign-in', signOut: '/api/sign-out' }),
    idle: { timeout: minutes(15), warning: minutes(2) },
    lifetime: hours(12),
  });
  const stop = session.start();
  for (let tries = 0; session.getState().status !== 'authenticated'; tries++) {
    if (tries > 200) throw new Error(`The session is ${session.getState().status} instead of signed in.`);
    await new Promise((done) => setTimeout(done, 10));
  }
  return stop;
}

/** What is compared. Two floors, the peer with and without its way to agree over tabs, and ours. */
export const candidates: Readonly<Record<string, Candidate>> = {
  'no listener': async () => () => undefined,
  'a listener that does nothing': async () => listener(() => undefined),
  'a listener that tells other tabs, once a second': async (name) => {
    let toldAt = 0;
    return listener(() => {
      const now = Date.now();
      if (now < toldAt + 1000) return;
      toldAt = now;
      localStorage.setItem(name, JSON.stringify({ lastActivityAt: now }));
    });
  },
  'react-idle-timer, each tab alone': async () => idleTimer(),
  'react-idle-timer, over tabs': async (name) => idleTimer(name),
  holdfast,
  'holdfast, two sessions in a page': async (name) => {
    const stops = await Promise.all([holdfast(name), holdfast(`${name}-too`)]);
    return () => {
      for (const stop of stops) stop();
    };
  },
};
