import { createSession, hours, minutes, type Session } from 'holdfast';
import { recipes, type User } from './recipes.ts';

/** What a story finds in the page: `tab.run(() => app.session.getState())`. */
export interface App {
  readonly session: Session<User, Record<string, string>>;
  /** What happened since the page was loaded, in order, as `signed-in ada` or `ended revoked`. */
  readonly seen: string[];
}

declare global {
  var app: App;
}

// The address says which recipe, so that a reload makes the same session anew.
const query = new URLSearchParams(location.search);
const name = query.get('recipe') ?? '';
const recipe = recipes[name];
if (!recipe) throw new Error(`There is no recipe "${name}" in recipes.ts.`);

const session = createSession({
  name,
  transport: recipe(JSON.parse(query.get('options') ?? '{}') as never),
  idle: { timeout: minutes(15), warning: minutes(2) },
  lifetime: hours(12),
});
const seen: string[] = [];
session.on('signed-in', ({ user }) => seen.push(`signed-in ${user.id}`));
session.on('ended', ({ reason }) => seen.push(`ended ${reason}`));
session.on('switched-user', ({ from, to }) => seen.push(`switched-user ${from.id} ${to.id}`));
globalThis.app = { session, seen };
session.start();
