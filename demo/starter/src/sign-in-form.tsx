import { useSession } from 'holdfast/react';
import { type ReactNode, useId, useState } from 'react';
import type { Credentials, User } from './session.ts';

/** Stands on the first page, and above a page whose session has ended. */
export function SignInForm(): ReactNode {
  const { signIn } = useSession<User, Credentials>();
  const [problem, setProblem] = useState('');
  const id = useId();
  const send = async (form: FormData): Promise<void> => {
    const result = await signIn({ name: String(form.get('name')), password: String(form.get('password')) });
    if (result.outcome === 'rejected') setProblem('That name and that password don’t go together.');
    if (result.outcome === 'failed') setProblem('The server can’t be reached. Try again.');
  };
  return (
    <form
      aria-label="Sign in"
      onSubmit={(event) => {
        event.preventDefault();
        void send(new FormData(event.currentTarget));
      }}
    >
      <label>
        Name
        <input name="name" autoComplete="username" aria-describedby={id} required />
      </label>
      <label>
        Password
        <input name="password" type="password" autoComplete="current-password" aria-describedby={id} required />
      </label>
      <p id={id} role="alert" className="problem">
        {problem}
      </p>
      <button type="submit">Sign in</button>
    </form>
  );
}
