import { cookie, createSession } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { openBrowserDatabase } from '../../../src/platform/browser/database.ts';

describe('the database', () => {
  it('answers what it was asked before it was closed', async () => {
    const database = openBrowserDatabase(`closing-${crypto.randomUUID()}`);
    const asked = database.get('session', 'head');
    database.close();
    expect(await asked).toBeUndefined();
  });

  it('has no trouble with a session that is started, stopped and started again, as StrictMode does it', async () => {
    const session = createSession({
      name: `twice-${crypto.randomUUID()}`,
      transport: cookie({ session: '/nowhere', signIn: '/nowhere', signOut: '/nowhere', noSession: [404] }),
    });
    const modes: string[] = [];
    session.on('storage', ({ mode }) => modes.push(mode));
    session.start()();
    const stop = session.start();
    await session.verify();
    stop();
    expect(modes).toEqual([]);
  });
});
