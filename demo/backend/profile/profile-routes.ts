import { type Context, Hono } from 'hono';
import { outdated, readGround, readKnown, tagOf } from '../documents/revisions.ts';
import { type Fields, readBody } from '../http/body.ts';
import type { AppEnv } from '../http/cookies.ts';
import { type Callers, noSession } from '../identity/callers.ts';
import type { Users } from '../identity/users.ts';
import type { Profile, Profiles, StoredProfile } from './profiles.ts';

export interface ProfileParts {
  readonly callers: Callers;
  readonly users: Users;
  readonly profiles: Profiles;
}

const tidy = (value: unknown): string => (typeof value === 'string' ? value.trim().replace(/\s+/g, ' ') : '');

/** The profile in a body as this shop writes it, and what it has against that, by field. */
function readProfile(body: Fields): { readonly profile: Profile; readonly errors: Record<string, string[]> } {
  const profile: Profile = {
    name: tidy(body['name']),
    phone: tidy(body['phone']),
    street: tidy(body['street']),
    town: tidy(body['town']),
  };
  const errors: Record<string, string[]> = {};
  if (profile.name === '') errors['name'] = ['Without a name no parcel finds you.'];
  const digits = profile.phone.replace(/\D/g, '').length;
  if (profile.phone !== '' && (digits < 5 || digits > 15))
    errors['phone'] = ['The shop knows no number of so few digits, or so many.'];
  for (const [field, text] of Object.entries(profile))
    if (text.length > 80) errors[field] ??= ['80 characters have to do.'];
  return { profile, errors };
}

/** One record of each person, replaced only by who has seen it as it is. */
export function profileRoutes({ callers, users, profiles }: ProfileParts): Hono<AppEnv> {
  const answer = (c: Context<AppEnv>, { rev, profile }: StoredProfile): Response => {
    c.header('etag', tagOf(rev));
    return c.json(profile);
  };

  return new Hono<AppEnv>()
    .get('/profile', async (c) => {
      const user = users.find(await callers.reading(c));
      if (!user) throw noSession();
      const found = await profiles.read(user.id, user.name);
      if (!readKnown(c).includes(found.rev)) return answer(c, found);
      c.header('etag', tagOf(found.rev));
      return c.body(null, 304);
    })

    .put('/profile', async (c) => {
      const userId = await callers.writing(c);
      const ground = readGround(c);
      const { profile, errors } = readProfile(await readBody(c));
      if (Object.keys(errors).length > 0) return c.json({ error: 'invalid', errors }, 422);
      const stored = ground.on === 'revision' ? await profiles.replace(userId, ground.rev, profile) : undefined;
      if (!stored) throw outdated();
      return answer(c, stored);
    });
}
