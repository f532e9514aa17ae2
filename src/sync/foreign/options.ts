import { demand } from '../../documents/demand.ts';
import type { DraftSteps } from '../../documents/draft/steps.ts';
import { checkNames } from '../../foundation/options.ts';
import type { RecordOptions } from './face.ts';

/** Refuses a record that could not work, with the reason. */
export function checkRecord<Steps extends DraftSteps>(where: string, options: RecordOptions<Steps>): void {
  checkNames(where, options, ['url', 'read', 'write', 'readErrors', 'method', 'headers']);
  const { url, method = 'PUT', headers = {} } = options;
  demand(typeof url === 'string' && url, `${where} has no url. Give the address of the record, e.g. "/api/profile".`);
  demand(
    /^[A-Za-z]+$/.test(method) && !/^(get|head)$/i.test(method),
    `${where}: method "${method}" can't send a record. Use "PUT".`,
  );
  demand(typeof headers === 'object' && headers !== null, `${where}: headers must be an object of texts.`);
  for (const name of ['read', 'write', 'readErrors'] as const)
    demand(['undefined', 'function'].includes(typeof options[name]), `${where}: ${name} must be a function.`);
}
