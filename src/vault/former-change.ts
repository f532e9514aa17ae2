import { bare, countMoments, dress, later, never } from './moments.ts';

const checkLength = 5;
const numberIn = (text: string): number => Number.parseInt(text, 36);

/** Five capital letters that told one whole from another. */
function check(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  let rest = hash >>> 0;
  return Array.from({ length: checkLength }, () => {
    const letter = String.fromCharCode(65 + (rest % 26));
    rest = Math.floor(rest / 26);
    return letter;
  }).join('');
}

/** What `before` became by a change as earlier builds stored it. Null where it is a change of another text; empty where it makes no sense. */
export function applyFormerChange(before: string, change: string): string | null {
  if (check(before) !== change.slice(0, checkLength)) return null;
  const [head, times = '', start = '', end = ''] =
    /^([-.0-9a-z,]*);([0-9a-z]+),([0-9a-z]+),/.exec(change.slice(checkLength)) ?? [];
  if (head === undefined) return '';
  const [old, olds] = bare(before);
  const [from, to] = [numberIn(start), old.length - numberIn(end)];
  if (from > to) return '';
  const rest = old.slice(0, from) + change.slice(checkLength + head.length) + old.slice(to);
  const added = times.split(',');
  return dress(
    rest,
    Array.from({ length: countMoments(rest) }, (_, at) => later(olds[at] ?? never, added[at] ?? '')),
  );
}
