import { expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { demandSilence, input, openEverything } from './support/every-input.tsx';

demandSilence();

const press = (keys: string) => userEvent.keyboard(keys);

it.each(['text', 'note'] as const)(
  'a caret in the midst of a %s stays where it is while somebody types',
  async (label) => {
    const { draft, values, settle } = await openEverything();
    await userEvent.click(input(label));
    await press('Hello world');
    await press('{ArrowLeft>5/}');
    for (const key of 'wide ') {
      await press(key);
      await settle();
    }
    expect([input(label).value, input(label).selectionStart]).toEqual(['Hello wide world', 11]);
    await press('{Backspace>5/}{Delete}');
    expect([input(label).value, input(label).selectionStart]).toEqual(['Hello orld', 6]);
    expect(values()[label]).toBe('Hello orld');
    expect(draft.getState().conflicts).toEqual({});
  },
);

it.each([
  { keys: '1e5', steps: [1, null, 100_000] },
  { keys: '-12', steps: [null, -1, -12] },
  { keys: '1.50', steps: [1, 1, 1.5, 1.5] },
  { keys: '0.05', steps: [0, 0, 0, 0.05] },
])('a number is typed key by key: $keys', async ({ keys, steps }) => {
  const { values, settle } = await openEverything();
  await userEvent.click(input('number'));
  const seen: unknown[] = [];
  for (const key of keys) {
    await press(key);
    await settle();
    seen.push(values().number ?? null);
  }
  expect(seen).toEqual(steps);
  expect(input('number').valueAsNumber).toBe(Number(keys));
});

it('half a number is no value, and stays before the person’s eyes: also when they look elsewhere and come back', async () => {
  const { values, settle } = await openEverything();
  await userEvent.click(input('number'));
  await press('42');
  input('number').select();
  await press('-');
  await settle();
  expect([values().number, input('number').validity.badInput]).toEqual([undefined, true]);
  await userEvent.tab();
  await settle();
  expect(input('number').validity.badInput).toBe(true);
  await userEvent.click(input('number'));
  await press('{End}7');
  expect([values().number, input('number').value]).toEqual([-7, '-7']);
});

it('a box is ticked by the space bar', async () => {
  const { values } = await openEverything();
  input('check').focus();
  await press(' ');
  expect([values().check, input('check').checked]).toEqual([true, true]);
  await press(' ');
  expect([values().check, input('check').checked]).toEqual([false, false]);
});

it('a choice is made by arrows and by letters, and taken back', async () => {
  const { values } = await openEverything();
  input('one').focus();
  await press('{ArrowDown}');
  expect(values().one).toBe('red');
  await press('b');
  expect(values().one).toBe('blue');
  await press('{Home}');
  expect([values().one, input('one').value]).toEqual(['', '']);
});
