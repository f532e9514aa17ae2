import {
  type ActivityFrame,
  type ActivitySource,
  type ClockGap,
  createSession,
  holdWhilePlaying,
  type IdleOptions,
  type LimitOptions,
  type LimitPreset,
  minutes,
  type PlayingMedia,
  type Session,
  type SessionOptions,
  type TimerState,
} from 'holdfast';
import { describe, expectTypeOf, it } from 'vitest';

declare const session: Session<{ id: string }, { password: string }>;
declare const transport: SessionOptions<{ id: string }, { password: string }>['transport'];
declare const video: HTMLVideoElement;
declare const audio: HTMLAudioElement;
declare const frame: HTMLIFrameElement;

// Functions that are never called: only their types are of interest.
describe('hold is typed', () => {
  it('with a name and a longest length, and returns its release', () => {
    void (() => {
      expectTypeOf(session.hold('upload', { max: minutes(30) })).toEqualTypeOf<() => void>();
      // @ts-expect-error nothing is held for ever
      session.hold('upload');
      // @ts-expect-error nor without saying for how long
      session.hold('upload', {});
      // @ts-expect-error lengths are milliseconds
      session.hold('upload', { max: '30m' });
      // @ts-expect-error a name is a text
      session.hold(7, { max: 1000 });
      // @ts-expect-error a hold has no other option
      session.hold('upload', { max: 1000, min: 10 });
    });
  });

  it('for media with the elements of a page', () => {
    void (() => {
      expectTypeOf(video).toExtend<PlayingMedia>();
      expectTypeOf(audio).toExtend<PlayingMedia>();
      expectTypeOf(holdWhilePlaying(session, video, { max: 1000 })).toEqualTypeOf<() => void>();
      holdWhilePlaying(session, audio, { max: 1000 });
      // @ts-expect-error a frame plays nothing
      holdWhilePlaying(session, frame, { max: 1000 });
      // @ts-expect-error not for ever
      holdWhilePlaying(session, video);
      // @ts-expect-error of a session
      holdWhilePlaying({}, video, { max: 1000 });
    });
  });
});

describe('configure is typed', () => {
  it('with the limits of createSession, each of them optional', () => {
    void (() => {
      expectTypeOf(session.configure).parameter(0).toEqualTypeOf<LimitOptions>();
      expectTypeOf<SessionOptions<unknown, unknown>>().toExtend<LimitOptions>();
      session.configure({});
      session.configure({ preset: 'nist-aal2', idle: { warning: minutes(1) }, lifetime: minutes(90), keepAlive: 1000 });
      // @ts-expect-error a misspelt limit is a limit that silently doesn't hold
      session.configure({ timeout: minutes(5) });
      // @ts-expect-error the same inside
      session.configure({ idle: { timeOut: minutes(5) } });
      // @ts-expect-error who talks to the server can't be changed
      session.configure({ transport });
      // @ts-expect-error lengths are milliseconds
      session.configure({ lifetime: '12h' });
    });
  });

  it('with presets by name', () => {
    void (() => {
      expectTypeOf<LimitPreset>().toEqualTypeOf<'nist-aal2' | 'nist-aal3' | 'pci-dss' | 'owasp-high-value'>();
      createSession({ name: 'shop', transport, preset: 'pci-dss' });
      // @ts-expect-error nobody wrote that one down
      createSession({ name: 'shop', transport, preset: 'nist' });
    });
  });

  it('with a verify hook that answers milliseconds, at once or later', () => {
    void (() => {
      expectTypeOf<NonNullable<IdleOptions['verify']>>().parameter(0).toEqualTypeOf<ClockGap>();
      const hooks: NonNullable<IdleOptions['verify']>[] = [() => 0, async ({ gap }) => gap / 2];
      // @ts-expect-error a text is no length
      hooks.push(() => '800');
      // @ts-expect-error it has to answer something
      hooks.push(async () => {});
    });
  });
});

describe('addActivitySource is typed', () => {
  it('with frames of a page, and with functions that return the way to stop', () => {
    void (() => {
      expectTypeOf(frame).toExtend<ActivityFrame>();
      expectTypeOf(frame).toExtend<ActivitySource>();
      expectTypeOf(session.addActivitySource(frame)).toEqualTypeOf<() => void>();
      session.addActivitySource((report) => {
        video.addEventListener('seeked', report);
        return () => video.removeEventListener('seeked', report);
      });
      // @ts-expect-error there must be a way to stop
      session.addActivitySource(() => {});
      // @ts-expect-error a text is no element
      session.addActivitySource('iframe');
      // @ts-expect-error other elements have no window inside
      session.addActivitySource(video);
      expectTypeOf(session.reportActivity()).toEqualTypeOf<void>();
      // @ts-expect-error what happened doesn't matter
      session.reportActivity('click');
    });
  });
});

describe('the timer is typed', () => {
  it('with moments, names of holds and a deadline for each limit, none of them to be written to', () => {
    void (() => {
      const timer = session.timer.getState();
      expectTypeOf(timer).toEqualTypeOf<TimerState>();
      expectTypeOf(timer.heldBy).toEqualTypeOf<readonly string[]>();
      expectTypeOf(timer.deadlines.server).toEqualTypeOf<number>();
      // @ts-expect-error a reading is not a setting
      timer.deadline = 0;
      // @ts-expect-error nor are its parts
      timer.deadlines.idle = 0;
      // @ts-expect-error nor its lists
      timer.heldBy.push('upload');
      // @ts-expect-error a store that is read
      session.timer.setState(timer);
      session.on('activity', ({ by, at }) => {
        expectTypeOf(by).toEqualTypeOf<'here' | 'elsewhere'>();
        expectTypeOf(at).toEqualTypeOf<number>();
      });
    });
  });
});
