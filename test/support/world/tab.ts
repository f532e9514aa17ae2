import type { Session } from 'holdfast';
import type { TestBrowser, TestTab } from 'holdfast/testing';

/** A tab whose session has been started. */
export interface OpenTab<User, Credentials> {
  readonly tab: TestTab;
  readonly session: Session<User, Credentials>;
  /** What happened, in order: events by name, ends with their reason. */
  readonly seen: string[];
  status(): string;
  /** In seconds. */
  remaining(): number;
  release(): void;
}

/** Opens a tab, and starts the session that `create` makes for it. Nothing has been answered yet. */
export function beginTab<User extends { readonly id: string | number }, Credentials>(
  browser: TestBrowser,
  create: (platform: TestTab['platform']) => Session<User, Credentials>,
): OpenTab<User, Credentials> {
  const tab = browser.openTab();
  const session = create(tab.platform);
  const seen: string[] = [];
  session.on('signed-in', ({ user, restored }) => seen.push(`signed-in ${user.id}${restored ? ' restored' : ''}`));
  session.on('switched-user', ({ from, to }) => seen.push(`switched-user ${from.id} ${to.id}`));
  session.on('ended', ({ reason }) => seen.push(`ended ${reason}`));
  session.on('warning', ({ kind, remaining }) => seen.push(`warning ${kind} ${Math.round(remaining / 1000)}`));
  session.on('extended', ({ by }) => seen.push(`extended ${by}`));
  return {
    tab,
    session,
    seen,
    release: session.start(),
    status: () => session.getState().status,
    remaining: () => Math.round(session.timer.getState().remaining / 1000),
  };
}
