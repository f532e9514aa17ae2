import { describe, expect, it } from 'vitest';
import { nodeArgon2 } from '../../../demo/backend/identity/argon2-node.ts';
import type { Argon2, Cost } from '../../../demo/backend/identity/passwords.ts';
import { demoUsers } from '../../../demo/backend/identity/users.ts';
import { ada, createBackend } from './client.ts';

/** Real passwords take real work, more so on a busy machine. */
const real = { timeout: 30_000 };

describe('guessing', () => {
  const wrong = { ...ada, password: 'incorrect horse' };
  const nobody = { email: 'nobody@example.com', password: 'incorrect horse' };

  it('learns nothing of who has an account: the same answer, byte by byte', async () => {
    const browser = createBackend().newBrowser();
    await browser.get('/api/session');
    const answers = [await browser.post('/api/sign-in', wrong), await browser.post('/api/sign-in', nobody)];
    expect(answers[0]?.status).toBe(401);
    expect(answers[0]?.body['error']).toBe('bad_credentials');
    expect(answers[1]).toEqual(answers[0]);
  });

  it('costs the same work for an unknown account', real, async () => {
    const costs: Cost[] = [];
    const argon2: Argon2 = (password, salt, cost) => {
      costs.push(cost);
      return nodeArgon2(password, salt, cost);
    };
    const browser = createBackend({ users: demoUsers, argon2 }).newBrowser();
    expect([(await browser.signIn(ada)).status, (await browser.signIn(wrong)).status]).toEqual([200, 401]);
    expect((await browser.signIn(nobody)).status).toBe(401);
    expect(costs).toEqual(Array(3).fill({ memory: 19_456, passes: 2 }));
  });

  it('is stopped after ten wrong passwords, also for accounts that don’t exist, and may go on later', async () => {
    for (const [guess, real] of [
      [wrong, 200],
      [nobody, 401],
    ] as const) {
      const { newBrowser, sleep } = createBackend();
      const browser = newBrowser();
      const statuses = [];
      for (let i = 0; i < 11; i++) statuses.push((await browser.signIn(guess)).status);
      expect(statuses).toEqual([...Array(10).fill(401), 429]);

      const answer = await browser.signIn({ ...guess, password: ada.password });
      expect([answer.status, answer.body['error']]).toEqual([429, 'too_many_attempts']);
      sleep(Number(answer.headers.get('retry-after')) * 1000);
      expect((await browser.signIn({ ...guess, password: ada.password })).status).toBe(real);
    }
  });

  it('has one guess more each half minute, and at no moment twice ten', async () => {
    const { newBrowser, sleep } = createBackend();
    const browser = newBrowser();
    const guesses = async (): Promise<number> => {
      let tried = 0;
      for (let i = 0; i < 12; i++) if ((await browser.signIn(wrong)).status === 401) tried += 1;
      return tried;
    };
    expect(await guesses()).toBe(10);
    sleep(29_000);
    expect(await guesses()).toBe(0);
    sleep(1000);
    expect(await guesses()).toBe(1);
    // The end of five minutes, and the beginning of the next ones.
    sleep(5 * 60_000 - 31_000);
    expect(await guesses()).toBeLessThan(10);
    sleep(1000);
    expect(await guesses()).toBeLessThan(2);
  });

  it('is stopped when all guesses come at once', async () => {
    const browser = createBackend().newBrowser();
    await browser.get('/api/session');
    const answers = await Promise.all(Array.from({ length: 30 }, () => browser.post('/api/sign-in', wrong)));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
  });

  it('is stopped at the token endpoint by the same count', async () => {
    const browser = createBackend().newBrowser();
    for (let i = 0; i < 10; i++) await browser.signIn(wrong);
    expect((await browser.post('/api/token', { grant_type: 'password', ...ada })).status).toBe(429);
  });

  it('is stopped when it tries one password on many accounts from one place', async () => {
    let address = '198.51.100.1';
    const backend = createBackend({ limits: { attemptsPerAddress: 20 }, clientAddress: () => address });
    const browser = backend.newBrowser();
    const statuses = [];
    for (let i = 0; i < 21; i++)
      statuses.push((await browser.signIn({ ...wrong, email: `user${i}@example.com` })).status);
    expect(statuses).toEqual([...Array(20).fill(401), 429]);
    address = '198.51.100.2';
    expect((await browser.signIn()).status).toBe(200);
  });

  it('does not lock out a person who mistypes now and then', async () => {
    const browser = createBackend().newBrowser();
    for (let i = 0; i < 4; i++) {
      for (let j = 0; j < 9; j++) expect((await browser.signIn(wrong)).status).toBe(401);
      expect((await browser.signIn()).status).toBe(200);
    }
  });
});
