import type { Platform } from '../../platform/platform.ts';
import type { Session } from '../../session/session.ts';
import { type DocumentHost, documentHost } from '../../vault/host.ts';
import { type Observer, observerOf } from '../observe/observer.ts';
import { pace } from './pace.ts';
import { followPresence, type PresenceFollower } from './presence.ts';
import { createRecorder, type Recorder } from './recorder.ts';

/** As much of a window as the panel uses. */
export type View = Window & typeof globalThis;

/** Everything that the panel looks at, for one session. */
export interface Bench {
  readonly session: Session<unknown>;
  readonly host: DocumentHost;
  readonly view: View;
  /** `null` where the session's platform wasn't made by `inspect()`. */
  readonly observer: Observer | null;
  /** The platform without its controls: what the panel itself uses is never lost, refused or late. */
  readonly platform: Platform;
  readonly recorder: Recorder;
  readonly presence: PresenceFollower;
  /** Calls when anything was recorded or seen, and not more often than can be read. */
  subscribe(changed: () => void): () => void;
  /** The session's own present. */
  now(): number;
  stop(): void;
}

export function createBench(session: Session<unknown>, view: View): Bench {
  const host = session[documentHost];
  const observer = observerOf(host.platform);
  const platform = observer?.base ?? host.platform;
  const now = (): number => host.now();
  observer?.dateBy(now);
  const recorder = createRecorder(session, now);
  const presence = followPresence(platform, session.name, () => {
    const state = session.getState();
    const faults = observer?.faults.getState();
    return {
      visible: platform.page.visible(),
      status: state.status,
      epoch: state.status === 'authenticated' ? state.epoch.slice(0, 14) : '',
      broken:
        faults !== undefined && (faults.offline || faults.full || faults.messages !== 'all' || faults.ahead !== 0),
    };
  });
  return {
    session,
    host,
    view,
    observer,
    platform,
    recorder,
    presence,
    subscribe: pace(platform.clock, [recorder.subscribe, ...(observer ? [observer.log.subscribe] : [])]),
    now,
    stop() {
      recorder.stop();
      presence.stop();
    },
  };
}
