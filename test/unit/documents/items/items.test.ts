import { describe, expect, it, vi } from 'vitest';
import { names, openTwo } from './support.ts';

describe('items of an array', () => {
  it('are added, moved and removed, and stand in the values as a plain array', async () => {
    const { here, people } = await openTwo();
    const ann = people.add({ name: 'Ann' });
    const bea = people.add({ name: 'Bea' });
    people.add({ name: 'Cleo' }, 0);
    expect(names(here)).toEqual(['Cleo', 'Ann', 'Bea']);
    expect(people.move(bea, 0)).toBe(true);
    expect(people.move(ann, 9)).toBe(true);
    expect(names(here)).toEqual(['Bea', 'Cleo', 'Ann']);
    expect(people.set(ann, 'diet', 'vegan')).toBe(true);
    expect(here.get('table.people')).toEqual([{ name: 'Bea' }, { name: 'Cleo' }, { name: 'Ann', diet: 'vegan' }]);
    people.set(ann, 'diet', undefined);
    expect(here.get('table.people')?.[2]).toEqual({ name: 'Ann' });
    expect(people.remove(bea)).toBe(true);
    expect(people.getState().map(({ value }) => value.name)).toEqual(['Cleo', 'Ann']);
  });

  it('that are not there are not brought back by what still knows their id', async () => {
    const { here, people } = await openTwo();
    const id = people.add({ name: 'Ann' });
    people.remove(id);
    expect([people.set(id, 'name', 'Bea'), people.move(id, 0), people.remove(id)]).toEqual([false, false, false]);
    expect(here.get('table.people')).toEqual([]);
  });

  it('are replaced by a whole value, which begins with items of its own', async () => {
    const { here, people } = await openTwo();
    people.add({ name: 'Ann' });
    const whole = [{ name: 'Bea' }, { name: 'Cleo' }];
    here.set('table.people', whole);
    expect(here.get('table.people')).toBe(whole);
    expect(people.getState().map(({ value }) => value)).toEqual(whole);
    people.remove(people.getState()[0]?.id ?? '');
    expect(names(here)).toEqual(['Cleo']);
    here.set('table.people', undefined);
    expect(here.get('table.people')).toBeUndefined();
    expect(people.getState()).toEqual([]);
  });

  it('keep their identity while others change, and tell nobody of anything else', async () => {
    const { browser, here, people } = await openTwo();
    const ids = [people.add({ name: 'Ann' }), people.add({ name: 'Bea' })] as const;
    const before = people.getState();
    const array = here.get('table.people');
    let calls = 0;
    people.subscribe(() => calls++);
    here.set('table.note', 'By the window');
    await browser.clock.settle();
    expect([calls, people.getState(), here.get('table.people')]).toEqual([0, before, array]);
    expect(here.get('table.people')).toBe(array);
    people.set(ids[1], 'diet', 'vegan');
    expect(calls).toBe(1);
    expect(people.getState()[0]).toBe(before[0]);
    expect(here.get('table.people')?.[0]).toBe(array?.[0]);
    people.move(ids[0], 1);
    expect(people.getState()[1]).toBe(before[0]);
  });

  it('show their errors, also after others were put above them', async () => {
    const { here, people } = await openTwo();
    people.add({ name: 'Ann' });
    const id = people.add({ diet: 'any' });
    expect(await here.next()).toBe(false);
    const find = () => people.getState().find((item) => item.id === id);
    expect(find()?.errors).toEqual({ name: expect.any(String) });
    expect(people.getState()[0]?.errors).toEqual({});
    expect(here.getState().errors).toEqual({ 'table.people': find()?.errors.name });
    expect(people.error()).toBeUndefined();
    people.add({ name: 'Bea' }, 0);
    expect(find()?.errors.name).toBeDefined();
    people.set(id, 'name', 'Cleo');
    await vi.waitFor(() => expect(find()?.errors).toEqual({}));
    for (const item of people.getState()) people.remove(item.id);
    await vi.waitFor(() => expect(people.error()).toBe('Who eats with you?'));
  });

  it('have no field any more that was cleared, not even an empty one', async () => {
    const { here, people } = await openTwo();
    const id = people.add({ name: 'Ann', diet: 'vegan' });
    people.set(id, 'diet', undefined);
    expect(here.get('table.people')).toStrictEqual([{ name: 'Ann' }]);
  });

  it('refuses what is no item, and an array that is not there', async () => {
    const { here, people } = await openTwo();
    const usage = expect.objectContaining({ code: 'HOLDFAST_USAGE' });
    expect(() => people.add({ name: (() => 'Ann') as never })).toThrow(usage);
    expect(() => people.add(['Ann'] as never)).toThrow(usage);
    expect(() => people.add({}, -1)).toThrow(usage);
    expect(() => people.set(people.add(), 'name', Symbol('x') as never)).toThrow(usage);
    expect(() => here.items('nowhere.people' as 'table.people')).toThrow(usage);
  });
});
