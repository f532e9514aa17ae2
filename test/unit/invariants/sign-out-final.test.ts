import fc from 'fast-check';
import { describe, it } from 'vitest';
import { type Act, anyChaos, createChaos, unleash } from './chaos.ts';
import { createFamilies } from './families.ts';
import { anyWorld, holds, patience } from './interleave.ts';
import { createStage, type OpenTab, type Stage } from './stage.ts';

/** Everything that is stored under `epoch`, apart from the word that it is over. */
function storedUnder(stage: Stage, epoch: string): string[] {
  const { databases, records } = stage.browser;
  const keys = databases.entries('shop', 'session').map(([key]) => key);
  const isOver = (text: string): boolean => (JSON.parse(text) as { ended?: string | null }).ended !== null;
  const heads = Object.entries(records.contents()).filter(
    ([key, text]) => key.endsWith(':head') && text.includes(epoch),
  );
  return [
    ...keys.filter((key) => key.includes(epoch)),
    ...heads.filter(([, text]) => !isOver(text)).map(([key]) => `${key}, alive`),
  ];
}

describe('a sign-out that returned to its caller', () => {
  it('is the last of its session in every state, store and header, whatever was in flight', patience, async () => {
    const input = fc.record({ world: anyWorld(['cookie', 'bearer', 'bearer']), script: anyChaos() });
    await holds(150, input, async ({ world, script }) => {
      const stage = createStage(world);
      const { faults, browser } = stage;
      const { clock } = browser;
      const families = createFamilies(stage);
      /** When `signOut` returned, and in which tab. */
      const over = new Map<string, { readonly at: number; readonly by: OpenTab }>();
      const isOverIn = (one: OpenTab, epoch: string | undefined): boolean => {
        const end = epoch === undefined ? undefined : over.get(epoch);
        // The others hear of it in a moment.
        return !!end && (end.by === one || end.at < clock.elapsed());
      };
      const open = (): OpenTab => {
        const equip = families.equipWith((request, tab) => {
          const family = families.ofRequest(request);
          for (const epoch of over.keys())
            if (family !== undefined && families.ofEpoch(epoch) === family && isOverIn(one, epoch))
              faults.push(`${tab} sent a token of ${epoch} to ${request.url}`);
        });
        const one: OpenTab = stage.open({}, equip);
        one.session.subscribe((state, before) => {
          if (state.status !== 'authenticated' || !over.has(state.epoch)) return;
          if (before.status !== 'authenticated' || before.epoch !== state.epoch)
            faults.push(`${one.tab.name} shows ${state.epoch} again`);
        });
        return one;
      };
      await stage.signedIn(2, open);
      const chaos = createChaos(stage, open);
      const perform = (act: Act): void => {
        const one = 'tab' in act ? chaos.slots[act.tab] : undefined;
        const epoch = one && !chaos.stopped.has(one) ? stage.epoch(one) : null;
        chaos.perform(act);
        if (!one || epoch === null || !act.does.startsWith('sign out')) return;
        over.set(epoch, { at: clock.elapsed(), by: one });
        if (stage.epoch(one) === epoch) faults.push(`${one.tab.name} shows ${epoch} after its sign-out`);
      };
      await unleash(stage, { ...chaos, perform }, script);
      await chaos.calm();
      for (const epoch of over.keys()) {
        for (const what of storedUnder(stage, epoch)) faults.push(`${what} is stored`);
        const family = families.ofEpoch(epoch);
        if (family !== undefined && !stage.server.sessions[family]?.revoked)
          faults.push(`the server was never told that ${epoch} is over`);
      }
      return faults;
    });
  });
});
