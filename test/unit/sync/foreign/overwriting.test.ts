import fc from 'fast-check';
import { minutes, seconds } from 'holdfast';
import type { ServerFault } from 'holdfast/testing';
import { expect, it } from 'vitest';
import { runs } from '../../../support/runs.ts';
import type { Device } from '../../../support/world/devices.ts';
import { createRecordWorld, type Profile, type RecordTab } from '../../../support/world/record.ts';

const fields = ['name', 'phone', 'note'] as const;
const faults: readonly ServerFault[] = ['lost', 'network', 'html', 502, 412, 409];

/** What somebody does, or what happens: at one of two tabs of one device, at another device, or at the server. */
type Act = {
  readonly do: 'type' | 'theirs' | 'load' | 'submit' | 'mine' | 'drop' | 'undo' | 'fault' | 'wait' | 'line' | 'crash';
  readonly at: number;
  readonly n: number;
};
const act: fc.Arbitrary<Act> = fc.record({
  do: fc.constantFrom<Act['do']>(
    ...(['type', 'type', 'type', 'theirs', 'theirs', 'load', 'submit', 'submit', 'mine', 'drop'] as const),
    ...(['undo', 'fault', 'wait', 'line', 'crash'] as const),
  ),
  at: fc.nat({ max: 2 }),
  n: fc.nat({ max: 11 }),
});

async function play(acts: readonly Act[]) {
  const world = createRecordWorld();
  const { there } = world;
  const one = await world.loaded();
  const other = await world.loaded();
  const homes: readonly Device[] = [one, one, other];
  const tabs: RecordTab[] = [one, await world.tab(one), other];
  let count = 0;
  /** For each value that the person typed, what they had before their eyes. */
  const seen = new Map<string, Set<unknown>>();
  const unseen: unknown[] = [];
  let before: Profile = there.value ?? { name: '' };
  there.beforePut = () => {
    before = there.value ?? { name: '' };
  };
  there.normalise = (sent) => {
    for (const field of fields) {
      const [was, is] = [before[field], sent[field]];
      if (was !== is && !seen.get(String(is))?.has(was)) unseen.push({ field, was, is });
    }
    return sent;
  };
  for (const { do: what, at, n } of acts) {
    const { profile, record, tab } = tabs[at] as RecordTab;
    const field = fields[n % 3] as (typeof fields)[number];
    const shown = (): unknown => profile.get(`details.${field}`);
    if (what === 'type') {
      const value = `mine ${++count}`;
      seen.set(value, new Set([shown(), ...(seen.get(String(shown())) ?? [])]));
      profile.set(`details.${field}`, value);
    }
    if (what === 'theirs') there.change({ [field]: `theirs ${++count}` });
    if (what === 'line') profile.items('bill.lines').add({ text: `line ${++count}`, price: n });
    if (what === 'load') record.load().catch(() => {});
    if (what === 'submit') record.submit().catch(() => {});
    if (what === 'undo') profile.undo();
    if (what === 'fault') world.server.fail('/api/profile', faults[n % faults.length] as ServerFault);
    if (what === 'wait') await world.advance(n * 300);
    if (what === 'mine' || what === 'drop') {
      const [conflict] = record.getState().conflicts;
      if (conflict && what === 'mine') seen.get(String(conflict.mine))?.add(conflict.theirs);
      if (conflict) record.take(conflict.path, what === 'mine' ? 'mine' : 'theirs');
    }
    await world.settle();
    if (what !== 'crash') continue;
    tab.crash();
    tabs[at] = await world.tab(homes[at] as Device);
  }
  await world.advance(minutes(2));
  return { world, tabs, unseen, there };
}

it('overwrites nothing that the person has not had before their eyes, and in the end every tab has what the server has', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 24 }), async (acts) => {
      const { world, tabs, unseen, there } = await play(acts);
      expect(unseen).toEqual([]);
      // Whatever failed is over. The person settles everything, in whichever tab.
      for (let round = 0; round < 12; round++) {
        for (const { record } of tabs) {
          record.submit().catch(() => {});
          await world.advance(seconds(3));
          for (const { path } of record.getState().conflicts) record.take(path, 'theirs');
          await world.advance(seconds(1));
        }
        await world.advance(seconds(61));
        if (tabs.every(({ record }) => !record.getState().dirty)) break;
      }
      // What was to go wrong and found nobody who asked does so now.
      for (let round = 0; round < acts.length + 2; round++)
        for (const { record } of tabs) await world.done(record.load());
      for (const { profile, record } of tabs) {
        expect(record.getState()).toMatchObject({ status: 'ready', dirty: false, conflicts: [], problem: null });
        const { name, phone, note } = profile.getState().values.details;
        expect([name, phone, note]).toEqual(fields.map((field) => there.value?.[field]));
        expect(profile.get('bill.lines')).toEqual(there.value?.lines);
      }
    }),
    runs(10),
  );
}, 120_000);
