import { cookie, createSession, hours, minutes } from 'holdfast';
import { type ReactNode, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { useIdleTimer } from 'react-idle-timer';
import { installVirtualTime, passTime } from './virtual-time.ts';

// The page of the activity benchmark: each candidate listens in turn, and the same events are dispatched to all of them.

installVirtualTime();

/** Starts listening; answers how to stop. */
type Candidate = () => Promise<() => void>;

function IdleTimer({ listening }: { readonly listening: () => void }): ReactNode {
  useIdleTimer({ timeout: minutes(15), promptBeforeIdle: minutes(2) });
  useEffect(listening, [listening]);
  return null;
}

let starts = 0;

const candidates: Readonly<Record<string, Candidate>> = {
  'no listener': async () => () => undefined,
  'a listener that does nothing': async () => {
    const nothing = (): void => undefined;
    for (const type of ['pointermove', 'keydown'])
      window.addEventListener(type, nothing, { capture: true, passive: true });
    return () => {
      for (const type of ['pointermove', 'keydown']) window.removeEventListener(type, nothing, { capture: true });
    };
  },
  'react-idle-timer': async () => {
    const root = createRoot(document.body.appendChild(document.createElement('div')));
    await new Promise<void>((listening) => root.render(<IdleTimer listening={listening} />));
    return () => root.unmount();
  },
  holdfast: async () => {
    const session = createSession({
      // A name of its own each time: hours of input may have passed since, and the session would rightly have ended.
      name: `bench-${starts++}`,
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
  },
};

const moved = { bubbles: true, movementX: 3, movementY: 1 };

/** An input as a browser makes it of what a person does: how often, and the events that come of it. */
const inputs = {
  move: { every: 1000 / 120, make: () => [new PointerEvent('pointermove', moved), new MouseEvent('mousemove', moved)] },
  key: { every: 1000 / 10, make: () => [new KeyboardEvent('keydown', { bubbles: true, key: 'a' })] },
};
export type Input = keyof typeof inputs;

let stop: () => void = () => undefined;
const target = document.body.appendChild(document.createElement('button'));

const bench = {
  candidates: Object.keys(candidates),
  async use(name: string): Promise<void> {
    stop();
    stop = (await candidates[name]?.()) ?? stop;
    bench.dispatch('move', 200);
    bench.dispatch('key', 200);
  },
  dispatch(input: Input, count: number): void {
    const { every, make } = inputs[input];
    for (let i = 0; i < count; i++) {
      passTime(every);
      for (const event of make()) target.dispatchEvent(event);
    }
  },
};
Object.assign(window, { bench });
export type Bench = typeof bench;
