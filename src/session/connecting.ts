import { failed } from '../auth/exchange.ts';
import { createExclusive } from '../auth/exclusive.ts';
import type { Answer, Connection, Lease, Redirecting } from '../auth/transport.ts';
import { within } from '../platform/within.ts';
import { noticeableSkew } from '../time/steady.ts';
import { createAccountKeys } from './account-keys.ts';
import { patience } from './durable-head.ts';
import type { Base, Ground } from './ground.ts';
import { createProfile } from './profile.ts';

/** The way to the server, and what it needs and tells. */
export function connect<User, Credentials>(
  base: Base<User, Credentials>,
): Pick<Ground<User, Credentials>, 'connection' | 'profile' | 'accountKeys' | 'exclusive'> {
  const { name, platform, database, time, record, wire, emitter, desk, dispatch, epoch } = base;
  const exclusive = createExclusive(name, platform, database);
  let clockSkew = 0;
  const connected = base.transport.connect({
    name,
    platform,
    database,
    now: time.now,
    epoch,
    lives: (asked) => record.living()?.epoch === asked,
    exclusive,
    onFreshness: (freshness) => dispatch({ type: 'heard', freshness }),
    onRefreshed(generation) {
      const present = epoch();
      if (present !== null) {
        record.noteTime(present, { touchedAt: time.now() });
        wire.send({ type: 'refreshed', epoch: present });
      }
      emitter.emit('refreshed', { generation });
    },
    onSkew(measured) {
      const skew = Math.abs(measured) < noticeableSkew ? 0 : measured;
      time.hear(skew);
      if (Math.abs(skew - clockSkew) < noticeableSkew) return;
      clockSkew = skew;
      emitter.emit('clock-skewed', { skew });
    },
    async leavePage(url) {
      await within(platform.clock, patience, Promise.all(desk.host.writers().map((writer) => writer.flush())), null);
      platform.page.navigate(url);
    },
  });
  const connection = checking(base, connected);
  const profile = createProfile({ platform, database, connection });
  return { exclusive, connection, profile, accountKeys: createAccountKeys(base, connection) };
}

/** The connection, where an answer that names nobody who can be told apart is one that can't be understood. */
function checking<User, Credentials>(
  { userId, platform }: Base<User, Credentials>,
  connection: Connection<User, Credentials>,
): Connection<User, Credentials> {
  const check = <Given extends Answer<Lease<User> | null> | Redirecting>(
    answer: Given,
  ): Given | ReturnType<typeof failed> => {
    try {
      if (answer.outcome === 'ok' && answer.value) userId(answer.value.user);
      return answer;
    } catch (cause) {
      platform.report('an answer names a user without an id', cause);
      return failed('protocol', { cause });
    }
  };
  return {
    ...connection,
    probe: async (signal) => check(await connection.probe(signal)),
    touch: async (signal) => check(await connection.touch(signal)),
    signIn: async (credentials, signal) => check(await connection.signIn(credentials, signal)),
  };
}
