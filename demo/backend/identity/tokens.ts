import type { Clock } from '../clock.ts';
import { clamp, type Limits } from '../limits.ts';
import type { NewsDesk } from '../news.ts';
import { createRecords } from '../records.ts';
import { equalInConstantTime, randomSecret, sha256 } from '../secrets.ts';
import type { Store } from '../store.ts';
import type { Everywhere } from './everywhere.ts';

/** What one sign-in brings forth: one refresh token at a time, and access tokens that live no longer than it. */
interface Family {
  readonly userId: string;
  /** Hash of the one refresh token that may be used next. */
  readonly refresh: string;
  /** How long each access token is good for, in ms. */
  readonly access: number;
  /** Rotating does not move this. */
  readonly endsAt: number;
  /** How often its user had signed out everywhere when it began. */
  readonly round: number;
}

/** What came of a refresh token: the family with its next one, or the family that ended over it. */
interface Rotated {
  readonly next?: Family | undefined;
  readonly rotated?: Family;
  readonly ended?: Family;
  readonly ttl?: number;
}

interface Access {
  readonly family: string;
  readonly endsAt: number;
}

export interface TokenPair {
  readonly access: string;
  readonly refresh: string;
  /** How long the access token is good for, in ms. */
  readonly expiresIn: number;
  readonly userId: string;
}

/** How long tokens are asked to live, in ms. */
interface AskedTokenLimits {
  readonly access?: number;
  readonly refresh?: number;
}

export interface Tokens {
  issue(userId: string, asked: AskedTokenLimits): Promise<TokenPair>;
  /**
   * A new pair for the newest refresh token of a family. One that was used before means that two parties hold the
   * family's tokens and nobody can say which is the thief: the family ends for both.
   */
  rotate(refreshToken: string): Promise<TokenPair | undefined>;
  /** Whose access token this is, while it is good. */
  find(accessToken: string): Promise<string | undefined>;
  /** While the family of a good access token goes on: until when, asked as often as one likes. The token itself may end before. */
  follow(accessToken: string): Promise<(() => Promise<number | undefined>) | undefined>;
  /** Ends the family that this token, of either kind, belongs to. */
  revoke(token: string): Promise<void>;
}

export interface TokensParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly everywhere: Everywhere;
  readonly news: NewsDesk;
}

export function createTokens({ store, clock, limits, everywhere, news }: TokensParts): Tokens {
  const families = createRecords<Family>(store, 'token-family');
  const accesses = createRecords<Access>(store, 'access-token');

  /** A refresh token is `family.secret`, so a used one still says whose family it is, and no list of used ones is kept. */
  async function readRefresh(token: string): Promise<{ id: string; secret: string }> {
    const [family = '', secret = ''] = token.split('.');
    return { id: await sha256(family), secret: await sha256(secret) };
  }

  async function findFamily(id: string): Promise<Family | undefined> {
    const family = await families.read(id);
    if (!family || clock.now() >= family.endsAt) return undefined;
    return family.round === (await everywhere.count(family.userId)) ? family : undefined;
  }

  async function giveAccess(id: string, { userId, access, endsAt }: Family, refresh: string): Promise<TokenPair> {
    const token = randomSecret();
    const now = clock.now();
    const expiresIn = Math.min(access, endsAt - now);
    await accesses.write(await sha256(token), { family: id, endsAt: now + expiresIn }, { ttl: expiresIn });
    return { access: token, refresh, expiresIn, userId };
  }

  return {
    async issue(userId, asked) {
      const [name, secret] = [randomSecret(), randomSecret()];
      const id = await sha256(name);
      const lifetime = clamp(asked.refresh, limits.refresh, limits.shortestAccess, limits.longest);
      const family: Family = {
        userId,
        refresh: await sha256(secret),
        access: clamp(asked.access, limits.access, limits.shortestAccess, limits.longest),
        endsAt: clock.now() + lifetime,
        round: await everywhere.count(userId),
      };
      await families.write(id, family, { ttl: lifetime });
      return giveAccess(id, family, `${name}.${secret}`);
    },

    async rotate(refreshToken) {
      const { id, secret } = await readRefresh(refreshToken);
      if (!(await findFamily(id))) return undefined;
      const successor = randomSecret();
      const refresh = await sha256(successor);
      // Of two at once, one writes. The other reads again, finds its token used, and ends the family.
      const { rotated, ended } = await families.change<Rotated>(id, (current) => {
        if (!current) return {};
        if (!equalInConstantTime(current.refresh, secret)) return { next: undefined, ended: current };
        const next = { ...current, refresh };
        return { next, rotated: next, ttl: current.endsAt - clock.now() };
      });
      if (ended) await news.ended(ended.userId);
      return rotated && giveAccess(id, rotated, `${refreshToken.split('.')[0]}.${successor}`);
    },

    async find(accessToken) {
      const access = await accesses.read(await sha256(accessToken));
      if (!access || clock.now() >= access.endsAt) return undefined;
      return (await findFamily(access.family))?.userId;
    },

    async follow(accessToken) {
      const access = await accesses.read(await sha256(accessToken));
      return access && (async () => (await findFamily(access.family))?.endsAt);
    },

    async revoke(token) {
      const access = await accesses.read(await sha256(token));
      const id = access?.family ?? (await readRefresh(token)).id;
      const family = await families.read(id);
      await families.remove(id);
      if (family) await news.ended(family.userId);
    },
  };
}
