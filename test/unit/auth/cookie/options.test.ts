import { type CookieOptions, cookie, isHoldfastError } from 'holdfast';
import { expect, it } from 'vitest';

const read = (): string => '';
const refused: [string, Record<string, unknown>, RegExp][] = [
  ['an unknown option', { sesion: '/me' }, /"sesion"/],
  ['no session endpoint', { session: undefined }, /session has no URL/],
  ['an endpoint without a URL', { signIn: { method: 'PUT' } }, /signIn has no URL/],
  ['an unknown option of an endpoint', { signOut: { url: '/out', verb: 'PUT' } }, /signOut has no option "verb"/],
  ['an encoding that doesn’t exist', { signIn: { url: '/in', encoding: 'xml' } }, /encoding is "xml"/],
  ['a way to redirect that doesn’t exist', { signIn: { url: '/in', redirect: 'error' } }, /redirect is "error"/],
  ['two words on who is signed in', { session: { url: '/me', accepts: () => true } }, /session has `accepts`/],
  ['a token from nowhere', { csrf: { header: 'x-csrf' } }, /no source/],
  ['a token from two places', { csrf: { header: 'x-csrf', cookie: 'csrf', meta: 'csrf' } }, /cookie and meta/],
  ['a token that goes nowhere', { csrf: { cookie: 'csrf' } }, /no `header`/],
  ['an unknown option of the token', { csrf: { header: 'x', cookie: 'c', retry: [419] } }, /"retry"/],
  ['priming what isn’t a cookie', { csrf: { header: 'x', meta: 'c', prime: '/csrf' } }, /prime goes with csrf.cookie/],
  [
    'an endpoint nobody reads',
    { csrf: { header: 'x', cookie: 'c', endpoint: '/csrf' } },
    /endpoint goes with csrf.read/,
  ],
  [
    'an endpoint of tokens that judges',
    { csrf: { header: 'x', read, endpoint: { url: '/c', accepts: read } } },
    /accepts/,
  ],
  ['a status that is no list', { noSession: 401 }, /noSession is 401/],
  ['suspicion that is no list', { suspicious: 401 }, /suspicious is 401/],
  ['statuses to retry on that are no list', { csrf: { header: 'x', cookie: 'c', retryOn: 419 } }, /retryOn is 419/],
  ['an origin with a path', { origins: ['https://api.test/v1'] }, /"https:\/\/api.test\/v1"/],
];

it.each(refused)('%s is refused where it was given', (_what, options, message) => {
  const whole = { session: '/session', signIn: '/sign-in', signOut: '/sign-out', ...options };
  let error: unknown;
  try {
    cookie(whole as CookieOptions<unknown>);
  } catch (thrown) {
    error = thrown;
  }
  expect(isHoldfastError(error) && error.code).toBe('HOLDFAST_CONFIG');
  expect(String(error)).toMatch(message);
});
