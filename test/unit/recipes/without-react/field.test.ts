// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest';
import { bindField } from '../../../../docs/recipes/without-react/field.ts';
import { counted, openNotes, query, type } from './stage.ts';

afterEach(() => document.body.replaceChildren());

async function openField(prepare = (_input: HTMLInputElement): void => {}) {
  const shop = await openNotes();
  shop.a.session.start();
  await shop.signInAs('ada');
  const b = await shop.other();
  await shop.settle();
  document.body.innerHTML = '<input>';
  const input = query<HTMLInputElement>('input');
  prepare(input);
  const { store, listeners } = counted(shop.a.note);
  const stop = bindField(store, 'text.body', input);
  return { ...shop, b, input, stop, listeners };
}

it('an input keeps what is typed in the draft, and shows what another tab types', async () => {
  const { a, b, input, settle } = await openField();
  type(input, 'here');
  expect(a.note.get('text.body')).toBe('here');
  await settle();
  b.note.set('text.body', 'there');
  await settle();
  expect(input.value).toBe('there');
});

it('an input with the focus is not written over; what another tab has is offered', async () => {
  const { a, b, input, settle } = await openField();
  input.focus();
  type(input, 'mine');
  await settle();
  b.note.set('text.body', 'theirs');
  await settle();
  expect(input.value).toBe('mine');
  type(input, 'mine again');
  input.blur();
  await settle();
  expect(a.note.getState().conflicts['text.body']).toMatchObject([{ value: 'theirs' }]);
});

it('neither is one that had the focus before it was bound, once the person types', async () => {
  const { b, input, settle } = await openField((early) => early.focus());
  type(input, 'mine');
  await settle();
  b.note.set('text.body', 'theirs');
  await settle();
  expect(input.value).toBe('mine');
});

it('a draft that was emptied is not held by the focus', async () => {
  const { a, input, settle } = await openField();
  input.focus();
  type(input, 'mine');
  a.note.reset();
  await settle();
  expect(input.value).toBe('');
});

it('nothing listens when the input is let go', async () => {
  const { a, input, stop, listeners } = await openField();
  expect(listeners()).toBe(1);
  stop();
  expect(listeners()).toBe(0);
  type(input, 'nobody hears it');
  expect(a.note.get('text.body')).toBeUndefined();
});
