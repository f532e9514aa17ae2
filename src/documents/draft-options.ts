import { HoldfastError } from '../foundation/errors.ts';
import { checkLength, checkNames } from '../foundation/options.ts';
import type { DraftOptions } from './draft-face.ts';
import type { DraftSteps } from './steps.ts';

const refuse = (text: string): never => {
  throw new HoldfastError('HOLDFAST_CONFIG', text);
};

/** One of the words that an option knows. */
export function checkWord<Word extends string>(where: string, given: Word, words: readonly Word[]): Word {
  return words.includes(given) ? given : refuse(`${where} must be one of ${words.join(', ')}; it is ${given}.`);
}

/** A document's name stands in keys and messages. */
export const checkName = (where: string, name: unknown): string =>
  typeof name === 'string' && name ? name : refuse(`${where} needs a name, e.g. "checkout"; it got ${String(name)}.`);

/** Refuses a draft that could not work, with the reason. */
export function checkDraft<Steps extends DraftSteps>(name: string, options: DraftOptions<Steps>): void {
  const where = `draft "${checkName('createDraft', name)}"`;
  checkNames(where, options, ['steps', 'secret', 'ttl', 'version', 'migrate', 'afterSignOut', 'claim']);
  const { steps, secret = [], ttl, version = 1, afterSignOut = 'wipe', claim = 'join' } = options;
  const names = Object.keys(steps ?? {});
  if (!names.length) refuse(`${where} needs steps, e.g. { steps: { contact: contactSchema } }.`);
  for (const step of names) {
    if (!/^[A-Za-z_][\w-]*$/.test(step))
      refuse(`${where}: "${step}" can't name a step. Use letters, digits, _ and -, and begin with a letter.`);
    if (typeof steps[step]?.['~standard']?.validate !== 'function')
      refuse(`${where}: steps.${step} is no Standard Schema. Use zod, valibot, arktype or another that is.`);
  }
  for (const path of secret as readonly string[])
    if (!names.includes(path.split('.')[0] as string) || !path.includes('.'))
      refuse(`${where}: secret "${path}" is no field. Write it as "step.field".`);
  if (ttl !== undefined) checkLength(`${where}: ttl`, ttl);
  if (!Number.isSafeInteger(version) || version < 1)
    refuse(`${where}: version counts 1, 2, 3 …; it is ${String(version)}.`);
  checkWord(`${where}: afterSignOut`, afterSignOut, ['wipe', 'keep']);
  checkWord(`${where}: claim`, claim, ['join', 'none']);
}
