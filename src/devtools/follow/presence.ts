import type { Platform } from '../../platform/platform.ts';
import { createAlarm } from '../../time/alarm.ts';
import { type Answers, type Presence, parsePresence, remember } from '../model/presence.ts';

/** Which tabs answer. Each is asked again and again while somebody looks; none is a list of tabs that a session relies on. */
export interface PresenceFollower {
  read(): Answers;
  subscribe(changed: () => void): () => void;
  /** Asks until the returned function is called. */
  watch(): () => void;
  stop(): void;
}

/** Milliseconds between two questions. */
const every = 2000;

/** Answers other tabs' devtools for as long as it lives. On a channel of its own, which no control can break. */
export function followPresence(
  platform: Pick<Platform, 'openChannel' | 'clock' | 'page' | 'crypto'>,
  name: string,
  describe: () => Omit<Presence, 'id' | 'type'>,
): PresenceFollower {
  const id = platform.crypto.randomId();
  const listeners = new Set<() => void>();
  let answers: Answers = [];
  let channel: ReturnType<Platform['openChannel']> | null = null;
  let watchers = 0;

  const set = (next: Answers): void => {
    answers = next;
    for (const changed of listeners) changed();
  };
  const send = (type: Presence['type']): void => channel?.post({ ...describe(), id, type });
  const own = (): Presence => ({ ...describe(), id, type: 'here' });
  const receive = (raw: unknown): void => {
    const presence = parsePresence(raw);
    if (!presence || presence.id === id) return;
    if (presence.type === 'who') send('here');
    if (watchers > 0) set(remember(answers, presence, platform.clock.monotonic()));
  };
  const open = (): void => {
    channel ??= platform.openChannel(`holdfast:${name}:devtools`, receive);
  };
  const close = (): void => {
    channel?.close();
    channel = null;
  };
  const ask = (): void => {
    send('who');
    const at = platform.clock.monotonic();
    set(remember(answers, own(), at, true));
    alarm.set(every);
  };
  const alarm = createAlarm(platform.clock, ask);
  // A page that goes to sleep with an open channel can't be kept for the way back.
  const stopPage = platform.page.subscribe((event) => {
    if (event === 'leave') close();
    if (event === 'wake') open();
  });
  open();

  return {
    read: () => answers,
    subscribe(changed) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
    watch() {
      if (watchers++ === 0) ask();
      let watching = true;
      return () => {
        if (!watching) return;
        watching = false;
        if (--watchers > 0) return;
        alarm.clear();
        answers = [];
      };
    },
    stop() {
      alarm.clear();
      stopPage();
      close();
    },
  };
}
