import { useSession } from 'holdfast/react';
import { type FormEvent, type JSX, useId, useRef, useState } from 'react';
import { credentialsOf } from '../session.ts';
import { type Credentials, demoPeople, readRefusal, type User } from './credentials.ts';

interface SignInFormProps {
  /** What happens afterwards, beside the page that now knows who it is. */
  readonly onSignedIn?: () => void;
}

/** Signs in, in place: it stands on the sign-in page, before the checkout, and where a session has ended. */
export function SignInForm({ onSignedIn }: SignInFormProps): JSX.Element {
  const { signIn } = useSession<User>();
  const [given, setGiven] = useState<Credentials>({ email: '', password: '' });
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const emailField = useRef<HTMLInputElement>(null);
  const submitButton = useRef<HTMLButtonElement>(null);
  const [emailId, passwordId, problemId] = [useId(), useId(), useId()];

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    if (given.email.trim() === '' || given.password === '') {
      setProblem('Please give both email and password.');
      emailField.current?.focus();
      return;
    }
    setBusy(true);
    setProblem(null);
    const refusal = readRefusal(await signIn(credentialsOf(given)));
    setBusy(false);
    setProblem(refusal);
    if (refusal === null) onSignedIn?.();
    else emailField.current?.focus();
  }

  const fill = (person: Credentials): void => {
    setGiven({ email: person.email, password: person.password });
    setProblem(null);
    submitButton.current?.focus();
  };
  const described = problem === null ? {} : { 'aria-describedby': problemId, 'aria-invalid': true as const };

  return (
    <form className="stack sign-in" onSubmit={(event) => void submit(event)} noValidate aria-label="Sign in">
      <div id={problemId} role="alert" className={problem === null ? 'unseen' : 'note bad'}>
        {problem}
      </div>
      <div className="field">
        <label htmlFor={emailId}>Email</label>
        <input
          id={emailId}
          ref={emailField}
          type="email"
          name="email"
          autoComplete="username"
          required
          value={given.email}
          onChange={(event) => setGiven({ ...given, email: event.target.value })}
          {...described}
        />
      </div>
      <div className="field">
        <label htmlFor={passwordId}>Password</label>
        <input
          id={passwordId}
          type="password"
          name="password"
          autoComplete="current-password"
          required
          value={given.password}
          onChange={(event) => setGiven({ ...given, password: event.target.value })}
          {...described}
        />
      </div>
      <button ref={submitButton} type="submit" className="button primary wide" aria-busy={busy}>
        {busy ? 'Signing in…' : 'Sign in'}
      </button>
      <fieldset className="try-out">
        <legend className="small soft">This is a demo. Try it as</legend>
        <div className="row">
          {demoPeople.map((person) => (
            <button key={person.email} type="button" className="button" onClick={() => fill(person)}>
              {person.name}
              <span className="unseen"> (fills in email and password)</span>
            </button>
          ))}
        </div>
      </fieldset>
    </form>
  );
}
