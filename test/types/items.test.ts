import * as v from 'valibot';
import { describe, expectTypeOf, it } from 'vitest';
import * as z from 'zod';
import { createDraft } from '../../src/documents/draft/draft.ts';
import type { DocumentOwner } from '../../src/vault/host.ts';

declare const session: DocumentOwner;
const table = z.object({
  people: z.array(z.object({ name: z.string(), age: z.coerce.number<string>(), tags: z.array(z.string()).optional() })),
  names: z.array(z.string()),
  days: z.array(z.date()),
  photos: z.array(z.file()).optional(),
  note: z.string().optional(),
});
const pets = v.object({
  pets: v.optional(
    v.array(
      v.variant('kind', [
        v.object({ kind: v.literal('dog'), breed: v.string() }),
        v.object({ kind: v.literal('bird'), sings: v.boolean() }),
      ]),
    ),
  ),
});
const make = () => createDraft(session, 'survey', { steps: { table, pets } });
type D = ReturnType<typeof make>;

describe('items of an array are typed by the schema', () => {
  it('at every path that holds an array of objects, and at no other', () => {
    expectTypeOf<Parameters<D['items']>[0]>().toEqualTypeOf<'table.people' | 'pets.pets'>();
    void ((d: D) => {
      // @ts-expect-error texts have no fields
      d.items('table.names');
      // @ts-expect-error files are values
      d.items('table.photos');
      // @ts-expect-error there is no such field
      d.items('table.persons');
    });
  });

  it('with their fields, as the schema takes them', () => {
    void ((d: D) => {
      const people = d.items('table.people');
      const id = people.add({ name: 'Ann', age: '42' });
      people.add();
      people.set(id, 'tags', ['vegan']);
      people.set(id, 'age', undefined);
      const [first] = people.getState();
      expectTypeOf(first?.value.age).toEqualTypeOf<string | undefined>();
      expectTypeOf(first?.errors.name).toEqualTypeOf<string | undefined>();
      // @ts-expect-error a number is not what the schema takes
      people.set(id, 'age', 42);
      // @ts-expect-error an item has no such field
      people.set(id, 'nick', 'A');
      // @ts-expect-error nor when it is added
      people.add({ nick: 'A' });
      // @ts-expect-error a store that can only be read
      people.setState([]);
    });
  });

  it('with what lost in their fields, at the item and in the state of the draft', () => {
    void ((d: D) => {
      const people = d.items('table.people');
      const [first] = people.getState();
      expectTypeOf(first?.conflicts.name?.[0]?.value).toEqualTypeOf<string | undefined>();
      if (first) people.resolve(first.id, 'name', first.conflicts.name?.[0]);
      // @ts-expect-error a name is nobody's tags
      if (first) people.resolve(first.id, 'tags', first.conflicts.name?.[0]);
      people.edit('id', 'age').set('42');
      // @ts-expect-error a number is not what the schema takes
      people.edit('id', 'age').set(42);
      const [found] = d.getState().itemConflicts;
      expectTypeOf(found?.path).toEqualTypeOf<'table.people' | 'pets.pets' | undefined>();
      if (found) d.resolve(found, found.values[0]);
      d.resolve({ path: 'table.people', id: 'id', field: 'name' });
      // @ts-expect-error a person has no breed
      d.resolve({ path: 'table.people', id: 'id', field: 'breed' });
    });
  });

  it('of a union with the fields of each of its objects', () => {
    void ((d: D) => {
      const all = d.items('pets.pets');
      const id = all.add({ kind: 'dog' });
      all.set(id, 'sings', true);
      expectTypeOf(all.getState()[0]?.value.kind).toEqualTypeOf<'dog' | 'bird' | undefined>();
      // @ts-expect-error no such kind
      all.set(id, 'kind', 'cat');
    });
  });
});
