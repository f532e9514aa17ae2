import { useDraft } from 'holdfast/react';
import type { JSX } from 'react';
import { checkout } from '../session.ts';

/** Takes the last edit of this tab back, or does it again, on the step where it can be seen. */
function go(act: 'undo' | 'redo'): void {
  const { step, steps, values } = checkout.getState();
  checkout[act]();
  const after = checkout.getState().values;
  const where = steps.find((each) => after[each] !== values[each]);
  if (where && where !== step) void checkout.goTo(where);
}

/** Undo and redo for what was typed in this tab. */
export function History(): JSX.Element {
  const { canUndo, canRedo } = useDraft(checkout);
  // A button that can't be pressed keeps the focus: pressing it on and on must not throw anybody out of the page.
  return (
    <fieldset className="history">
      <legend className="unseen">What you typed</legend>
      <button type="button" className="button quiet" aria-disabled={!canUndo} onClick={() => go('undo')}>
        Undo
      </button>
      <button type="button" className="button quiet" aria-disabled={!canRedo} onClick={() => go('redo')}>
        Redo
      </button>
    </fieldset>
  );
}
