import { useEffect, useState } from 'react';
import type { Session } from '../session/session.ts';
import type { Gate } from './gate-state.ts';

/** Who has something to show about one session, wherever in the page. */
interface Stage {
  readonly warnings: Set<(leader: unknown) => void>;
  readonly gates: Set<Gate>;
}

const stages = new WeakMap<object, Stage>();

/** By the timer, which a session has in common with what a gate makes of it. */
function stageOf({ timer }: Session<unknown>): Stage {
  const stage = stages.get(timer) ?? { warnings: new Set(), gates: new Set() };
  stages.set(timer, stage);
  return stage;
}

/** Whether this is the one warning of a session that shows itself: of several, the first. */
export function useLead(session: Session<unknown>): boolean {
  const [leads, setLeads] = useState(true);
  useEffect(() => {
    const { warnings } = stageOf(session);
    const look = (leader: unknown): void => setLeads(leader === look);
    const tell = (): void => {
      const [leader] = warnings;
      for (const warning of warnings) warning(leader);
    };
    warnings.add(look);
    tell();
    return () => {
      warnings.delete(look);
      tell();
    };
  }, [session]);
  return leads;
}

/** A gate that may tell of the end by itself. */
export function useGateOnStage(session: Session<unknown>, gate: Gate): void {
  useEffect(() => {
    const { gates } = stageOf(session);
    gates.add(gate);
    return () => void gates.delete(gate);
  }, [session, gate]);
}

/** Whether a gate keeps its page now, and says why. */
export const isCurtained = (session: Session<unknown>): boolean =>
  [...stageOf(session).gates].some((gate) => gate.getState().reason);
