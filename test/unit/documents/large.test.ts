import type { StandardSchemaV1 } from '@standard-schema/spec';
import { createTestBrowser } from 'holdfast/testing';
import { expect, it, vi } from 'vitest';
import { shallow } from 'zustand/shallow';
import { createDraft } from '../../../src/documents/draft/draft.ts';
import type { Draft } from '../../../src/documents/draft/face.ts';
import { createFields } from '../../../src/documents/draft/fields.ts';
import type { Fragment } from '../../../src/documents/fragment.ts';
import { ann, openDesk } from './support.ts';

type Form = { readonly [field: string]: string | undefined };
type Steps = { readonly form: StandardSchemaV1<Form>; readonly other: StandardSchemaV1<Form> };
const size = 5000;
const form = Object.fromEntries(Array.from({ length: size }, (_, at) => [`f${at}`, `${at}`]));

/** A draft of thousands of fields in one step, and how often its schema is asked. */
async function openLarge() {
  const validate = vi.fn((given: unknown): StandardSchemaV1.Result<Form> => {
    const { f0 = '' } = given as Form;
    return f0 === 'bad' ? { issues: [{ message: 'No.', path: ['f0'] }] } : { value: given as Form };
  });
  const schema: StandardSchemaV1<Form> = { '~standard': { version: 1, vendor: 'test', validate } };
  const browser = createTestBrowser();
  const steps: Steps = { form: schema, other: schema };
  const draft: Draft<Steps> = createDraft(openDesk(browser, ann), 'form', { steps, personal: false });
  await browser.clock.settle();
  for (const [name, value] of Object.entries(form)) draft.set(`form.${name}`, value);
  await browser.clock.settle();
  return { browser, draft, validate };
}

it('an edit of one field looks at that field alone, and shows a moment that nobody has to look at', () => {
  const looked: string[] = [];
  class Watched extends Map<string, Fragment> {
    override get(key: string): Fragment | undefined {
      looked.push(key);
      return super.get(key);
    }
    override [Symbol.iterator](): MapIterator<[string, Fragment]> {
      looked.push('all');
      return super[Symbol.iterator]();
    }
  }
  const stamp = (at: number): string => `${String(at).padStart(13, '0')}r`;
  const all = new Watched();
  for (const name of Object.keys(form)) all.set(`form.${name}`, [stamp(1), name]);
  const fields = createFields(
    ['form', 'other'],
    () => all,
    () => 'r',
  );
  fields.update(all.keys());
  const before = fields.values();
  looked.length = 0;
  all.set('form.f7', [stamp(2), 'new']);
  expect(fields.update(['form.f7'])).toEqual(['form.f7']);
  expect(new Set(looked)).toEqual(new Set(['form.f7']));
  expect(fields.at('form.f7')).toBe('new');
  expect([before['form']?.['f7'], fields.values()['form']?.['f7']]).toEqual(['f7', 'new']);
});

it('a state that was taken stays as it was, and what did not change keeps its identity', async () => {
  const { draft } = await openLarge();
  const before = draft.getState();
  draft.set('form.f1', 'one');
  const middle = draft.getState();
  draft.set('form.f2', undefined);
  draft.set('other.a', 'a');
  const after = draft.getState();
  expect(after.values.form).toEqual({ ...form, f1: 'one', f2: undefined });
  expect(Object.hasOwn(after.values.form, 'f2')).toBe(false);
  expect(middle.values.form).toEqual({ ...form, f1: 'one' });
  expect(before.values.form).toEqual(form);
  expect(after.values.form).toBe(draft.getState().values.form);
  expect(before.values.other).toBe(middle.values.other);
  expect(before.values).not.toBe(middle.values);
  draft.set('form.f1', 'one');
  expect(draft.getState()).toBe(after);
});

it('values are plain data for whoever takes them apart', async () => {
  const { draft } = await openLarge();
  draft.set('other.a', 'a');
  const { values } = { ...draft.getState() };
  const plain = { form, other: { a: 'a' } };
  expect(values).toEqual(plain);
  expect({ ...values }).toEqual(plain);
  expect(JSON.parse(JSON.stringify(values))).toEqual(plain);
  expect(structuredClone(values)).toEqual(plain);
  expect(Object.keys(values)).toEqual(['form', 'other']);
  expect(shallow(values, { ...draft.getState().values })).toBe(true);
});

it('the schema of a step is asked once for all that is set in one turn', async () => {
  const { browser, draft, validate } = await openLarge();
  expect(validate).not.toHaveBeenCalled();
  draft.set('form.f0', 'bad');
  expect(await draft.next()).toBe(false);
  validate.mockClear();
  for (let at = 1; at < 100; at++) draft.set(`form.f${at}`, 'x');
  draft.set('form.f0', 'good');
  await browser.clock.settle();
  expect(validate).toHaveBeenCalledTimes(1);
  expect(draft.getState().errors).toEqual({});
});
