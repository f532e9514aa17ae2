import { checkLength, checkNames } from '../../foundation/options.ts';
import type { DocumentOwner } from '../../vault/host.ts';
import { adviseOnName } from '../advice.ts';
import { demand, demandWord } from '../demand.ts';
import type { DraftOptions } from './face.ts';
import { stepOf } from './paths.ts';
import type { DraftSteps } from './steps.ts';

/** Refuses a draft that could not work, with the reason. */
export function checkDraft<Steps extends DraftSteps>(
  session: DocumentOwner,
  name: string,
  options: DraftOptions<Steps>,
): void {
  const where = `draft "${name}"`;
  demand(name, 'A draft needs a name, e.g. "checkout".');
  adviseOnName(session, name);
  const known = [
    'steps',
    'secret',
    'ttl',
    'version',
    'migrate',
    'personal',
    'afterSignOut',
    'claim',
    'sync',
    'maxSize',
  ];
  checkNames(where, options, known);
  const { steps, secret = [], personal = true, afterSignOut = 'wipe', claim = 'join' } = options;
  const { ttl = 1, version = 1, maxSize = 0 } = options;
  const names = Object.keys(steps ?? {});
  demand(names.length, `${where} needs steps, e.g. { steps: { contact: contactSchema } }.`);
  for (const step of names)
    demand(
      /^[A-Za-z_][\w-]*$/.test(step) && steps[step]?.['~standard']?.validate,
      `${where}: steps.${step} must be a Standard Schema under a name of letters, digits, _ and -.`,
    );
  for (const path of secret)
    demand(names.includes(stepOf(path)), `${where}: secret "${path}" is no field. Write "step.field".`);
  for (const path of typeof personal === 'boolean' ? [] : personal)
    demand(
      names.includes(stepOf(path)),
      `${where}: personal "${path}" is no field. Write "step.field", or true for all.`,
    );
  checkLength(`${where}: ttl`, ttl);
  demand(Number.isSafeInteger(version) && version > 0, `${where}: version counts 1, 2, 3 …; it is ${version}.`);
  demand(maxSize >= 0, `${where}: maxSize is a number of bytes; it is ${maxSize}.`);
  demandWord(`${where}: afterSignOut`, afterSignOut, ['wipe', 'seal']);
  demandWord(`${where}: claim`, claim, ['join', 'none']);
}
