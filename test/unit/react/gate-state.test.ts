import fc from 'fast-check';
import type { EndReason, SessionState } from 'holdfast';
import { expect, it } from 'vitest';
import { type GateState, nextGate } from '../../../src/react/gate-state.ts';
import { runs } from '../../support/runs.ts';

type Happening = { readonly who: string; readonly confirmed: boolean } | { readonly reason: EndReason | null };

const deliberate: readonly (EndReason | null)[] = [null, 'signed-out', 'signed-out-elsewhere', 'switched-user'];
const reasons: readonly (EndReason | null)[] = [
  ...deliberate,
  ...(['idle', 'absolute', 'revoked', 'storage-lost', 'loop', 'boot-failed'] as const),
];
const happenings: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ who: fc.constantFrom('ada', 'grace'), confirmed: fc.boolean() }),
  fc.record({ reason: fc.constantFrom(...reasons) }),
);

it('a page is one person’s, whatever happens, and nobody’s again after an end that somebody asked for', () => {
  fc.assert(
    fc.property(fc.array(happenings, { maxLength: 30 }), (all) => {
      let gate: GateState = { seen: { status: 'loading' }, reason: null, resumable: false, person: null, page: 0 };
      const owners = new Map<number, string>();
      const gone = new Set<number>();
      all.forEach((happening, index) => {
        const before = gate;
        const state: SessionState<unknown> =
          'who' in happening
            ? {
                status: 'authenticated',
                user: { id: happening.who },
                epoch: `${index}`,
                freshness: 'fresh',
                warning: null,
              }
            : { status: 'unauthenticated', reason: happening.reason, resumable: false };
        gate = nextGate(gate, state, () => ('who' in happening && happening.confirmed ? `u-${happening.who}` : null));
        expect(nextGate(gate, state, () => 'u-other')).toBe(gate);
        if ('who' in happening) {
          expect(gate).toMatchObject({ seen: state, reason: null });
          expect(gone.has(gate.page)).toBe(false);
          expect(owners.get(gate.page) ?? happening.who).toBe(happening.who);
          owners.set(gate.page, happening.who);
        } else if (deliberate.includes(happening.reason)) {
          expect(gate.seen).toBe(state);
          gone.add(before.page);
        } else if (gate.reason) expect(gate.page).toBe(before.page);
        else expect(before.person).toBeNull();
      });
    }),
    runs(300),
  );
});
