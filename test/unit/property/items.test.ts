import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Element } from '../../../src/documents/elements.ts';
import { type Fragment, isRegister, join, register } from '../../../src/documents/fragment.ts';
import {
  addItem,
  type Items,
  moveItem,
  removeItem,
  seenInField,
  setField,
} from '../../../src/documents/items/editing.ts';
import { createShelf, type Shelf } from '../../../src/documents/items/shelf.ts';
import { laws } from '../../support/runs.ts';

const path = 'survey.people';

/** One tab: all it knows, and what it makes of that. */
interface Side {
  readonly known: Map<string, Fragment>;
  readonly shelf: Shelf;
  take(edits: Iterable<Element>): void;
}

function createSide(): Side {
  const known = new Map<string, Fragment>();
  const shelf = createShelf(
    (name) => {
      const found = known.get(name);
      return found && isRegister(found) ? found : undefined;
    },
    () => '',
  );
  return {
    known,
    shelf,
    take(edits) {
      for (const [name, fragment] of edits) {
        const before = known.get(name);
        known.set(name, before ? join(before, fragment) : fragment);
        shelf.note(name);
      }
    },
  };
}

type Act = { readonly do: 'add' | 'set' | 'move' | 'remove' | 'whole' | 'hear'; by: number; at: number; n: number };
const kinds = ['add', 'add', 'set', 'set', 'move', 'remove', 'whole', 'hear', 'hear'] as const;
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.record({ do: fc.constantFrom(...kinds), by: fc.nat({ max: 2 }), at: fc.nat({ max: 5 }), n: fc.nat({ max: 5 }) }),
  { maxLength: 30 },
);

/** Plays acts among three tabs, two at the same millisecond now and then. */
function play(
  list: readonly Act[],
  onAct: (side: Side, act: Act, id: string | null, before: Items['list']) => void = () => {},
): Side[] {
  const sides = [createSide(), createSide(), createSide()];
  let counter = 0;
  list.forEach((act, moment) => {
    const side = sides[act.by] as Side;
    if (act.do === 'hear') {
      side.take((sides[act.at % 3] as Side).known);
      return;
    }
    const items = side.shelf.of(path);
    const tick = (after: string): string => {
      const head = String(Math.floor(moment / 2)).padStart(9, '0') + String(counter++).padStart(4, '0');
      const given = after.slice(0, 13);
      return `${head > given ? head : String(Number(given) + 1).padStart(13, '0')}0000${act.by}c`;
    };
    const id = items.list[act.at % (items.list.length || 1)]?.id ?? null;
    if (act.do === 'whole')
      side.take([
        [
          path,
          register(
            tick(side.shelf.changedAt(path)),
            Array.from({ length: act.n }, (_, n) => ({ n })),
          ),
        ],
      ]);
    else if (act.do === 'add') side.take(addItem(items, { n: act.n }, act.at, tick(side.shelf.changedAt(path)))[1]);
    else if (id === null) return;
    else if (act.do === 'set')
      side.take(
        setField(
          items,
          id,
          act.n > 2 ? 'n' : 'm',
          act.n,
          seenInField(items, id, act.n > 2 ? 'n' : 'm', `0000${act.by}c`),
          tick,
        ),
      );
    else if (act.do === 'move') side.take(moveItem(items, id, act.n % items.list.length, tick));
    else side.take(removeItem(items, id, tick));
    onAct(side, act, id, items.list);
  });
  return sides;
}

const listOf = ({ shelf }: Side) => shelf.of(path).list;

describe('items of an array', () => {
  it('P1–P4: come to the same list in every tab, in whatever order they hear of it, and however often', () => {
    fc.assert(
      fc.property(acts, fc.infiniteStream(fc.nat()), (list, order) => {
        const sides = play(list);
        const edits = sides.flatMap(({ known }) => [...known]);
        const shuffled = edits
          .map((edit) => [order.next().value as number, edit] as const)
          .sort(([a], [b]) => a - b)
          .map(([, edit]) => edit);
        const fresh = createSide();
        fresh.take(shuffled);
        for (const side of sides) {
          for (const { known } of sides) side.take(structuredClone([...known]));
          expect(listOf(side)).toEqual(listOf(fresh));
          expect(side.shelf.valueAt(path)).toEqual(fresh.shelf.valueAt(path));
        }
      }),
      laws(300),
    );
  });

  it('P5: show what was just done, whatever others have done', () => {
    fc.assert(
      fc.property(acts, (list) => {
        play(list, (side, { do: what, at, n }, id) => {
          const after = listOf(side);
          const found = after.find((item) => item.id === id);
          if (what === 'whole')
            expect(after.map(({ value }) => value)).toEqual(Array.from({ length: n }, (_, k) => ({ n: k })));
          if (what === 'add') expect(after.map(({ value }) => value)).toContainEqual({ n });
          if (what === 'set') expect(found?.value).toMatchObject({ [n > 2 ? 'n' : 'm']: n });
          if (what === 'move') expect(after[n % after.length]?.id ?? at).toBe(id);
          if (what === 'remove') expect(found).toBeUndefined();
        });
      }),
      laws(300),
    );
  });

  it('P6, P7: are all there but those that somebody removed, and hearing of old parts again brings none back', () => {
    fc.assert(
      fc.property(acts, (list) => {
        const edits = list.filter(({ do: what }) => what !== 'whole');
        const [added, removed] = [new Set<string>(), new Set<string>()];
        const stale: Element[] = [];
        const sides = play(edits, (side, { do: what }, id, before) => {
          stale.push(...side.known);
          const known = new Set(before.map((item) => item.id));
          if (what === 'add') for (const item of listOf(side)) if (!known.has(item.id)) added.add(item.id);
          if (what === 'remove' && id) removed.add(id);
        });
        for (const side of sides) for (const { known } of sides) side.take([...known]);
        for (const side of sides) {
          const ids = new Set(listOf(side).map(({ id }) => id));
          for (const id of added) expect(ids.has(id) || removed.has(id)).toBe(true);
          const before = listOf(side);
          side.take(stale);
          expect(listOf(side)).toBe(before);
        }
      }),
      laws(300),
    );
  });

  it('read one by one are the list that is read anew, in every tab and after every edit', () => {
    fc.assert(
      fc.property(acts, (list) => {
        play(list, (side) => {
          const fresh = createSide();
          fresh.take(side.known);
          expect(listOf(side)).toEqual(listOf(fresh));
        });
      }),
      laws(300),
    );
  });

  it('P9: are left alone, the very same, by an edit of another item or of another field', () => {
    fc.assert(
      fc.property(acts, (list) => {
        play(list, (side, { do: what, n }, id, before) => {
          if (what === 'whole') return;
          for (const item of before) {
            const found = listOf(side).find((each) => each.id === item.id);
            if (item.id !== id || what === 'move') expect(found?.value).toBe(item.value);
            else if (what === 'set') {
              const field = n > 2 ? 'n' : 'm';
              expect({ ...(found?.value as object), [field]: 0 }).toEqual({ ...(item.value as object), [field]: 0 });
            }
          }
        });
      }),
      laws(300),
    );
  });
});
