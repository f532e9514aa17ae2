import { checkNames } from '../../foundation/options.ts';
import { isData } from '../../vault/data.ts';
import type { DocumentOwner } from '../../vault/host.ts';
import { adviseOnName } from '../advice.ts';
import { demand, demandWord } from '../demand.ts';
import type { SettingsScope } from './face.ts';
import type { SettingsSchema } from './paths.ts';
import { type Check, objectOf, pathOf, valuesOf } from './reading.ts';
import { isGroup, isMember, isWithin, readShape, type Shape } from './shape.ts';

/** Options as they are given, whatever the schema. */
interface Given {
  readonly schema: SettingsSchema;
  readonly defaults: unknown;
  readonly sets?: readonly string[];
  readonly scope?: string | object;
  readonly version?: number;
  readonly afterSignOut?: string;
  readonly claim?: string;
}

const scopes = ['tab', 'device', 'account'];
const names = ['schema', 'defaults', 'sets', 'scope', 'version', 'migrate', 'personal', 'afterSignOut', 'claim'];

/** Asks a schema. One that throws, or doesn't answer at once, refuses: what is read must never fail. */
const createCheck =
  ({ '~standard': standard }: SettingsSchema): Check =>
  (candidate) => {
    try {
      const result = standard.validate(candidate);
      if (!('then' in result)) return result.issues ? { issues: result.issues } : { value: result.value };
      // Some libraries make a rejection of what a schema throws.
      result.then(null, () => {});
    } catch {}
    return { issues: [{ message: 'The schema must be synchronous, and must not throw.' }] };
  };

/** Refuses settings that could not work, with the reason; else says which there are, and asks their schema. */
export function checkSettings(
  session: DocumentOwner,
  name: string,
  options: Given,
): { readonly where: string; readonly shape: Shape; readonly check: Check } {
  const where = `settings "${name}"`;
  demand(name, 'Settings need a name, e.g. "workspace".');
  adviseOnName(session, name);
  checkNames(where, options, names);
  const { schema, defaults, sets = [], scope = 'account' } = options;
  const { version = 1, afterSignOut = 'wipe', claim = 'keep-account' } = options;
  demand(schema?.['~standard']?.validate, `${where}: schema must be a Standard Schema of an object.`);
  demand(
    isGroup(defaults) && isData(defaults),
    `${where}: defaults must be an object of data with a value for each setting.`,
  );
  const scoped: Readonly<Record<string, unknown>> = typeof scope === 'string' ? {} : { ...scope };
  const groups = Object.keys(scoped).sort((a, b) => b.length - a.length);
  const rest = typeof scope === 'string' ? scope : 'account';
  for (const each of [rest, ...Object.values(scoped)]) demandWord(`${where}: scope`, String(each), scopes);
  const shape = readShape(defaults, sets, (path) => {
    const nearest = groups.find((group) => isWithin(group, path));
    return (nearest === undefined ? rest : scoped[nearest]) as SettingsScope;
  });

  for (const { path, keys } of shape.values())
    demand(
      keys.every((key) => /^[A-Za-z_$][\w$-]*$/.test(key)),
      `${where}: "${path}" must be made of names of letters, digits, _, $ and -.`,
    );
  for (const path of sets) {
    const fallback = shape.get(path)?.fallback;
    demand(
      Array.isArray(fallback) && fallback.every(isMember),
      `${where}: sets "${path}" must be a list of texts, numbers or booleans in defaults.`,
    );
  }
  for (const group of groups)
    demand(
      [...shape.keys()].some((path) => isWithin(group, path)),
      `${where}: scope "${group}" is no setting.`,
    );
  demand(Number.isSafeInteger(version) && version > 0, `${where}: version counts 1, 2, 3 …; it is ${version}.`);
  demandWord(`${where}: afterSignOut`, afterSignOut, ['wipe', 'seal']);
  demandWord(`${where}: claim`, claim, ['keep-account', 'join', 'none']);

  const check = createCheck(schema);
  const verdict = check(objectOf(shape, valuesOf(shape, [])));
  const [issue] = 'issues' in verdict ? verdict.issues : [];
  demand(!issue, `${where}: the schema refuses the defaults: ${issue && `${pathOf(issue)} ${issue.message}`}`);
  return { where, shape, check };
}
