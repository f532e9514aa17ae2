import { cookie, createSession, hours, minutes } from 'holdfast';
import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { useIdleTimer } from 'react-idle-timer';
import { installVirtualTime, passTime } from './virtual-time.ts';

// The page of the activity benchmark: each candidate listens in turn, and the same events are dispatched to all of them.

installVirtualTime();

/** Starts listening; answers how to stop. */
type Candidate = () => Promise<() => void>;

const types = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchmove'];

function IdleTimer(): ReactNode {
  useIdleTimer({ timeout: minutes(15), promptBeforeIdle: minutes(2) });
  return null;
}

const candidates: Readonly<Record<string, Candidate>> = {
  'no listener': async () => () => undefined,
  'a listener that does nothing': async () => {
    const nothing = (): void => undefined;
    for (const type of types) window.addEventListener(type, nothing, { capture: true, passive: true });
    return () => {
      for (const type of types) window.removeEventListener(type, nothing, { capture: true });
    };
  },
  'react-idle-timer': async () => {
    const root = createRoot(document.body.appendChild(document.createElement('div')));
    await act(async () => root.render(<IdleTimer />));
    return () => root.unmount();
  },
  holdfast: async () => {
    const session = createSession({
      name: 'bench',
      transport: cookie({ session: '/api/session', signIn: '/api/sign-in', signOut: '/api/sign-out' }),
      idle: { timeout: minutes(15), warning: minutes(2) },
      lifetime: hours(12),
    });
    const stop = session.start();
    for (let tries = 0; session.getState().status !== 'signed-in'; tries++) {
      if (tries > 200) throw new Error(`The session is ${session.getState().status} instead of signed in.`);
      await new Promise((done) => setTimeout(done, 10));
    }
    return stop;
  },
};

/** An input as it arrives from a person: how often, and what it is. */
const inputs = {
  pointermove: {
    every: 1000 / 120,
    event: new PointerEvent('pointermove', { bubbles: true, movementX: 3, movementY: 1 }),
  },
  keydown: { every: 1000 / 10, event: new KeyboardEvent('keydown', { bubbles: true, key: 'a' }) },
};
export type Input = keyof typeof inputs;

let stop: () => void = () => undefined;
const target = document.body.appendChild(document.createElement('button'));

const bench = {
  candidates: Object.keys(candidates),
  async use(name: string): Promise<void> {
    stop();
    stop = (await candidates[name]?.()) ?? stop;
    bench.dispatch('pointermove', 200);
    bench.dispatch('keydown', 200);
  },
  dispatch(input: Input, count: number): void {
    const { every, event } = inputs[input];
    for (let i = 0; i < count; i++) {
      passTime(every);
      target.dispatchEvent(event);
    }
  },
};
Object.assign(window, { bench, IS_REACT_ACT_ENVIRONMENT: true });
export type Bench = typeof bench;
