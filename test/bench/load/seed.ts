import { systemClock } from '../../../demo/backend/clock.ts';
import { createRedisHome } from '../../../demo/backend/homes/redis.ts';
import { createEverywhere } from '../../../demo/backend/identity/everywhere.ts';
import { createSessions } from '../../../demo/backend/identity/sessions.ts';
import { defaultLimits } from '../../../demo/backend/limits.ts';
import { createNewsDesk } from '../../../demo/backend/news.ts';
import { idOf } from './people.ts';

/** How many are begun at the same time. */
const atOnce = 100;

/**
 * Signs people in without their passwords: by the code that the backend itself begins a session with, on the same Redis, so that what
 * stands there is what a sign-in leaves. Answers the ids that would be in their cookies.
 */
export async function seedSessions(address: string, people: readonly number[]): Promise<readonly string[]> {
  const { store, fanout, close } = createRedisHome({ url: address });
  const news = createNewsDesk(fanout);
  const limits = defaultLimits;
  const sessions = createSessions({
    store,
    clock: systemClock,
    limits,
    everywhere: createEverywhere(store, news),
    news,
  });
  try {
    await untilThere(() => store.get('nothing'));
    const ids: string[] = [];
    for (let from = 0; from < people.length; from += atOnce) {
      const begun = people.slice(from, from + atOnce).map((person) => sessions.begin(idOf(person), {}));
      for (const { id } of await Promise.all(begun)) ids.push(id);
    }
    return ids;
  } finally {
    close();
  }
}

async function untilThere(ask: () => Promise<unknown>): Promise<void> {
  for (let times = 0; times < 200; times++) {
    try {
      await ask();
      return;
    } catch {
      await new Promise((done) => setTimeout(done, 10));
    }
  }
  throw new Error('Redis can’t be reached.');
}
