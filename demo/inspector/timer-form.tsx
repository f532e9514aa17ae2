import { type FormEvent, type JSX, useId, useState } from 'react';
import { type Choice, readChoice } from '../timers.ts';

/** Chooses short timers. They are part of the page's address, so the page is opened anew with them. */
export function TimerForm({ choice }: { readonly choice: Choice }): JSX.Element {
  const { timers, transport } = choice;
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [idleId, warningId, lifetimeId, transportId, problemId] = [useId(), useId(), useId(), useId(), useId()];

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const query = new URLSearchParams(location.search);
    for (const [name, value] of new FormData(event.currentTarget)) query.set(name, String(value));
    const found = readChoice(query.toString()).problems;
    setProblems(found);
    if (found.length === 0) location.search = query.toString();
  }

  const number = (id: string, name: string, label: string, value: number): JSX.Element => (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} name={name} type="number" min="1" defaultValue={value / 1000} aria-describedby={problemId} />
    </div>
  );

  return (
    <form className="stack timer-form" onSubmit={submit} noValidate aria-label="Timers">
      <div className="fields">
        {number(idleId, 'idle', 'Idle limit, s', timers.idle)}
        {number(warningId, 'warning', 'Warning, s', timers.warning)}
        {number(lifetimeId, 'lifetime', 'Lifetime, s', timers.lifetime)}
        <div className="field">
          <label htmlFor={transportId}>Transport</label>
          <select id={transportId} name="transport" defaultValue={transport}>
            <option value="cookie">cookie</option>
            <option value="bearer">bearer</option>
          </select>
        </div>
      </div>
      <div id={problemId} role="alert" className={problems.length > 0 ? 'note bad' : 'unseen'}>
        {problems.map((problem) => (
          <span key={problem}>{problem}</span>
        ))}
      </div>
      <div className="row">
        <button type="submit" className="button">
          Open the page with these
        </button>
        <a href={`?idle=40&warning=20&inspector${location.hash}`}>40 s, 20 s</a>
      </div>
      <p className="soft small">The server takes over the limits at the next sign-in.</p>
    </form>
  );
}
