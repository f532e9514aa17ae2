import { isHoldfastError } from 'holdfast';
import { useSession } from 'holdfast/react';
import { type FormEvent, type JSX, useId, useRef, useState } from 'react';
import { session } from '../session.ts';
import { type Choice, presets, readChoice, usual } from '../timers.ts';

/** What the form says, as the query of a page. */
function readForm(form: HTMLFormElement): URLSearchParams {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of new FormData(form)) query.set(name, String(value));
  if (query.get('preset') === '') query.delete('preset');
  return query;
}

/** Sets the limits of the session that runs, in every tab. Answers what was wrong with them. */
function applyNow({ timers: { idle, warning, lifetime }, preset, problems }: Choice): readonly string[] {
  if (problems.length > 0) return problems;
  try {
    session.configure({ ...(preset && { preset }), idle: { timeout: idle, warning }, lifetime });
    return [];
  } catch (error) {
    if (!isHoldfastError(error)) throw error;
    return [error.message];
  }
}

/** Chooses short timers: for the session that runs, or as a part of the page's address, which is opened anew with them. */
export function TimerForm({ choice }: { readonly choice: Choice }): JSX.Element {
  const { status } = useSession();
  const [preset, setPreset] = useState(choice.preset);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const form = useRef<HTMLFormElement>(null);
  const ids = {
    idle: useId(),
    warning: useId(),
    lifetime: useId(),
    transport: useId(),
    preset: useId(),
    problem: useId(),
  };
  const timers = preset === choice.preset ? choice.timers : preset ? presets[preset] : usual;

  function apply(): void {
    if (form.current) setProblems(applyNow(readChoice(readForm(form.current).toString())));
  }
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const query = readForm(event.currentTarget).toString();
    const found = readChoice(query).problems;
    setProblems(found);
    if (found.length === 0) location.search = query;
  }

  const number = (name: 'idle' | 'warning' | 'lifetime', label: string): JSX.Element => (
    <div className="field">
      <label htmlFor={ids[name]}>{label}</label>
      <input
        key={preset}
        id={ids[name]}
        name={name}
        type="number"
        min="1"
        defaultValue={timers[name] / 1000}
        aria-describedby={ids.problem}
      />
    </div>
  );

  return (
    <form ref={form} className="stack timer-form" onSubmit={submit} noValidate aria-label="Timers">
      <div className="fields">
        <div className="field whole">
          <label htmlFor={ids.preset}>Preset</label>
          <select
            id={ids.preset}
            name="preset"
            value={preset ?? ''}
            onChange={({ target }) => setPreset(readChoice(`preset=${target.value}`).preset)}
          >
            <option value="">none</option>
            {Object.keys(presets).map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </div>
        {number('idle', 'Idle limit, s')}
        {number('warning', 'Warning, s')}
        {number('lifetime', 'Lifetime, s')}
        <div className="field">
          <label htmlFor={ids.transport}>Transport</label>
          <select id={ids.transport} name="transport" defaultValue={choice.transport}>
            <option value="cookie">cookie</option>
            <option value="bearer">bearer</option>
          </select>
        </div>
      </div>
      <div id={ids.problem} role="alert" className={problems.length > 0 ? 'note bad' : 'unseen'}>
        {problems.map((problem) => (
          <span key={problem}>{problem}</span>
        ))}
      </div>
      <div className="row">
        {status === 'authenticated' && (
          <button type="button" className="button primary" onClick={apply}>
            Apply now
          </button>
        )}
        <button type="submit" className="button">
          Open the page with these
        </button>
        <a href={`?idle=40&warning=20&inspector${location.hash}`}>40 s, 20 s</a>
      </div>
      <p className="soft small">
        Applied now, they hold in every tab until this session ends. The server’s own limits stay as they were at the
        sign-in: the lifetime, and twice the idle limit and a minute.
      </p>
    </form>
  );
}
