import { type Context, Hono } from 'hono';
import type { AppEnv } from '../http/cookies.ts';
import type { Allowance, Rate } from '../http/rate.ts';
import { Refusal } from '../http/refusal.ts';
import type { Callers } from '../identity/callers.ts';
import type { Limits } from '../limits.ts';
import type { NewsDesk } from '../news.ts';
import type { Documents } from './documents.ts';
import type { Live } from './live.ts';
import { outdated, readGround, readKnown, tagOf } from './revisions.ts';
import { readState } from './state.ts';

export interface DocumentParts {
  readonly limits: Limits;
  readonly callers: Callers;
  readonly rate: Rate;
  readonly documents: Documents;
  readonly news: NewsDesk;
  readonly live: Live;
}

const nothing = (): Refusal => new Refusal(404, 'no_document', 'There is no such document.');

/** A document's name, decoded. Names that can't be one are answered like names of nothing. */
function readId(c: Context): string {
  const id = c.req.param('id') ?? '';
  if (id === '' || id.length > 128) throw nothing();
  return id;
}

/** Sync's side of the server: compare-and-set over documents that it can't read, and a stream that tells when to ask. */
export function documentRoutes({ limits, callers, rate, documents, news, live }: DocumentParts): Hono<AppEnv> {
  const writing: Allowance = {
    kind: 'writes',
    most: limits.writes,
    window: limits.writeWindow,
    code: 'too_many_writes',
    message: 'Too many writes. Wait a little; what was edited meanwhile goes in one.',
  };

  return (
    new Hono<AppEnv>()
      .get('/documents', async (c) => {
        // What answers HEAD hands on the headers and drops the stream, which nobody would ever close.
        if (c.req.method !== 'GET') throw new Refusal(405, 'method_not_allowed', 'This is a stream: GET it.');
        const stream = await live.open(await callers.staying(c));
        return c.body(stream, 200, {
          'content-type': 'text/event-stream',
          // A proxy that gathers what it passes on would hold each event back until there are many.
          'x-accel-buffering': 'no',
        });
      })

      .get('/documents/:id', async (c) => {
        const userId = await callers.reading(c);
        const found = await documents.read(userId, readId(c), readKnown(c));
        // Who asks for the first time is told without an error, which browsers would write into their consoles.
        if (!found && c.req.header('if-none-match') === undefined) return c.body(null, 204);
        if (!found) throw nothing();
        c.header('etag', tagOf(found.rev));
        if (found.state === undefined) return c.body(null, 304);
        return c.body(found.state, 200, { 'content-type': 'application/json' });
      })

      .put('/documents/:id', async (c) => {
        const userId = await callers.writing(c);
        const [id, ground] = [readId(c), readGround(c)];
        await rate.count(userId, writing);
        const state = await readState(c, limits.document);
        const rev =
          ground.on === 'nothing'
            ? await documents.create(userId, id, state)
            : await documents.replace(userId, id, ground.rev, state);
        if (rev === undefined) throw outdated();
        await news.written(userId, id, tagOf(rev));
        c.header('etag', tagOf(rev));
        return c.body(null, ground.on === 'nothing' ? 201 : 204);
      })

      .delete('/documents/:id', async (c) => {
        const userId = await callers.writing(c);
        const [id, ground] = [readId(c), readGround(c)];
        await rate.count(userId, writing);
        if (ground.on === 'nothing' || !(await documents.remove(userId, id, ground.rev))) throw outdated();
        return c.body(null, 204);
      })

      // For an account that goes: nothing of it is left.
      .delete('/documents', async (c) => {
        await documents.removeAll(await callers.writing(c));
        return c.body(null, 204);
      })
  );
}
