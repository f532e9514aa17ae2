import { type Freshness, freshnessAfter } from '../auth/freshness.ts';
import type { Answer, Lease } from '../auth/transport.ts';
import type { Ground } from './ground.ts';

/** How many times the session endpoint was asked in this browser, and what that said of how fresh the session is. */
type Asked = readonly [times: number, freshness: Freshness];
const askedKey = 'asked';

/**
 * One question for all callers in all tabs: whoever waited while another tab asked goes by what that one found, which stands in
 * the record. Nothing of the application's runs while others wait: `hear` comes after.
 */
export function createVerifying<User, Credentials>(
  { connection, database, exclusive, time, dispatch, epoch, signal }: Ground<User, Credentials>,
  hear: (answer: Answer<Lease<User> | null>, askedAt: number, epoch: string) => Promise<unknown>,
): () => Promise<void> {
  let flight: { readonly epoch: string; readonly done: Promise<void> } | null = null;

  const read = async (): Promise<Asked> => {
    try {
      const stored = (await database().get('session', askedKey)) as Asked | undefined;
      if (stored && stored[0] > 0) return stored;
    } catch {
      // Every tab asks for itself.
    }
    return [0, 'fresh'];
  };
  const run = async (asked: string): Promise<void> => {
    if (connection.takesTurns) {
      const from = time.now();
      await hear(await connection.probe(signal()), from, asked);
      return;
    }
    const [before] = await read();
    let askedAt = 0;
    const answer = await exclusive('probe', async () => {
      const [times, freshness] = await read();
      if (times > before || epoch() !== asked) return freshness;
      askedAt = time.now();
      const found = await connection.probe(signal());
      const heard: Asked = [before + 1, found.outcome === 'failed' ? freshnessAfter(found.failure) : 'fresh'];
      await database()
        .put('session', [[askedKey, heard]])
        .catch(() => {});
      return found;
    });
    if (typeof answer === 'object') await hear(answer, askedAt, asked);
    else if (epoch() === asked) dispatch({ type: 'heard', freshness: answer });
  };
  return async () => {
    const asked = epoch();
    if (asked === null) return;
    if (flight?.epoch !== asked) {
      // A page that leaves gives up waiting: it asks again when it is back.
      const done = run(asked).catch(() => {});
      flight = { epoch: asked, done };
      void done.finally(() => {
        if (flight?.done === done) flight = null;
      });
    }
    await flight.done;
  };
}
