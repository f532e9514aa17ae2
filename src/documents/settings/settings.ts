import { HoldfastError } from '../../foundation/errors.ts';
import { isData } from '../../vault/data.ts';
import { type DocumentOwner, documentHost } from '../../vault/host.ts';
import { isSame } from '../../vault/same.ts';
import { demandUse } from '../demand.ts';
import { createDocument } from '../document.ts';
import { latest } from '../elements.ts';
import { register } from '../fragment.ts';
import { createView, keep } from '../keep.ts';
import { sealing } from '../seals.ts';
import { tabIdOf } from '../tab-id.ts';
import type { Settings, SettingsOptions, SettingsState } from './face.ts';
import { keepAll } from './keep-all.ts';
import { checkSettings } from './options.ts';
import type { SettingList, SettingMember, SettingsSchema } from './paths.ts';
import { inOrder, objectOf, type Part, pathOf, type Settled, settle, valuesOf } from './reading.ts';
import { elementOf, isMember, isWithin, type Leaf, ownerOf, parseElement } from './shape.ts';
import { claimSettings, createAccept, partsOf, sharesOf } from './stored.ts';

/** What is to stand at an element; without a value, the default. */
type Wish = Omit<Part, 'stamp'>;
type Input<Schema extends SettingsSchema> = NonNullable<Schema['~standard']['types']>['input'];

/**
 * Settings in nested objects, for whoever is signed in. Nothing is read before the session starts.
 * Throws `HOLDFAST_CONFIG` for options that make no sense, and for defaults that the schema refuses.
 *
 * @example
 * export const workspace = createSettings(session, 'workspace', {
 *   schema: z.object({ density: z.enum(['airy', 'dense']), pinned: z.array(z.string()) }),
 *   defaults: { density: 'airy', pinned: [] },
 *   sets: ['pinned'],
 * });
 * workspace.set('density', 'dense');
 * workspace.add('pinned', 'mug');
 */
export function createSettings<
  Schema extends SettingsSchema,
  const Sets extends readonly SettingList<Input<Schema>>[] = readonly [],
>(session: DocumentOwner, name: string, options: SettingsOptions<Schema, Sets>): Settings<Schema, Sets[number]> {
  type State = SettingsState<Schema>;
  const { where, shape, check } = checkSettings(session, name, options);
  const host = session[documentHost];
  const { version = 1, claim = 'keep-account', afterSignOut = 'wipe' } = options;
  const { personal = afterSignOut === 'seal' } = options;
  const hasTab = [...shape.values()].some(({ scope }) => scope === 'tab');
  const tab = hasTab ? tabIdOf(host) : null;
  const tabName = (): string | null => tab?.get() ?? null;
  const told = new Set<string>();
  const none = settle(shape, [], check);
  let settled: Settled = none;
  /** What holds, by path and as the schema takes it. */
  let held = valuesOf(shape, []);

  const { store, show } = createView<State>({
    values: none.value as State['values'],
    changed: [],
    saved: 'restoring',
    savedTo: 'device',
  });

  const report = ([{ element, leaf, stamp }, reason]: Settled['refused'][number]): void => {
    const key = `${element} ${stamp}`;
    if (told.has(key)) return;
    told.add(key);
    const text = `${where}: what is stored at "${leaf.path}" is refused (${reason}). It is set aside, and the default holds.`;
    host.reportStorage('durable', new HoldfastError('HOLDFAST_DISCARDED', text));
  };
  const render = (): void => {
    settled = document.all().size ? settle(shape, partsOf(document.all(), shape, tabName()), check) : none;
    const { values, changed } = store.getState();
    held = valuesOf(shape, settled.parts);
    const other = [...shape].filter(([path, { fallback }]) => !isSame(fallback, held.get(path)));
    show({
      values: keepAll(values, settled.value) as State['values'],
      changed: keep(changed, other.map(([path]) => path) as readonly string[] as State['changed']),
      saved: document.saved(),
      savedTo: document.savedTo(),
    });
    settled.refused.forEach(report);
  };

  const document = createDocument(host, name, {
    version,
    afterSignOut,
    seals: sealing(personal),
    ttl: 0,
    shares: [...shape.values()].some(({ scope }) => scope === 'account') ? sharesOf(shape) : null,
    accept: createAccept(shape, version, options.migrate, tabName, host.now),
    claim: claim === 'none' ? null : (guest, _account, replica) => claimSettings(claim, guest, replica),
    begun: () => told.clear(),
    opened: () => {},
    render,
    show,
  });

  const now = () => document.tick(latest(document.all().values()));
  const ownerFor = ({ scope }: Leaf): string => ownerOf(scope === 'tab' ? tabName() : null);
  const wish = (leaf: Leaf, value: unknown, member?: SettingMember): Wish => ({
    element: elementOf(ownerFor(leaf), leaf.path, member),
    leaf,
    member,
    value,
  });
  /** Writes all of it, if the schema accepts what comes of it. */
  const write = (wishes: readonly Wish[]): void => {
    if (!wishes.length) return;
    const stamp = now();
    const others = settled.parts.filter(({ element }) => !wishes.some((each) => each.element === element));
    const made = wishes.filter(({ value }) => value !== undefined).map((each) => ({ ...each, stamp }));
    const verdict = check(objectOf(shape, valuesOf(shape, inOrder([...others, ...made]))));
    const [issue] = 'issues' in verdict ? verdict.issues : [];
    const paths = [...new Set(wishes.map(({ leaf }) => leaf.path))].join('", "');
    demandUse(
      !issue,
      `${where}: "${paths}" can't be set so: ${issue && [pathOf(issue), issue.message].filter(Boolean).join(': ')}`,
    );
    document.write(...wishes.map(({ element, value }) => [element, register(stamp, value)] as const));
  };

  const leafAt = (path: string): Leaf => {
    const leaf = shape.get(path);
    demandUse(leaf, `${where} has no setting "${path}". It has: ${[...shape.keys()].join(', ')}.`);
    return leaf as Leaf;
  };
  const membersOf = ({ path }: Leaf): readonly SettingMember[] => held.get(path) as readonly SettingMember[];
  const setOf = (path: string): Leaf => {
    const leaf = leafAt(path);
    demandUse(leaf.isSet, `${where}: "${path}" is no set. Name it in sets, or set the whole list.`);
    return leaf;
  };
  /** What goes back to the default: all that anybody set, also what is not shown. */
  const resets = (path: string): Wish[] =>
    [...document.all()].flatMap(([element, fragment]): Wish[] => {
      const place = parseElement(element);
      const leaf = place && shape.get(place.path);
      const ours = leaf && place.owner === ownerFor(leaf) && (path === '' || isWithin(path, leaf.path));
      return ours && (fragment as readonly unknown[]).length > 1
        ? [{ element, leaf, member: place.member, value: undefined }]
        : [];
    });
  const wishesAt = (path: string, value: unknown): Wish[] => {
    const leaf = leafAt(path);
    if (value === undefined) return resets(path);
    demandUse(isData(value), `${where}: "${path}" must be set to data, e.g. event.target.value and not the event.`);
    if (!leaf.isSet) {
      const before = settled.parts.find((part) => part.leaf === leaf);
      return before && isSame(before.value, value) ? [] : [wish(leaf, value)];
    }
    demandUse(
      Array.isArray(value) && value.every(isMember),
      `${where}: "${path}" is a set, and must be set to a list of texts, numbers or booleans.`,
    );
    const [is, shall] = [membersOf(leaf), value as readonly SettingMember[]];
    return [
      ...is.filter((member) => !shall.includes(member)).map((member) => wish(leaf, false, member)),
      ...shall.filter((member) => !is.includes(member)).map((member) => wish(leaf, true, member)),
    ];
  };
  const change = (path: string, member: SettingMember, value: boolean): boolean => {
    const leaf = setOf(path);
    demandUse(isMember(member), `${where}: a member of "${path}" is a text, a number or a boolean.`);
    if (membersOf(leaf).includes(member) === value) return false;
    write([wish(leaf, value, member)]);
    return true;
  };

  // A tab that turns out to have had another one's name takes along what it shows.
  tab?.onChange((before) => {
    const mine = partsOf(document.all(), shape, before).filter(({ leaf }) => leaf.scope === 'tab');
    const stamp = now();
    document.write(
      ...mine.map(({ leaf, member, value }) => [wish(leaf, value, member).element, register(stamp, value)] as const),
    );
  });
  document.attach(store);
  return {
    ...store,
    name,
    get(path: string) {
      const keys = path.split('.');
      return keys.reduce<unknown>(
        (value, key) => (value as Record<string, unknown> | undefined)?.[key],
        store.getState().values,
      ) as never;
    },
    set(given: unknown, value?: unknown) {
      const all = typeof given === 'string' ? { [given]: value } : (given as object);
      write(Object.entries(all).flatMap(([path, each]) => wishesAt(path, each)));
    },
    reset(path: string = '') {
      demandUse(
        path === '' || [...shape.keys()].some((each) => isWithin(path, each)),
        `${where} has no setting "${path}".`,
      );
      write(resets(path));
    },
    add: (path, member) => change(path, member, true),
    remove: (path, member) => change(path, member, false),
    has: (path, member) => membersOf(setOf(path)).includes(member),
  };
}
