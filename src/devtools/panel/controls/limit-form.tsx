import { type FormEvent, type JSX, useId, useState } from 'react';
import { isHoldfastError } from '../../../foundation/errors.ts';
import { useBench, useTimer } from '../bench.tsx';

const fields = [
  ['timeout', 'Idle limit, s'],
  ['warning', 'Warning, s'],
  ['lifetime', 'Lifetime, s'],
] as const;

/** Sets the limits of the session that runs, in every tab, or of the next one. */
export function LimitForm(): JSX.Element {
  const { session } = useBench();
  const { limits } = useTimer();
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();

  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    const read = (name: string): number =>
      Number(form.querySelector<HTMLInputElement>(`[name="${name}"]`)?.value) * 1000;
    try {
      session.configure({
        idle: { timeout: read('timeout'), warning: read('warning') },
        lifetime: read('lifetime'),
      });
      setProblem(null);
    } catch (error) {
      if (!isHoldfastError(error)) throw error;
      setProblem(error.message);
    }
  };
  return (
    <form className="limit-form" aria-label="Limits" onSubmit={submit} noValidate>
      <div className="fields">
        {fields.map(([name, label]) => (
          <label key={name}>
            <span>{label}</span>
            <input
              key={limits[name]}
              name={name}
              type="number"
              min="1"
              defaultValue={limits[name] / 1000}
              aria-describedby={id}
            />
          </label>
        ))}
      </div>
      <p id={id} role="alert" className={problem === null ? 'unseen' : 'problem'}>
        {problem}
      </p>
      <button type="submit" className="act primary">
        Apply
      </button>
      <p className="soft small">
        They hold in every tab until this session ends. The server’s own limits stay as they are.
      </p>
    </form>
  );
}
