import { expect, it } from 'vitest';
import { cdp, userEvent } from 'vitest/browser';
import { demandSilence, input, openEverything } from './support/every-input.tsx';

demandSilence();

const press = (keys: string) => userEvent.keyboard(keys);

it('a text has as many lines as were typed', async () => {
  const { values } = await openEverything();
  await userEvent.click(input('note'));
  await press('one{Enter}two{Enter}{Enter}three');
  expect(values().note).toBe('one\ntwo\n\nthree');
});

it('half a number is not overwritten by another tab while the person is at it', async () => {
  const { elsewhere, settle, values } = await openEverything();
  await userEvent.click(input('number'));
  await press('4{Backspace}-');
  await settle();
  elsewhere.set('all.number', 7);
  await settle();
  expect(input('number').validity.badInput).toBe(true);
  await press('3');
  expect([values().number, input('number').value]).toEqual([-3, '-3']);
});

it('a slider is moved by arrows', async () => {
  const { values } = await openEverything();
  input('range').focus();
  await press('{ArrowRight}');
  expect([values().range, input('range').value]).toEqual([6, '6']);
  await press('{Home}');
  expect([values().range, input('range').value]).toEqual([0, '0']);
});

it('several are chosen from a list, and chosen off again', async () => {
  const { values } = await openEverything();
  await userEvent.selectOptions(input('many'), ['red', 'blue']);
  expect(values().many).toEqual(['red', 'blue']);
  input('many').focus();
  await press('{Home}{Shift>}{ArrowDown}{/Shift}');
  expect(values().many).toEqual(['red', 'green']);
});

it('a date and a time are typed part by part; one that lost a part keeps the others', async () => {
  const { values, settle } = await openEverything();
  input('date').focus();
  await press('02');
  await settle();
  await press('14');
  await settle();
  expect(values().date).toBeUndefined();
  await press('2031');
  await settle();
  expect(values().date).toBe('2031-02-14');
  await press('{Backspace}');
  await settle();
  expect([values().date, input('date').validity.badInput]).toEqual(['', true]);
  await press('2032');
  expect([values().date, input('date').value]).toEqual(['2032-02-14', '2032-02-14']);
  input('time').focus();
  await press('0945');
  await settle();
  await press('PM');
  expect(values().time).toBe('21:45');
});

it('what is composed stays whole, whatever another tab writes meanwhile', async () => {
  const { draft, elsewhere, settle, at } = await openEverything();
  await userEvent.click(input('text'));
  await press('ab');
  await press('{ArrowLeft}');
  await settle();
  const compose = (text: string) =>
    cdp().send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  await compose('に');
  await settle();
  await at(1);
  elsewhere.set('all.text', 'theirs');
  await settle();
  await compose('にほ');
  await settle();
  expect(input('text').value).toBe('aにほb');
  await cdp().send('Input.insertText', { text: '日本' });
  await settle();
  expect([input('text').value, input('text').selectionStart]).toEqual(['a日本b', 3]);
  expect([draft.get('all.text'), elsewhere.get('all.text')]).toEqual(['a日本b', 'a日本b']);
});
