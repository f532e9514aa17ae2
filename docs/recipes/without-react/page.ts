import type { Session, SessionState } from 'holdfast';

interface WithId {
  readonly id: string;
}

/** What a page shows, by status of the session. */
export interface Parts<User> {
  readonly splash: HTMLElement;
  readonly door: HTMLElement;
  /** Empty until somebody is signed in. */
  readonly page: HTMLElement;
  /** Fills the page for somebody, and answers how to stop what was begun there. */
  fill(page: HTMLElement, user: User): () => void;
}

/** Shows splash, door or page, and nothing of one person to the next. Answers how to stop. */
export function showSession<User extends WithId>(session: Session<User>, { splash, door, page, fill }: Parts<User>) {
  let open: { readonly id: string; empty(): void } | null = null;
  const empty = (): void => {
    open?.empty();
    open = null;
    page.replaceChildren();
  };
  const show = (state: SessionState<User>): void => {
    const user = state.status === 'authenticated' ? state.user : null;
    if (open && open.id !== user?.id) empty();
    if (user && !open) open = { id: user.id, empty: fill(page, user) };
    splash.hidden = state.status !== 'loading';
    door.hidden = state.status !== 'unauthenticated';
    page.hidden = !user;
  };
  const stops = [session.subscribe(show), session.start(), empty];
  show(session.getState());
  return () => {
    for (const stop of stops) stop();
  };
}

/** A form at the door. Answers what to tell the person, or `null` when they are in. */
export async function signIn<Credentials>(session: Session<unknown, Credentials>, credentials: Credentials) {
  const result = await session.signIn(credentials);
  if (result.outcome === 'rejected') return 'Name or password is wrong.';
  return result.outcome === 'failed' ? 'That did not work. Please try again.' : null;
}

/**
 * Asks whether anybody is still there. The dialog has an `<output>` for the time, and buttons with the values `stay` and `leave` in
 * a `<form method="dialog">`. Closed in any other way, it was an answer as well: whoever presses Esc is there. Answers how to stop.
 */
export function showWarning(session: Session<unknown>, dialog: HTMLDialogElement): () => void {
  const output = dialog.querySelector('output');
  const look = (): void => {
    const state = session.getState();
    const isNear = state.status === 'authenticated' && state.warning?.kind === 'idle';
    if (isNear && !dialog.open) {
      dialog.returnValue = '';
      dialog.showModal();
    }
    if (!isNear && dialog.open) dialog.close('over');
  };
  const count = (): void => {
    if (output) output.value = `${Math.ceil(session.timer.getState().remaining / 1000)} s`;
  };
  const answer = (): void => {
    if (dialog.returnValue === 'leave') void session.signOut();
    else if (dialog.returnValue !== 'over') void session.extend();
  };
  dialog.addEventListener('close', answer);
  const stops = [
    session.subscribe(look),
    session.timer.subscribe(count),
    () => dialog.removeEventListener('close', answer),
  ];
  look();
  count();
  return () => {
    for (const stop of stops) stop();
  };
}
