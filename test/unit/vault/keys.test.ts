import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBase64 } from '../../../src/foundation/base64.ts';
import {
  changeKey,
  isChangeKey,
  isEngineKey,
  keyOf,
  longChangeKey,
  namesIn,
  ownKey,
  prefixOf,
  rootIn,
  rootOf,
  shadowPrefix,
  untoldRoot,
  wholeKey,
  writerOf,
  writtenBy,
} from '../../../src/vault/keys.ts';
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

const tag = fc.uint8Array({ minLength: 16, maxLength: 16 }).map(toBase64);
const element = fc.oneof(fc.constantFrom('contact.name', '@closed', '@exit', '@tab/1'), fc.string());
const number = fc.oneof(fc.nat(300), fc.nat(2 ** 24));

describe('keys of the journal', () => {
  it('are 22 bytes for the first 127 elements of a stay, and begin with the root of their document', () => {
    fc.assert(
      fc.property(tag, tag, fc.nat(126), (id, replica, at) => {
        const key = ownKey(rootOf(id), replica, 'contact.name', at);
        expect([key.length, /^[\0-\xff]*$/.test(key), rootIn(key)]).toEqual([22, true, rootOf(id)]);
      }),
      runs(300),
    );
  });

  it('tell who wrote and whether it is of the engine, in the shadow, too, whatever bytes they are of', () => {
    fc.assert(
      fc.property(tag, tag, fc.string(), fc.string(), element, number, (id, replica, document, epoch, name, at) => {
        for (const root of [rootOf(id), untoldRoot(epoch)])
          for (const start of ['', shadowPrefix(document)]) {
            const key = start + ownKey(root, replica, name, at);
            expect([writerOf(key), isEngineKey(key)]).toEqual([replica, name.startsWith('@')]);
          }
      }),
      runs(300),
    );
  });

  it('tell a change from a whole, and lead to it, whatever bytes they are of: it is 12 bytes for the first 127 elements', () => {
    fc.assert(
      fc.property(tag, tag, fc.string(), element, number, (id, replica, document, name, at) => {
        for (const start of ['', shadowPrefix(document)]) {
          const whole = start + ownKey(rootOf(id), replica, name, at);
          const change = changeKey(whole);
          expect([isChangeKey(whole), isChangeKey(change), whole.length - change.length]).toEqual([false, true, 10]);
          expect([isEngineKey(change), rootIn(change.slice(start.length))]).toEqual([name.startsWith('@'), rootOf(id)]);
          expect([wholeKey(whole), wholeKey(change)]).toEqual([null, null]);
        }
        expect(isChangeKey(keyOf(prefixOf('guest', document), name))).toBe(false);
      }),
      runs(300),
    );
  });

  it('of changes that earlier builds put lead to their wholes', () => {
    fc.assert(
      fc.property(tag, tag, fc.string(), element, number, (id, replica, document, name, at) => {
        for (const start of ['', shadowPrefix(document)]) {
          const whole = start + ownKey(rootOf(id), replica, name, at);
          const change = longChangeKey(whole);
          expect([isChangeKey(change), wholeKey(change), isEngineKey(change)]).toEqual([
            true,
            whole,
            name.startsWith('@'),
          ]);
          expect(ownKey(rootOf(id), replica, name, at + 1)).not.toBe(change);
        }
        expect(wholeKey(keyOf(prefixOf('guest', document), name))).toBeNull();
      }),
      runs(300),
    );
  });

  it('tell who wrote a change, as far as its key says', () => {
    fc.assert(
      fc.property(tag, tag, tag, element, number, (id, replica, other, name, at) => {
        fc.pre(replica.slice(0, 7) !== other.slice(0, 7));
        const whole = ownKey(rootOf(id), replica, name, at);
        for (const key of [whole, changeKey(whole), longChangeKey(whole), shadowPrefix('d') + changeKey(whole)])
          expect([writtenBy(replica)(key), writtenBy(other)(key)]).toEqual([true, false]);
      }),
      runs(300),
    );
  });

  it('are never the same for two elements of a stay', () => {
    fc.assert(
      fc.property(tag, element, element, number, number, (replica, one, other, m, n) => {
        fc.pre(m !== n);
        const keys = [ownKey(rootOf('i'), replica, one, m), ownKey(rootOf('i'), replica, other, n)];
        expect(new Set([...keys, ...keys.map(changeKey)]).size).toBe(4);
      }),
      runs(300),
    );
  });

  it('are never taken for keys of the base, nor these for them', () => {
    fc.assert(
      fc.property(
        tag,
        tag,
        fc.constantFrom('guest', 'u-1f'),
        fc.string(),
        fc.string(),
        (id, replica, who, document, name) => {
          const prefix = prefixOf(who, document);
          const [base, journal] = [keyOf(prefix, name), ownKey(rootOf(id), replica, name, 0)];
          for (const key of [journal, shadowPrefix(document) + journal])
            expect(key.startsWith(prefixOf(who))).toBe(false);
          expect([base.startsWith(rootOf(id)), base.startsWith(shadowPrefix(document)), writerOf(base)]).toEqual([
            false,
            false,
            '',
          ]);
        },
      ),
      runs(300),
    );
  });
});
