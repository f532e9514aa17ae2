import fc from 'fast-check';
import { cookie, seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { anyAsk, anyLife, anySignIn, anySignOut, anyWorldly, createChaos, unleash } from './chaos.ts';
import { anyScript, anyWorld, holds, patience } from './interleave.ts';
import { createStage, type Login, type OpenTab, type Person } from './stage.ts';

const answers: Record<string, () => Response | undefined> = {
  yes: () => undefined,
  '401': () => new Response('{}', { status: 401, headers: { 'content-type': 'application/json' } }),
  invalid_token: () =>
    new Response('{}', { status: 401, headers: { 'www-authenticate': 'Bearer error="invalid_token"' } }),
  insufficient_scope: () =>
    new Response('{}', {
      status: 403,
      headers: { 'www-authenticate': 'Bearer error="insufficient_scope", scope="a"' },
    }),
  'step up': () =>
    new Response('{}', {
      status: 401,
      headers: { 'www-authenticate': 'Bearer error="insufficient_user_authentication", acr_values="b"' },
    }),
  '403': () => new Response('{}', { status: 403 }),
  '419': () => new Response('{}', { status: 419 }),
  '440': () => new Response('{}', { status: 440 }),
  html: () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }),
};
const anyAct = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constantFrom('read', 'write'), tab: fc.nat({ max: 2 }) }) },
  { weight: 1, arbitrary: fc.oneof(anyAsk, anySignIn, anySignOut, anyLife, anyWorldly) },
);
const guarded = (tokens: () => string) =>
  cookie<Person, Login>({
    session: '/api/session',
    signIn: '/api/sign-in',
    signOut: '/api/sign-out',
    csrf: { token: tokens, header: 'X-CSRF' },
  });

describe('one call of session.fetch', () => {
  it('sends twice at most, whatever the server answers and however often', patience, async () => {
    const input = fc.record({
      world: anyWorld(),
      said: fc.array(fc.constantFrom(...Object.keys(answers)), { minLength: 1, maxLength: 8 }),
      keep: fc.boolean(),
      script: anyScript(anyAct, 40_000, 14),
    });
    let twice = 0;
    await holds(100, input, async ({ world, said, keep, script }) => {
      const stage = createStage(world);
      const { faults, server, browser } = stage;
      let asked = 0;
      let calls = 0;
      let csrf = 0;
      const sends = new Map<string, number>();
      server.answer('/api/things', ({ url }) => {
        sends.set(url, (sends.get(url) ?? 0) + 1);
        return answers[said[asked++ % said.length] ?? 'yes']?.();
      });
      const open = (): OpenTab => {
        const one = stage.open(world.transport === 'cookie' ? { transport: guarded(() => `${csrf++}`) } : {});
        if (keep) one.session.keepRequests();
        return one;
      };
      await stage.signedIn(3, open);
      const chaos = createChaos(stage, open, () => `/api/things?call=${calls++}`);
      await unleash(stage, chaos, script);
      await browser.clock.advance(seconds(40));
      await chaos.calm();
      for (const [url, times] of sends) if (times > 2) faults.push(`${url} was sent ${times} times`);
      if ([...sends.values()].includes(2)) twice++;
      return faults;
    });
    expect(twice).toBeGreaterThan(0);
  });
});
