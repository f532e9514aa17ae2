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

  it('steps aside for a tab that brings a later version or deletes it, and says so from then on, or begins anew', async () => {
    for (const version of [2, null]) {
      const name = `upgraded-${crypto.randomUUID()}`;
      const database = openBrowserDatabase(name);
      await database.put('base', [['p/d/e/', 1]]);
      const events: string[] = [];
      await new Promise<void>((done) => {
        const asked = version
          ? indexedDB.open(`holdfast:${name}`, version)
          : indexedDB.deleteDatabase(`holdfast:${name}`);
        asked.onblocked = () => events.push('blocked');
        asked.onsuccess = () => {
          if (asked.result) asked.result.close();
          done();
        };
      });
      expect(events).toEqual([]);
      const again = database.range('base', '').catch(({ code }) => code);
      expect(await again).toEqual(version ? 'HOLDFAST_STORAGE' : []);
      database.close();
    }
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
