import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFieldErrors } from '../../../../src/sync/foreign/field-errors.ts';
import { mergeThree } from '../../../../src/sync/foreign/three-way.ts';
import { packVersion, unpackVersion, valuesIn } from '../../../../src/sync/foreign/values.ts';
import { laws } from '../../../support/runs.ts';

const small = fc.constantFrom<unknown>(undefined, null, '', 'a', 'b', 0, ['a'], ['a', 'b'], [{ id: 1 }], { a: 1 });
const copy = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));
/** The value that a verdict lets stand. */
const standing = (base: unknown, mine: unknown, theirs: unknown): unknown => {
  const verdict = mergeThree({ bases: [base], mine, theirs });
  return verdict === 'conflict' ? verdict : verdict === 'mine' ? mine : theirs;
};

describe('a field that is merged three ways', () => {
  it('is mine where nobody else changed it, theirs where I did not, and asked for where both did', () => {
    fc.assert(
      fc.property(small, small, small, (base, mine, theirs) => {
        expect(standing(base, copy(base), theirs)).toEqual(theirs);
        expect(standing(base, mine, copy(base))).toEqual(mine);
        expect(standing(base, mine, copy(mine))).toEqual(mine);
        const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
        const isAsked = !isSame(base, mine) && !isSame(base, theirs) && !isSame(mine, theirs);
        expect(standing(base, mine, theirs) === 'conflict').toBe(isAsked);
      }),
      laws(500),
    );
  });

  it('stands as it does whoever is called me, and when it is merged once more', () => {
    fc.assert(
      fc.property(small, small, small, (base, mine, theirs) => {
        const stands = standing(base, mine, theirs);
        expect(standing(base, theirs, mine)).toEqual(stands);
        if (stands === 'conflict') return;
        expect(standing(base, stands, theirs)).toEqual(stands);
        expect(standing(theirs, stands, theirs)).toEqual(stands);
      }),
      laws(500),
    );
  });

  it('is asked for sooner, and never later, the more there is that edits were made upon', () => {
    fc.assert(
      fc.property(small, fc.array(small, { maxLength: 4 }), small, small, (base, more, mine, theirs) => {
        const one = mergeThree({ bases: [base], mine, theirs });
        const all = mergeThree({ bases: [base, ...more], mine, theirs });
        if (one !== 'mine') expect(all).toBe(one);
        if (all === 'mine') expect(one).toBe('mine');
      }),
      laws(500),
    );
  });
});

describe('what comes from outside', () => {
  const inside = { steps: ['a', 'b'], secret: new Set(['b.c']), version: 1 };

  it('is either a record or refused, and one that was stored is the same again, without its secrets', () => {
    fc.assert(
      fc.property(fc.anything(), fc.string(), (given, etag) => {
        expect(() => unpackVersion(given, inside)).not.toThrow();
        let values: ReadonlyMap<string, unknown>;
        try {
          values = valuesIn(given, inside);
        } catch (error) {
          expect(error).toBeInstanceOf(TypeError);
          return;
        }
        const found = unpackVersion(packVersion({ etag, values }, inside), inside);
        const open = [...values].filter(([path]) => path !== 'b.c');
        expect(found).toEqual({ etag, values: new Map(open) });
      }),
      laws(500),
    );
    expect([...valuesIn({ a: { x: 1, y: undefined }, b: { c: null } }, inside)]).toEqual([
      ['a.x', 1],
      ['b.c', null],
    ]);
    for (const given of [null, [], { c: {} }, { a: 1 }, { a: { x: () => 1 } }])
      expect(() => valuesIn(given, inside)).toThrow(TypeError);
  });

  it('is read for messages about fields, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (given, errors) => {
        for (const body of [given, { errors }, { errors: [errors] }]) {
          const messages = readFieldErrors(body, ['a.x', 'b.c']);
          for (const [path, message] of Object.entries(messages)) {
            expect(['a.x', 'b.c']).toContain(path);
            expect(message).toEqual(expect.any(String));
          }
        }
      }),
      laws(500),
    );
  });
});
