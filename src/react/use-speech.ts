import { useState } from 'react';
import type { TimerState } from '../time/countdown.ts';

/** From one of these to the next there is something new to say: whole minutes, then 60, 40 and 20 seconds. */
const markOf = (seconds: number): number => {
  const step = seconds > 60 ? 60 : 20;
  return Math.ceil(seconds / step) * step;
};

/** What to say: how much was left at the last mark, and whether it is another limit since. */
interface Speech {
  readonly seconds: number;
  readonly near: TimerState['kind'];
  readonly turned: boolean;
}

/** Finds the moments to speak at. Adjusted while rendering, so that nothing is said that is no longer so. */
export function useSpeech(seconds: number, near: TimerState['kind']): Speech {
  const [speech, setSpeech] = useState<Speech>({ seconds: 0, near: 'idle', turned: false });
  if (markOf(seconds) !== markOf(speech.seconds) || near !== speech.near)
    setSpeech({ seconds, near, turned: speech.seconds > 0 && near !== speech.near });
  return speech;
}
