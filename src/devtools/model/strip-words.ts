import type { Observation } from '../observe/observation.ts';
import type { Past } from './past.ts';
import { count } from './words.ts';

const isBad = (each: Observation): boolean =>
  (each.kind === 'write' && each.failed) ||
  (each.kind === 'request' && each.took !== null && (each.status === null || each.status >= 400)) ||
  (each.kind === 'message' && each.lost) ||
  (each.kind === 'lock' && each.outcome === 'lost');

const kinds = { message: 'message', request: 'request', lock: 'lock', write: 'write' } as const;

/** The strip in words, for whoever doesn't see it: how much there is in each lane since `from`, and how much of it went wrong. */
export function describeStrip(past: Past, seen: readonly Observation[] | null, from: number): string {
  const inputs = past.inputs.filter(({ at }) => at >= from);
  const here = inputs.filter(({ by }) => by === 'here').length;
  const holds = past.holds.filter(({ until }) => until === null || until >= from).length;
  const below = Object.entries(kinds).map(([kind, word]) => {
    const own = (seen ?? []).filter((each) => each.kind === kind && each.at >= from);
    const bad = own.filter(isBad).length;
    return `${count(own.length, word)}${bad > 0 ? `, ${bad} of them lost or refused` : ''}`;
  });
  const messages = past.told.filter(({ type, at }) => type === 'message' && at >= from).length;
  return [
    `Input: ${count(here, 'time')} in this tab, ${count(inputs.length - here, 'time')} in others`,
    count(holds, 'hold'),
    ...(seen ? below : [count(messages, 'message')]),
  ].join('; ');
}
