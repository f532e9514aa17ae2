import { expect, it } from 'vitest';
import { bornHead, joinHeads } from '../../../src/tabs/head.ts';

const ended = (owed: 'device' | 'everywhere' | null) => ({ ...bornHead('000000001-a', 1), ended: 'signed-out', owed });

it('of two sign-outs at once the server is told the wider one, and nothing once it has been told', () => {
  for (const [one, other, joined] of [
    ['device', 'everywhere', 'everywhere'],
    ['device', null, null],
    ['everywhere', null, null],
  ] as const) {
    expect(joinHeads(ended(one), ended(other))).toEqual(ended(joined));
    expect(joinHeads(ended(other), ended(one))).toEqual(ended(joined));
  }
});
