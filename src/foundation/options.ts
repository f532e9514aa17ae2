import { inDevelopment } from './development.ts';
import { HoldfastError } from './errors.ts';

/** Refuses an option. The message says what was asked, what was given and what to do instead. */
export function refuse(message: string): never {
  throw new HoldfastError('HOLDFAST_CONFIG', message);
}

/** Refuses options that don't exist, since a misspelt limit is a limit that silently doesn't hold. */
export function checkNames(where: string, given: object, known: readonly string[]): void {
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue;
    let hint = '';
    inDevelopment(() => {
      /** How many letters have to be put in, taken out or changed to make one word of another. */
      const distance = (from: string, to: string): number => {
        let row = Array.from(to, (_, at) => at + 1);
        for (const [above, letter] of [...from.toLowerCase()].entries()) {
          let [left, diagonal] = [above + 1, above];
          row = row.map((up, at) => {
            const best = Math.min(up + 1, left + 1, diagonal + (letter === to[at]?.toLowerCase() ? 0 : 1));
            [left, diagonal] = [best, up];
            return best;
          });
        }
        return row.at(-1) ?? from.length;
      };
      const [nearest = ''] = known.toSorted((a, b) => distance(name, a) - distance(name, b));
      if (distance(name, nearest) <= Math.max(2, name.length / 3)) hint = ` Did you mean "${nearest}"?`;
    });
    refuse(`${where} has no option "${name}".${hint} It knows: ${known.join(', ')}.`);
  }
}

/** A length of time in milliseconds that is a positive, finite number; anything else is refused with the name of the option. */
export function checkLength(where: string, given: unknown): number {
  if (typeof given === 'number' && given > 0 && given < Number.POSITIVE_INFINITY) return given;
  return refuse(`${where} must be a positive number of milliseconds, e.g. minutes(15); it is ${String(given)}.`);
}
