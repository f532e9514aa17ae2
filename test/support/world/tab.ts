import type { Session } from 'holdfast';
import type { TestBrowser, TestTab } from 'holdfast/testing';

/** What is asked of a session again and again. */
export interface Heard {
  /** What happened, in order: events by name, ends with their reason. */
  readonly seen: string[];
  status(): string;
  /** In seconds. */
  remaining(): number;
}

/** A tab whose session has been started. */
export interface OpenTab<User, Credentials> extends Heard {
  readonly tab: TestTab;
  readonly session: Session<User, Credentials>;
  release(): void;
}

interface WithId {
  readonly id: string | number;
}

/** Listens to a session, best before it is started. */
export function hear<User extends WithId, Credentials>(session: Session<User, Credentials>): Heard {
  const seen: string[] = [];
  session.on('signed-in', ({ user, restored }) => seen.push(`signed-in ${user.id}${restored ? ' restored' : ''}`));
  session.on('switched-user', ({ from, to }) => seen.push(`switched-user ${from.id} ${to.id}`));
  session.on('ended', ({ reason }) => seen.push(`ended ${reason}`));
  session.on('warning', ({ kind, remaining }) => seen.push(`warning ${kind} ${Math.round(remaining / 1000)}`));
  session.on('extended', ({ by }) => seen.push(`extended ${by}`));
  return {
    seen,
    status: () => session.getState().status,
    remaining: () => Math.round(session.timer.getState().remaining / 1000),
  };
}

/** Opens a tab, and starts the session that `create` makes for it. Nothing has been answered yet. */
export function beginTab<User extends WithId, Credentials>(
  browser: TestBrowser,
  create: (platform: TestTab['platform']) => Session<User, Credentials>,
): OpenTab<User, Credentials> {
  const tab = browser.openTab();
  const session = create(tab.platform);
  return { tab, session, ...hear(session), release: session.start() };
}
