import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyOf, namesIn, prefixOf } from '../../../src/vault/keys.ts';
import { runs } from '../../support/runs.ts';

describe('keys', () => {
  it('come apart as they were put together, whatever signs the names have', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (partition, document, element) => {
        expect(namesIn(keyOf(prefixOf(partition, document), element))).toEqual([partition, document, element]);
      }),
      runs(300),
    );
  });

  it('of one document never begin as those of another do', () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.string(), fc.string()),
        fc.tuple(fc.string(), fc.string()),
        fc.string(),
        (one, other, element) => {
          fc.pre(one.join('\0') !== other.join('\0'));
          expect(keyOf(prefixOf(...one), element).startsWith(prefixOf(...other))).toBe(false);
        },
      ),
      runs(300),
    );
  });
});
