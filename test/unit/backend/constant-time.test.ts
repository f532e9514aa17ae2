import { afterEach, describe, expect, it, vi } from 'vitest';
import { ada, createBackend } from './client.ts';

const compared = vi.hoisted(() => ({ pairs: [] as (readonly [string, string])[] }));
vi.mock(import('../../../demo/backend/secrets.ts'), async (original) => {
  const secrets = await original();
  return {
    ...secrets,
    equalInConstantTime(a, b) {
      compared.pairs.push([String(a), String(b)]);
      return secrets.equalInConstantTime(a, b);
    },
  };
});
afterEach(() => {
  compared.pairs.length = 0;
});

/** The text with its last sign changed: the guess that is nearest. */
const near = (text: string): string => text.slice(0, -1) + (text.endsWith('A') ? 'B' : 'A');

describe('a secret', () => {
  it('is looked at to its end, wherever a guess differs', async () => {
    const { equalInConstantTime } = await import('../../../demo/backend/secrets.ts');
    const { equalInConstantTime: compare } = await vi.importActual<{ equalInConstantTime: typeof equalInConstantTime }>(
      '../../../demo/backend/secrets.ts',
    );
    const secret = 'correct horse battery staple';
    const looks = (guess: string): number => {
      let times = 0;
      const watched = {
        length: secret.length,
        charCodeAt(at: number) {
          times++;
          return secret.charCodeAt(at);
        },
      };
      expect(compare(watched, guess)).toBe(guess === secret);
      return times;
    };
    for (const guess of [secret, near(secret), `x${secret.slice(1)}`, 'x'.repeat(secret.length)])
      expect(looks(guess)).toBe(secret.length);
    expect(compare(secret, `${secret}!`)).toBe(false);
  });

  it.each([
    [
      'an anti-CSRF token',
      async () => {
        const browser = createBackend().newBrowser();
        await browser.signIn();
        compared.pairs.length = 0;
        const token = near(browser.cookies.get('XSRF-TOKEN') ?? '');
        expect((await browser.post('/api/session/touch', {}, { 'x-xsrf-token': token })).status).toBe(403);
        return token;
      },
    ],
    [
      'the hash of a password',
      async () => {
        const browser = createBackend().newBrowser();
        await browser.get('/api/session');
        compared.pairs.length = 0;
        expect((await browser.post('/api/sign-in', { ...ada, password: near(ada.password) })).status).toBe(401);
        return /^[\w+/]{43}$/;
      },
    ],
    [
      'the hash of a refresh token',
      async () => {
        const browser = createBackend().newBrowser();
        const { body } = await browser.post('/api/token', { grant_type: 'password', ...ada });
        compared.pairs.length = 0;
        const refresh_token = near(String(body['refresh_token']));
        expect((await browser.post('/api/token', { grant_type: 'refresh_token', refresh_token })).status).toBe(400);
        return /^[\w-]{43}$/;
      },
    ],
  ] as const)('%s is compared so', async (_, guess) => {
    const what = await guess();
    const isIt = (text: string): boolean => (typeof what === 'string' ? text === what : what.test(text));
    const [a = '', b = ''] = compared.pairs.find((pair) => pair.some(isIt)) ?? [];
    expect(a).not.toBe('');
    // Of equal length, or it would have been refused for that, and nothing was shown.
    expect(a.length).toBe(b.length);
    expect(a).not.toBe(b);
  });
});
