import { useDraft, useItemIds } from 'holdfast/react';
import { type FormEvent, type JSX, useRef, useState } from 'react';
import { session, supper } from '../../session.ts';
import { Saved } from '../../shell/saved.tsx';
import { Guest, nameOf } from './guest.tsx';

const guests = supper.items('table.guests');

/** React has drawn it by the time a frame comes. */
const focusLater = (find: () => HTMLElement | null | undefined): void =>
  void requestAnimationFrame(() => find()?.focus());

/** Sends the list. Nothing of the answer is needed but that there is one. */
async function send(): Promise<boolean> {
  const sent = await supper.submit(async ({ values }) => {
    const response = await session.fetch('/api/supper', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(values.table),
    });
    if (!response.ok) throw new Error(`The shop answered ${response.status}.`);
  });
  return sent.outcome !== 'invalid';
}

/** A list that several tabs may fill in at the same time: what each adds, all keep. */
export function SupperCard(): JSX.Element {
  const { saved, savedTo, submitting, submitted } = useDraft(supper);
  const ids = useItemIds(supper, 'table.guests');
  const [problem, setProblem] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const adder = useRef<HTMLButtonElement>(null);

  function add(): void {
    const id = guests.add();
    focusLater(() => document.getElementById(nameOf(id)));
  }
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setProblem(null);
    try {
      if (await send()) return;
      setProblem(guests.error() ?? null);
      focusLater(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]'));
    } catch {
      setProblem('The shop can’t be reached. The list is kept: try again in a moment.');
    }
  }

  return (
    <section className="card whole" aria-labelledby="supper-title">
      <div className="row supper-head">
        <h2 id="supper-title">Who eats with you?</h2>
        <Saved of={supper} state={{ saved, savedTo }} />
      </div>
      <p className="soft small">
        There is supper on the quay for everybody who bought something. Fill this in from two tabs or devices at once,
        if you like.
      </p>
      <form ref={form} className="stack" noValidate onSubmit={(event) => void submit(event)}>
        <ul className="guests">
          {ids.map((id, at) => (
            <Guest key={id} id={id} at={at} onRemoved={() => focusLater(() => adder.current)} />
          ))}
        </ul>
        <div role="status" className={submitted && ids.length === 0 ? 'note good' : 'unseen'}>
          {submitted && ids.length === 0 && 'The cook knows. See you on the quay.'}
        </div>
        <div role="alert" className={problem === null ? 'unseen' : 'note bad'}>
          {problem}
        </div>
        <div className="row">
          <button ref={adder} type="button" className="button" onClick={add}>
            Add a guest
          </button>
          {ids.length > 0 && (
            <button type="submit" className="button primary" aria-busy={submitting}>
              Tell the cook
            </button>
          )}
        </div>
      </form>
    </section>
  );
}
