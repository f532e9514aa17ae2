import { HoldfastError } from './errors.ts';

/** Refuses an option. The message says what was asked, what was given and what to do instead. */
export function refuse(message: string): never {
  throw new HoldfastError('HOLDFAST_CONFIG', message);
}

/** Refuses options that don't exist, since a misspelt limit is a limit that silently doesn't hold. */
export function checkNames(where: string, given: object, known: readonly string[]): void {
  for (const name of Object.keys(given))
    if (!known.includes(name)) refuse(`${where} has no option "${name}". It knows: ${known.join(', ')}.`);
}

/** A length of time in milliseconds that is a positive, finite number; anything else is refused with the name of the option. */
export function checkLength(where: string, given: unknown): number {
  if (typeof given === 'number' && given > 0 && given < Number.POSITIVE_INFINITY) return given;
  return refuse(`${where} must be a positive number of milliseconds, e.g. minutes(15); it is ${String(given)}.`);
}
