import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64, toBase64 } from '../../../src/foundation/base64.ts';
import { pack, unpack } from '../../../src/vault/codec.ts';
import { isSame } from '../../../src/vault/same.ts';
import { runs } from '../../support/runs.ts';

const makeDate = (moment: number): Date => new Date(moment);
const through = (value: unknown): Promise<unknown> => {
  const { text, files } = pack(value);
  return unpack(text, makeDate, async (at) => files[at]);
};

/** Everything that counts as data. Prototypes are not kept, so there are only plain ones. */
const data = fc.anything({
  withBigInt: true,
  withDate: true,
  withNullPrototype: false,
  key: fc.oneof(fc.string(), fc.constantFrom('$', '__proto__', 'constructor', 'toString')),
});

describe('what is sealed as text', () => {
  it('comes back as it was, whatever data it is', () =>
    fc.assert(
      fc.asyncProperty(data, async (value) => {
        expect(await through(value)).toEqual(value);
      }),
      runs(500),
    ));

  it('keeps what JSON has no word for', async () => {
    const values = [
      undefined,
      Number.NaN,
      -0,
      -Infinity,
      10n ** 30n,
      new Date(0),
      new Date(Number.NaN),
      { a: undefined },
    ];
    const read = (await through(values)) as unknown[];
    expect(read).toStrictEqual(values);
    expect(Object.is(read[2], -0)).toBe(true);
  });

  it('is not taken in by an object that looks like a mark', async () => {
    const values = [{ $: ['bigint', '1'] }, { $: 1 }, { $: ['object', { $: ['date', 0] }] }, { $: undefined }];
    expect(await through(values)).toStrictEqual(values);
  });

  it('names files by their place, and the text holds none of their bytes', async () => {
    const file = new File(['canary'], 'note.txt', { type: 'text/plain', lastModified: 5 });
    const value = { proof: [file, { more: new Blob(['second']) }] };
    const { text, files } = pack(value);
    expect(files).toHaveLength(2);
    expect(text).toContain('note.txt');
    expect(text).not.toContain('canary');
    const asked: unknown[] = [];
    const read = await unpack(text, makeDate, async (at, facts) => {
      asked.push(facts);
      return files[at];
    });
    expect(read).toEqual(value);
    expect(asked).toEqual([{ type: 'text/plain', name: 'note.txt', lastModified: 5 }, { type: '' }]);
  });
});

describe('bytes', () => {
  it('survive as text in a record', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
        const text = toBase64(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64url'));
        expect(fromBase64(text)).toEqual(new Uint8Array(bytes));
      }),
      runs(200),
    );
  });
});

describe('two stored values', () => {
  it('are the same when one is a copy of the other, and not when anything in them differs', () => {
    fc.assert(
      fc.property(data, data, (a, b) => {
        expect(isSame(a, structuredClone(a))).toBe(true);
        expect(isSame([a, 1], [a, 2])).toBe(false);
        if (isSame(a, b)) expect(a).toEqual(b);
      }),
      runs(300),
    );
    const iv = [new Uint8Array([1, 2]), new Uint8Array([1, 3])] as const;
    expect([isSame(iv[0], iv[0].slice().buffer), isSame(iv[0], iv[1])]).toEqual([true, false]);
    expect(isSame({ a: undefined }, { b: undefined })).toBe(false);
    expect(isSame(new Date(1), new Date(2))).toBe(false);
    expect(isSame(new Date(Number.NaN), new Date(Number.NaN))).toBe(true);
    expect(isSame(new Blob(['a']), new Blob(['aa']))).toBe(false);
  });
});
