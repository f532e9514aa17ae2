import { describe, expect } from 'vitest';
import { readEngines } from '../support/browsers.ts';
import type { Tab } from '../support/tab.ts';
import { createAuthJsServer } from './auth-js-server.ts';
import { setStage, signIn, signOut, verify, whoIs } from './stage.ts';

const ada = { username: 'ada', password: 'correct' };

/** Who is signed in by the server's own word, whatever the page shows. */
const whoSaysTheServer = (tab: Tab): Promise<string | null> =>
  tab.run(async () => {
    const response = await fetch('/auth/session');
    const found = (await response.json()) as { user: { email: string } } | null;
    return found?.user.email ?? null;
  });

describe.each(await readEngines())('Auth.js, in $name', (engine) => {
  const stage = setStage(engine);
  const { story } = stage;

  story('takes a wrong password for what it is, though the answer is 200', async () => {
    const front = await stage.front((origin) => createAuthJsServer(origin));
    const tab = await stage.open(front, 'auth-js');
    expect(await whoIs(tab)).toBe('nobody');
    expect(await signIn(tab, { ...ada, password: 'wrong' })).toBe('rejected');
    expect(await whoIs(tab)).toBe('nobody');
  });

  story('signs in, keeps it over a reload, and signs out', async () => {
    const front = await stage.front((origin) => createAuthJsServer(origin));
    const tab = await stage.open(front, 'auth-js');
    expect(await signIn(tab, ada)).toBe('signed-in');
    expect(await whoIs(tab)).toBe('ada@example.com');
    await tab.reload();
    await expect.poll(() => whoIs(tab)).toBe('ada@example.com');
    expect(await signOut(tab)).toBe('done');
    expect(await whoIs(tab)).toBe('nobody: signed-out');
    expect(await whoSaysTheServer(tab)).toBe(null);
  });

  story('is not believed when it says 200 to a sign-out that did not happen', async () => {
    const front = await stage.front((origin) => createAuthJsServer(origin));
    const tab = await stage.open(front, 'auth-js');
    await signIn(tab, ada);
    const wrongToken = front.putBefore(
      (_request, response) => response.setHeader('content-type', 'application/json').end('{"csrfToken":"wrong"}'),
      /^\/auth\/csrf/,
    );
    expect(await signOut(tab)).toBe('pending');
    expect(front.asked).toContainEqual({ what: 'POST /auth/signout', status: 200 });
    expect(await whoSaysTheServer(tab)).toBe('ada@example.com');
    expect(await whoIs(tab)).toBe('nobody: signed-out');
    // What is owed is made good at the next start, and nobody is shown before.
    wrongToken();
    await tab.reload();
    await expect.poll(() => whoIs(tab)).toBe('nobody');
    // Not asked before: each answer of `/auth/session` sets the cookie anew, so one under way brings back what the sign-out took away.
    expect(await whoSaysTheServer(tab)).toBe(null);
  });

  story('ends when the server knows the session no more, which it says by `null`', async () => {
    let secret = 'thirty-two letters that are no secret';
    const front = await stage.front((origin) => createAuthJsServer(origin, { secret }));
    const one = await stage.open(front, 'auth-js');
    const two = await stage.open(front, 'auth-js');
    await signIn(one, ada);
    await expect.poll(() => whoIs(two)).toBe('ada@example.com');
    await front.stop();
    expect(await verify(one)).toBe('ada@example.com');
    secret = 'another one, as after a leak of the first';
    await front.start();
    expect(await verify(one)).toBe('nobody: revoked');
    await expect.poll(() => whoIs(two)).toBe('nobody: revoked');
  });
});
