import { describe, expect, it } from 'vitest';
import { nextReplica } from '../../../src/sync/next-replica.ts';
import {
  type ReplicaAnswer,
  type ReplicaEvent,
  type ReplicaState,
  startReplica,
} from '../../../src/sync/replica-state.ts';

/** Plays events, and answers what was done: a word for each effect, and where it ended. */
function play(events: readonly ReplicaEvent[], from: ReplicaState = startReplica('"1"', 'known')) {
  const done: string[] = [];
  let state = from;
  for (const event of events) {
    const [next, effects] = nextReplica(state, event);
    state = next;
    for (const effect of effects) {
      if (effect.do === 'pull') done.push(`pull ${effect.revision}`);
      else if (effect.do === 'wait') done.push(`wait ${effect.least}+${effect.most}`);
      else if (effect.do === 'correct') done.push(`correct ${effect.ahead}`);
      else if (effect.do === 'report') done.push(`report ${effect.answer.got}`);
      else done.push(effect.do);
    }
  }
  return { done, state, at: `${state.status}${state.why ? ` ${state.why}` : ''}${state.edited ? ', edited' : ''}` };
}

const look: ReplicaEvent = { type: 'look' };
const edited: ReplicaEvent = { type: 'edited' };
const due: ReplicaEvent = { type: 'due' };
const got = (answer: ReplicaAnswer): ReplicaEvent => ({ type: 'answered', answer });
const poked = (revision: string | null): ReplicaEvent => ({ type: 'poked', revision });
const stored = got({ got: 'stored', revision: '"2"', acknowledged: 'sent' });
const joined = got({ got: 'joined', revision: '"2"', acknowledged: 'theirs' });
/** A stopped one is tried again after an hour or two. */
const later = 'wait 3600000+3600000';
/** Everything is acknowledged, and nothing is under way. */
const quiet = play([look, got({ got: 'same' }), got({ got: 'clean' })]).state;
/** An edit is on its way. */
const sending = play([edited, due], quiet).state;

describe('a document on its way to the account', () => {
  it('is asked for first, with the revision that is known', () => {
    expect(play([look])).toMatchObject({ done: ['pull "1"'], at: 'pulling, edited' });
    expect(play([look], startReplica(null, ''))).toMatchObject({ done: ['pull null'] });
  });

  it('is compared with what is here, whether or not it is another one, and at rest when all is acknowledged', () => {
    expect(play([look, got({ got: 'same' })])).toMatchObject({ done: ['pull "1"', 'push'], at: 'pushing' });
    expect(play([look, joined])).toMatchObject({
      done: ['pull "1"', 'keep', 'push'],
      state: { revision: '"2"', acknowledged: 'theirs' },
    });
    expect(play([look, joined, got({ got: 'clean' })])).toMatchObject({ at: 'idle' });
  });

  it('is created where the account has none, and put back nowhere from where it is gone', () => {
    const missing = got({ got: 'missing' });
    expect(play([look, missing], startReplica(null, ''))).toMatchObject({ done: ['pull null', 'push'] });
    expect(play([look, missing])).toMatchObject({ done: ['pull "1"', later, 'report missing'], at: 'stopped, edited' });
    expect(play([missing], sending)).toMatchObject({ done: [later, 'report missing'], at: 'stopped, edited' });
  });

  it('is sent soon after the first edit since a while, and then once a second with all that came meanwhile', () => {
    expect(play([edited, edited, due], quiet)).toMatchObject({ done: ['wait 100+0', 'push'], at: 'pushing' });
    expect(play([edited, stored], sending)).toMatchObject({
      done: ['keep', 'wait 1000+0'],
      state: { revision: '"2"', acknowledged: 'sent' },
      at: 'waiting gathering, edited',
    });
    expect(play([stored, edited, due], sending)).toMatchObject({ done: ['keep', 'wait 1000+0', 'push'] });
    expect(play([stored, due], sending)).toMatchObject({ done: ['keep', 'wait 1000+0'], at: 'idle' });
  });

  it('is asked for where its new revision was not told', () => {
    expect(play([got({ got: 'stored', revision: null, acknowledged: 'sent' })], sending)).toMatchObject({
      done: ['pull null'],
      state: { revision: '"1"', acknowledged: 'known' },
    });
  });

  it('takes no echo of what it sent for news, also where that comes before the answer', () => {
    expect(play([poked('"1"')], quiet)).toMatchObject({ done: [] });
    expect(play([poked('"2"'), stored], sending)).toMatchObject({ done: ['keep', 'wait 1000+0'] });
    expect(play([stored, poked('"2"')], sending)).toMatchObject({ done: ['keep', 'wait 1000+0'] });
    expect(play([poked('"3"'), stored], sending)).toMatchObject({ done: ['keep', 'pull "2"'] });
    expect(play([poked(null), stored], sending)).toMatchObject({ done: ['keep', 'pull "2"'] });
    expect(play([poked('"9"')], quiet)).toMatchObject({ done: ['pull "1"'] });
  });

  it('asks once more for what changed while it asked', () => {
    expect(play([look, poked('"3"'), got({ got: 'same' })], quiet)).toMatchObject({ done: ['pull "1"', 'pull "1"'] });
  });

  it('gives way to who was first, joins and sends again, five times at most, then with patience', () => {
    const crossed = got({ got: 'crossed' });
    expect(play([crossed, due, joined], sending)).toMatchObject({
      done: ['wait 0+100', 'pull null', 'keep', 'push'],
      at: 'pushing',
    });
    const rounds = [1, 2, 3, 4, 5].flatMap(() => [crossed, due, joined]);
    const waits = play([...rounds, crossed], sending).done.filter((word) => word.startsWith('wait'));
    expect(waits).toEqual(['wait 0+100', 'wait 0+200', 'wait 0+400', 'wait 0+800', 'wait 0+1600', 'wait 0+1000']);
    expect(play([crossed, due, joined, stored], sending).state.crossings).toBe(0);
  });

  it('looks what was handed over, and goes on from there', () => {
    expect(play([got({ got: 'closed', receipt: {} }), due], sending)).toMatchObject({
      done: ['wait 0+100', 'pull null'],
    });
  });

  it('waits longer after each failure, five minutes at most, and all of it by chance', () => {
    const offline = got({ got: 'offline' });
    const failures = Array.from({ length: 12 }, () => [offline, due]).flat();
    const waits = play(failures, sending).done.filter((word) => word.startsWith('wait'));
    expect(waits.slice(0, 3)).toEqual(['wait 0+1000', 'wait 0+2000', 'wait 0+4000']);
    expect(waits.at(-1)).toBe('wait 0+300000');
    expect(play([offline], sending).at).toBe('waiting offline, edited');
    expect(play([look, offline], quiet).at).toBe('waiting offline');
  });

  it('is patient as long as a server asks, whoever looks meanwhile; of its own accord only until somebody looks', () => {
    const busy = (retryAfter: number) => got({ got: 'busy', retryAfter });
    expect(play([busy(30_000), look], sending)).toMatchObject({
      done: ['wait 30000+1000'],
      at: 'waiting told, edited',
    });
    expect(play([busy(0), look], sending)).toMatchObject({ done: ['wait 0+1000', 'pull "1"'] });
    expect(play([got({ got: 'offline' }), look], sending)).toMatchObject({ done: ['wait 0+1000', 'pull "1"'] });
  });

  it('pauses without a session, keeps everything, and asks when somebody looks', () => {
    const paused = play([got({ got: 'unauthenticated' }), edited, poked('"7"'), due], sending);
    expect(paused).toMatchObject({ done: [], at: 'paused, edited' });
    expect(play([look], paused.state)).toMatchObject({ done: ['pull "1"'] });
  });

  it('stops where it is forbidden or too new, and says so once', () => {
    for (const word of ['forbidden', 'newer'] as const)
      expect(play([got({ got: word }), look, edited, poked('"7"')], sending)).toMatchObject({
        done: [later, `report ${word}`],
        at: 'stopped, edited',
        state: { stopped: word },
      });
  });

  it('goes on from there later, and when asked, and says nothing twice', () => {
    const [forbidden, missing] = [got({ got: 'forbidden' }), got({ got: 'missing' })];
    const same = got({ got: 'same' });
    expect(play([forbidden, due, forbidden], sending).done).toEqual([later, 'report forbidden', 'pull "1"', later]);
    expect(play([forbidden, due, same, forbidden], sending)).toMatchObject({
      done: [later, 'report forbidden', 'pull "1"', 'push', later],
      at: 'stopped, edited',
    });
    const back = play([forbidden, { type: 'retry', asked: false }, same, stored, edited, due, forbidden], sending);
    expect(back.done.slice(-3)).toEqual(['push', later, 'report forbidden']);
    expect(play([missing, due, missing], sending).done).toEqual([later, 'report missing', 'pull null', later]);
    expect(play([missing, { type: 'retry', asked: false }, missing], sending).state.stopped).toBe('gone');
    expect(play([missing, { type: 'retry', asked: true }, missing], sending)).toMatchObject({
      done: [later, 'report missing', 'pull null', 'push'],
      state: { revision: null, acknowledged: '' },
    });
    expect(play([missing, poked('"7"'), joined], sending).done.slice(2)).toEqual(['pull null', 'keep', 'push']);
    expect(play([{ type: 'retry', asked: true }], quiet)).toMatchObject({ done: [], state: quiet });
  });

  it('waits for another edit where a server takes none of this', () => {
    const refused = play([got({ got: 'refused', status: 413 })], sending);
    expect(refused).toMatchObject({ done: ['report refused'], at: 'idle, edited' });
    expect(play([edited], refused.state)).toMatchObject({ done: ['wait 1000+0'] });
  });

  it('is sent again at once where the clock was ahead, which is set right; then when that is in time, and it is said once why', () => {
    const clock = got({ got: 'clock', ahead: 3_600_000 });
    expect(play([clock], sending)).toMatchObject({ done: ['correct 3600000', 'push'], at: 'pushing' });
    expect(play([clock, clock, due, got({ got: 'same' }), clock], sending).done).toEqual([
      ...['correct 3600000', 'push', 'wait 0+1000', 'report clock', 'pull "1"', 'push'],
      'wait 0+1000',
    ]);
    expect(play([clock, clock, due, got({ got: 'same' }), stored, edited, due, clock], sending).done.at(-1)).toBe(
      'push',
    );
  });

  it('sends nothing that is not stored on this device, and tries again when it is', () => {
    const unstored = play([got({ got: 'unstored' })], sending);
    expect(unstored).toMatchObject({ done: [], at: 'idle, edited' });
    expect(play([edited], unstored.state)).toMatchObject({ done: ['wait 1000+0'] });
  });

  it('hears no answer that nobody waits for', () => {
    expect(play([stored, joined, got({ got: 'crossed' }), due], quiet)).toMatchObject({ done: [], state: quiet });
  });
});
