import { holdWhilePlaying, isHoldfastError, minutes, type PlayingMedia, seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { state, story, warned } from './support.ts';

/** A video that a story plays. */
function createMedia(): PlayingMedia & { play(): void; pause(): void; finish(): void; listeners(): number } {
  const listeners = new Map<string, Set<() => void>>();
  const of = (type: string): Set<() => void> => listeners.get(type) ?? new Set();
  const tell = (type: string): void => of(type).forEach((listener) => void listener());
  const media = { paused: true, ended: false };
  const set = (paused: boolean, over: boolean, type: string): void => {
    Object.assign(media, { paused, ended: over });
    tell(type);
  };
  return {
    get paused() {
      return media.paused;
    },
    get ended() {
      return media.ended;
    },
    addEventListener: (type, listener) => void listeners.set(type, of(type).add(listener)),
    removeEventListener: (type, listener) => void of(type).delete(listener),
    play: () => set(false, false, 'play'),
    pause: () => set(true, false, 'pause'),
    finish: () => set(false, true, 'ended'),
    listeners: () => [...listeners.values()].reduce((sum, { size }) => sum + size, 0),
  };
}

describe('holdWhilePlaying', () => {
  it('holds while it plays: not before, not while paused, not after its end', async () => {
    const { a, at } = await story();
    const video = createMedia();
    holdWhilePlaying(a.session, video, { max: minutes(60) });
    await at(100);
    expect(a.session.timer.getState().heldBy).toEqual([]);
    video.play();
    expect(a.session.timer.getState().heldBy).toEqual(['media']);
    await at(2000);
    video.pause();
    expect(a.session.timer.getState().heldBy).toEqual([]);
    await at(2100);
    video.play();
    await at(3000);
    video.finish();
    expect([a.remaining(), a.session.timer.getState().heldBy]).toEqual([700, []]);
    await at(3581);
    expect(state(a)).toMatchObject(warned);
  });

  it('holds what plays already, `max` at most each time it is started', async () => {
    const { a, at } = await story();
    const video = createMedia();
    video.play();
    holdWhilePlaying(a.session, video, { max: seconds(600) });
    await at(599);
    expect(a.session.timer.getState().heldBy).toEqual(['media']);
    await at(601);
    expect(a.session.timer.getState().heldBy).toEqual([]);
    video.play();
    expect(a.session.timer.getState().heldBy).toEqual([]);
    video.pause();
    video.play();
    expect(a.session.timer.getState().heldBy).toEqual(['media']);
  });

  it('stopped: lets go, and leaves no listener', async () => {
    const { a } = await story();
    const video = createMedia();
    const stop = holdWhilePlaying(a.session, video, { max: minutes(60) });
    video.play();
    stop();
    stop();
    video.play();
    expect([a.session.timer.getState().heldBy, video.listeners()]).toEqual([[], 0]);
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses a max of %s before it listens', async (max) => {
    const { a } = await story();
    const video = createMedia();
    for (const attempt of [
      () => holdWhilePlaying(a.session, video, { max }),
      () => a.session.hold('upload', { max }),
      () => a.session.hold('an upload', { max: 1000 }),
      () => a.session.hold('upload', {} as { max: number }),
      () => a.session.hold('upload', { max: 1000, min: 1 } as { max: number }),
    ]) {
      let refused: unknown;
      try {
        attempt();
      } catch (error) {
        refused = error;
      }
      expect(isHoldfastError(refused) && refused.code).toBe('HOLDFAST_CONFIG');
    }
    expect([video.listeners(), a.session.timer.getState().heldBy]).toEqual([0, []]);
  });
});
