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

  it.each([
    ['of a later version', 7],
    ['without our stores', 1],
  ])('that is not ours (%s) is refused as such, and a session starts without it', async (_what, version) => {
    const name = `foreign-${crypto.randomUUID()}`;
    await new Promise<void>((done) => {
      const opening = indexedDB.open(`holdfast:${name}`, version);
      opening.onsuccess = () => {
        opening.result.close();
        done();
      };
    });
    const database = openBrowserDatabase(name);
    await expect(database.get('session', 'head')).rejects.toMatchObject({ code: 'HOLDFAST_STORAGE' });
    database.close();
    const session = createSession({
      name,
      transport: cookie({ session: '/nowhere', signIn: '/nowhere', signOut: '/nowhere', noSession: [404] }),
    });
    const modes: string[] = [];
    session.on('storage', ({ mode }) => modes.push(mode));
    const stop = session.start();
    expect(await session.verify()).toMatchObject({ status: 'unauthenticated' });
    stop();
    expect(modes).toContain('volatile');
  });
});
