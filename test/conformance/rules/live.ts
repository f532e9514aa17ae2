import { type Answer, expectStatus, expectWritten } from '../answer.ts';
import type { Caller } from '../caller.ts';
import type { Place } from '../place.ts';
import { Broken, type Idea, Skipped } from '../rule.ts';
import { create, first, replace, second, stateOf } from '../states.ts';
import type { Stream, StreamEvent } from '../stream.ts';

const none = [204, 404];

/** Runs with open streams, one for each caller, and closes them. */
async function listening(callers: readonly Caller[], run: (...streams: Stream[]) => Promise<void>): Promise<void> {
  const opened: Stream[] = [];
  try {
    for (const caller of callers) opened.push(await open(caller));
    await run(...opened);
  } finally {
    for (const stream of opened) stream.close();
  }
}

async function open(caller: Caller): Promise<Stream> {
  const { answer, stream } = await caller.listen();
  if (none.includes(answer.status)) throw new Skipped('this server has no stream, its clients ask each minute');
  expectStatus(answer, [200], 'it is a stream, or 204 or 404 where there is none.');
  const type = answer.headers.get('content-type') ?? 'no content-type';
  if (stream && /^text\/event-stream\b/i.test(type)) return stream;
  stream?.close();
  throw new Broken(`The stream came as ${type}, not as text/event-stream.`);
}

/** The fields of an event's data, where it is an object. */
function readFields({ data }: StreamEvent): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

async function expectPoke(stream: Stream, name: string, write: Answer, { patience }: Place): Promise<void> {
  const revision = expectWritten(write);
  let told: unknown = 'none at all';
  // Of an earlier write one may still be on its way.
  const tells = (event: StreamEvent): boolean => {
    const { id, rev } = readFields(event);
    if (event.type === 'poke' && id === name) told = rev;
    return told === revision;
  };
  if (await stream.next(tells, patience)) return;
  throw new Broken(
    `${write.asked} made ${revision}, and no poke with this id and this rev came within ${patience} ms; the rev that came was ` +
      `${told}. It is the ETag as the header has it, quotes included.`,
  );
}

export const live: Idea = {
  about: 'the stream',
  rules: [
    {
      says: 'tells each write, by id and revision',
      check: (place) =>
        listening([place.me], async (stream) => {
          const { me, newName, stored } = place;
          const created = newName();
          await expectPoke(stream, created, await me.put(created, create, first), place);
          const { name, revision } = await stored(first);
          await expectPoke(stream, name, await me.put(name, replace(revision), first), place);
        }),
    },
    {
      says: 'tells it wherever the person listens',
      check: (place) =>
        listening([place.me, place.me], async (...streams) => {
          const { name, revision } = await place.stored(first);
          const written = await place.me.put(name, replace(revision), second);
          for (const stream of streams) await expectPoke(stream, name, written, place);
        }),
    },
    {
      says: 'tells nothing of what is in a document',
      check: (place) =>
        listening([place.me], async (stream) => {
          const { name, revision } = await place.stored(first);
          const secret = stateOf({ 'field/secret-spot': 'buried-gold' });
          await expectPoke(stream, name, await place.me.put(name, replace(revision), secret), place);
          if (/secret-spot|buried-gold/.test(stream.text()))
            throw new Broken('the stream carries what the document holds.');
        }),
    },
    {
      says: 'is not for who is not signed in',
      async check({ me, nobody, impostor }) {
        (await open(me)).close();
        for (const who of [nobody, impostor]) {
          const { answer, stream } = await who.listen();
          stream?.close();
          expectStatus(answer, [401], 'nobody is signed in.');
        }
      },
    },
    {
      says: 'tells nothing to another person',
      check: (place) =>
        listening([place.me, place.other], async (mine, theirs) => {
          const [name, last] = [place.newName(), place.newName()];
          await expectPoke(mine, name, await place.me.put(name, create, first), place);
          // What comes to them after it shows that nothing has come before.
          await expectPoke(theirs, last, await place.other.put(last, create, first), place);
          if (theirs.text().includes(name)) throw new Broken('the stream tells of another person’s document.');
        }),
    },
    {
      says: 'is never silent for more than 25 seconds',
      check: (place) =>
        listening([place.me], async (stream) => {
          const { silence } = place;
          if (silence === null) throw new Skipped('it was asked to be quick');
          // Once could be what comes at the opening.
          for (let times = 0; times < 2; times++) {
            if (!(await stream.stirs(silence)))
              throw new Broken(
                `nothing came for ${silence} ms. A proxy cuts such a stream: send a line ":" now and then.`,
              );
          }
        }),
    },
  ],
};
