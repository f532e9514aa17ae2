import fc from 'fast-check';
import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Element } from '../../../src/documents/elements.ts';
import { join, register } from '../../../src/documents/fragment.ts';
import { inOrder, type Part, settle } from '../../../src/documents/settings/reading.ts';
import { readShape } from '../../../src/documents/settings/shape.ts';
import { createAccept } from '../../../src/documents/settings/stored.ts';
import { laws } from '../../support/runs.ts';
import { settingsOf } from '../documents/settings/support.ts';
import { ann, type Desk, openDesk } from '../documents/support.ts';

type Settings = ReturnType<typeof settingsOf>;
interface Tab {
  readonly desk: Desk;
  readonly settings: Settings;
}

const paths = ['density', 'notifications.mail', 'notifications.quiet.from', 'panel.width'] as const;
const members = ['compass', 'mug', 'rope'] as const;
const n = fc.nat({ max: 20 });

/** Edits one path, or one member. Answers its path. */
const edit = ({ settings }: Tab, what: string, at: number): string => {
  const path = paths[at % paths.length] ?? 'density';
  const member = members[at % members.length] ?? 'mug';
  if (what === 'reset') {
    settings.reset(path);
    return path;
  }
  if (what === 'add' || what === 'remove') {
    settings[what]('pinned', member);
    return 'pinned';
  }
  if (path === 'density') settings.set(path, at % 2 ? 'airy' : 'dense');
  else if (path === 'notifications.mail') settings.set(path, at % 2 === 0);
  else settings.set(path, at);
  return path;
};
const edits = ['set', 'add', 'remove', 'reset'] as const;
const act = fc.record({
  do: fc.constantFrom(...edits, 'set', 'add', 'open', 'close', 'crash', 'settle', 'fail', 'reset-all'),
  tab: fc.nat({ max: 2 }),
  n,
});

const open = (browser: ReturnType<typeof createTestBrowser>): Tab => {
  const desk = openDesk(browser, ann);
  return { desk, settings: settingsOf(desk) };
};
const leaves = ['density', 'notifications.mail', 'notifications.quiet.from', 'notifications.quiet.to'] as const;
const shared = ({ settings }: Tab): unknown[] => [...leaves.map((path) => settings.get(path)), settings.get('pinned')];

describe('settings in several tabs that come and go', () => {
  it('P4: agree with each other after anything at all, but for what is a tab’s own', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 30 }), async (list) => {
        const browser = createTestBrowser();
        let tabs = [open(browser)];
        for (const { do: what, tab: at, n } of list) {
          const tab = tabs[at % tabs.length] as Tab;
          if (what === 'open' && tabs.length < 3) tabs.push(open(browser));
          else if (what === 'settle') await browser.clock.advance(n);
          else if (what === 'fail') browser.databases.failNext(n % 3);
          else if (what === 'reset-all') tab.settings.reset();
          else if ((what === 'close' || what === 'crash') && tabs.length > 1) {
            tab.desk.tab[what]();
            tabs = tabs.filter((other) => other !== tab);
          } else if (what !== 'open' && what !== 'close' && what !== 'crash') edit(tab, what, n);
        }
        browser.databases.failNext(0);
        await browser.clock.advance(5000);
        tabs.push(open(browser));
        await browser.clock.settle();
        for (const { desk } of tabs) desk.wake();
        await browser.clock.settle();
        for (const tab of tabs) expect(shared(tab)).toEqual(shared(tabs[0] as Tab));
        expect(tabs.at(-1)?.settings.get('panel')).toEqual({ open: false, width: 300 });
      }),
      laws(30),
    );
  });

  it('P9: an edit of one path never changes another, nor another member of its set', async () => {
    const one = fc.record({ do: fc.constantFrom(...edits), tab: fc.nat({ max: 1 }), n });
    await fc.assert(
      fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 20 }), async (list) => {
        const browser = createTestBrowser();
        const tabs = [open(browser), open(browser)];
        await browser.clock.settle();
        for (const { do: what, tab: at, n } of list) {
          const tab = tabs[at] as Tab;
          const before = structuredClone(tab.settings.getState().values);
          const path = edit(tab, what, n);
          const after = tab.settings.getState().values;
          const others = (values: typeof before): unknown[] => [
            ...(path === 'density' ? [] : [values.density]),
            ...(path === 'notifications.mail' ? [] : [values.notifications.mail]),
            ...(path === 'notifications.quiet.from' ? [] : [values.notifications.quiet.from]),
            ...(path === 'panel.width' ? [] : [values.panel.width]),
            values.pinned.filter((member) => path !== 'pinned' || member !== members[n % members.length]),
          ];
          expect(others(after)).toEqual(others(before));
          if (n % 4 === 0) await browser.clock.settle();
        }
      }),
      laws(30),
    );
  });
});

describe('settings of an older version', () => {
  it('P15: come to the same whether they are joined or translated first', () => {
    const shape = readShape({ big: '', tags: [], list: [] }, ['tags', 'list'], () => 'account');
    const migrate = (path: string, value: unknown): Record<string, unknown> =>
      path === 'labels' ? { tags: value } : path === 'small' ? { big: String(value).toUpperCase() } : { [path]: value };
    const accept = createAccept(
      shape,
      2,
      migrate,
      () => 'me',
      () => 0,
    );
    // No two replicas make the same stamp.
    const stamp = fc.tuple(n, fc.nat({ max: 2 })).map(([at, by]) => `${String(at).padStart(13, '0')}r${by}`);
    const values = {
      '@set:small': 'a',
      '@set:labels="x"': true,
      '@set:list': ['x'],
      '@tab:me:small': 'b',
      '@set:odd': 1,
    };
    const element = fc.constantFrom(...(Object.keys(values) as (keyof typeof values)[]));
    const fragment = fc.tuple(stamp, fc.boolean(), element).map(([at, there, name]): Element => {
      const value = name === '@set:labels="x"' ? at.endsWith('1') : `${values[name]}${at}`;
      return [name, register(at, there ? (name === '@set:list' ? [at] : value) : undefined)];
    });
    const joined = (elements: readonly Element[]): Map<string, unknown> => {
      const all = new Map<string, Element[1]>();
      for (const [name, part] of elements) {
        const before = all.get(name);
        all.set(name, before ? join(before, part) : part);
      }
      return all;
    };
    const translated = (elements: Iterable<readonly [string, unknown]>): Element[] =>
      [...elements].flatMap(([name, part]) => accept(name, part as Element[1], 1) ?? []);
    fc.assert(
      fc.property(
        fc.uniqueArray(fragment, { selector: ([, part]) => JSON.stringify(part).slice(0, 18) }),
        (elements) => {
          expect(joined(translated(elements))).toEqual(joined(translated(joined(elements))));
        },
      ),
      laws(300),
    );
  });
});

describe('what a schema refuses of what is stored', () => {
  const schema = z
    .object({ a: z.number().max(5), b: z.number(), tags: z.array(z.string()).max(3) })
    .refine(({ a, b }) => a + b < 9, 'Too much.');
  const shape = readShape({ a: 0, b: 0, tags: ['x'] }, ['tags'], () => 'account');
  const check = (candidate: object) => {
    const { data, error } = schema.safeParse(candidate);
    return data ? { value: data } : { issues: error.issues };
  };
  const part = fc
    .record({ path: fc.constantFrom('a', 'b', 'tags'), n: fc.nat({ max: 9 }), at: fc.nat({ max: 9 }) })
    .map(({ path, n, at }): Part => {
      const leaf = shape.get(path);
      if (!leaf) throw new Error(path);
      const member = leaf.isSet ? `t${n}` : undefined;
      return {
        element: `${path}${member ?? ''}`,
        leaf,
        member,
        stamp: `000000000000${at}r`,
        value: leaf.isSet ? at > 1 : n,
      };
    });
  const stored = fc.uniqueArray(part, { selector: ({ element }) => element, maxLength: 8 });

  it('never leaves anything that it refuses, nor leaves out one that it would accept beside the rest', () => {
    fc.assert(
      fc.property(stored, (parts) => {
        const { value, parts: shown, refused } = settle(shape, parts, check);
        expect(schema.safeParse(value).success).toBe(true);
        expect(shown.length + refused.length).toBe(parts.length);
        for (const [left] of refused) {
          const again = settle(shape, inOrder([...shown, left]), check);
          expect(again.parts.length).toBeLessThanOrEqual(shown.length);
        }
      }),
      laws(300),
    );
  });

  it('says the same in whatever order it is read', () => {
    fc.assert(
      fc.property(stored, fc.nat({ max: 7 }), (parts, by) => {
        const turned = [...parts.slice(by), ...parts.slice(0, by)];
        expect(settle(shape, turned, check).value).toEqual(settle(shape, parts, check).value);
      }),
      laws(300),
    );
  });
});
