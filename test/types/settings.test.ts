import { type } from 'arktype';
import { createSettings, type Session } from 'holdfast';
import { useSettings } from 'holdfast/react';
import * as v from 'valibot';
import { describe, expectTypeOf, it } from 'vitest';
import * as z from 'zod';

declare const session: Session<unknown>;
const schema = z.object({
  density: z.enum(['airy', 'dense']),
  notifications: z.object({ mail: z.boolean(), quiet: z.object({ from: z.coerce.number<string>() }).optional() }),
  pinned: z.array(z.string()),
  sizes: z.array(z.number()),
  rows: z.array(z.object({ id: z.string() })),
  labels: z.record(z.string(), z.string()),
  nickname: z.string().optional(),
  since: z.date().nullable(),
});
const defaults = {
  density: 'airy',
  notifications: { mail: true, quiet: { from: '22' } },
  pinned: [],
  sizes: [],
  rows: [],
  labels: {},
  nickname: undefined,
  since: null,
} as const;
const lists = { pinned: [], sizes: [], rows: [] };
const make = () =>
  createSettings(session, 'workspace', { schema, defaults: { ...defaults, ...lists }, sets: ['pinned', 'sizes'] });
type S = ReturnType<typeof make>;

describe('settings are typed by their schema', () => {
  it('know the path of every setting and of every group without a type argument', () => {
    expectTypeOf<Parameters<S['get']>[0]>().toEqualTypeOf<
      | ('density' | 'notifications' | 'notifications.mail' | 'notifications.quiet' | 'notifications.quiet.from')
      | ('pinned' | 'sizes' | 'rows' | 'labels' | 'nickname' | 'since')
    >();
    type State = ReturnType<S['getState']>;
    expectTypeOf<State['values']>().toEqualTypeOf<z.output<typeof schema>>();
    expectTypeOf<State['changed'][number]>().toEqualTypeOf<
      | ('density' | 'notifications.mail' | 'notifications.quiet.from')
      | ('pinned' | 'sizes' | 'rows' | 'labels' | 'nickname' | 'since')
    >();
  });

  it('take what the schema takes and show what it makes of it', () => {
    void ((settings: S) => {
      settings.set('density', 'dense');
      settings.set('notifications.quiet.from', '20');
      settings.set({ density: 'airy', 'notifications.mail': false });
      settings.set('since', null);
      settings.set('labels', { any: 'name' });
      settings.set('density', undefined);
      settings.reset();
      settings.reset('notifications');
      expectTypeOf(settings.get('density')).toEqualTypeOf<'airy' | 'dense'>();
      expectTypeOf(settings.get('notifications.quiet.from')).toEqualTypeOf<number>();
      expectTypeOf(settings.get('notifications')).toEqualTypeOf<{
        mail: boolean;
        quiet?: { from: number } | undefined;
      }>();
      expectTypeOf(settings.get('nickname')).toEqualTypeOf<string | undefined>();
      // @ts-expect-error not one of the words
      settings.set('density', 'cosy');
      // @ts-expect-error the schema makes a number of it, but takes a text
      settings.set('notifications.quiet.from', 20);
      // @ts-expect-error there is no such setting
      settings.set('notifications.sms', true);
      // @ts-expect-error a group is set by its settings
      settings.set('notifications', { mail: true });
      // @ts-expect-error a part of a value is no path
      settings.set('labels.any', 'name');
      // @ts-expect-error no such setting among several
      settings.set({ densities: 'airy' });
      // @ts-expect-error a wrong value among several
      settings.set({ density: 'cosy' });
      // @ts-expect-error there is nothing to reset
      settings.reset('notification');
      // @ts-expect-error a store that can only be read
      settings.setState({});
    });
  });

  it('know which lists are sets, and of what', () => {
    void ((settings: S) => {
      expectTypeOf(settings.add('pinned', 'mug')).toEqualTypeOf<boolean>();
      settings.remove('sizes', 42);
      settings.has('pinned', 'mug');
      // @ts-expect-error a member is a text
      settings.add('pinned', 42);
      // @ts-expect-error a list, but not named as a set
      settings.add('rows', { id: 'a' });
      // @ts-expect-error no list
      settings.add('density', 'dense');
      const plain = createSettings(session, 'plain', {
        schema: z.object({ a: z.array(z.string()) }),
        defaults: { a: [] },
      });
      // @ts-expect-error nothing was named as a set
      plain.add('a', 'b');
    });
  });

  it('refuse options that make no sense', () => {
    const one = z.object({ a: z.string(), b: z.object({ c: z.number().optional() }) });
    void (() => {
      createSettings(session, 'a', { schema: one, defaults: { a: '', b: { c: undefined } }, scope: { b: 'tab' } });
      createSettings(session, 'a', { schema: one, defaults: { a: '', b: { c: 1 } }, scope: 'device' });
      // @ts-expect-error defaults are complete, also where the schema does without
      createSettings(session, 'a', { schema: one, defaults: { a: '', b: {} } });
      // @ts-expect-error of the wrong kind
      createSettings(session, 'a', { schema: one, defaults: { a: 1, b: { c: 1 } } });
      // @ts-expect-error a set is a list
      createSettings(session, 'a', { schema: one, defaults: { a: '', b: { c: 1 } }, sets: ['a'] });
      // @ts-expect-error there is no such path
      createSettings(session, 'a', { schema: one, defaults: { a: '', b: { c: 1 } }, scope: { d: 'tab' } });
      // @ts-expect-error only tab, device and account
      createSettings(session, 'a', { schema: one, defaults: { a: '', b: { c: 1 } }, scope: { a: 'page' } });
      // @ts-expect-error a schema of an object
      createSettings(session, 'a', { schema: z.string(), defaults: {} });
      // @ts-expect-error settings belong to a session
      createSettings({ name: 'x' }, 'a', { schema: one, defaults: { a: '', b: { c: 1 } } });
    });
  });

  it('work the same in valibot and arktype', () => {
    void (() => {
      const valibot = createSettings(session, 'v', {
        schema: v.object({ theme: v.object({ dark: v.optional(v.boolean(), false) }), tags: v.array(v.string()) }),
        defaults: { theme: { dark: true }, tags: ['a'] },
        sets: ['tags'],
        scope: { theme: 'device' },
      });
      valibot.set('theme.dark', true);
      valibot.add('tags', 'b');
      expectTypeOf(valibot.get('theme')).toEqualTypeOf<{ dark: boolean }>();
      // @ts-expect-error no boolean
      valibot.set('theme.dark', 'yes');
      const arktype = createSettings(session, 'k', {
        schema: type({ theme: { dark: 'boolean', accent: 'string.numeric.parse' }, tags: 'string[]' }),
        defaults: { theme: { dark: true, accent: '1' }, tags: [] },
        sets: ['tags'],
      });
      arktype.set('theme.accent', '2');
      arktype.remove('tags', 'a');
      expectTypeOf(arktype.get('theme.accent')).toEqualTypeOf<number>();
      // @ts-expect-error a text is taken
      arktype.set('theme.accent', 2);
    });
  });

  it('give React the state with the methods, or what a selector picks', () => {
    void ((settings: S) => {
      const { values, set, add } = useSettings(settings);
      expectTypeOf(values.density).toEqualTypeOf<'airy' | 'dense'>();
      set('density', 'dense');
      add('pinned', 'mug');
      expectTypeOf(useSettings(settings, (state) => state.values.sizes)).toEqualTypeOf<number[]>();
    });
  });
});
