import { expect, it } from 'vitest';
import { readOptions } from '../../conformance/options.ts';

const address = 'https://shop.test/api/documents';

it('the command line says where, and who asks', () => {
  const words = [address, '--header', 'Authorization: Bearer a: b', '--header', 'X-Tenant: t', '--cookie', 'a=b; c=d'];
  expect(readOptions(words)).toEqual({
    base: address,
    me: { Authorization: 'Bearer a: b', 'X-Tenant': 't', Cookie: 'a=b; c=d' },
  });
  const more = [
    '--other-cookie',
    'a=e',
    '--live',
    'https://shop.test/live',
    '--allowed',
    '9',
    '--too-large',
    '10',
    '--quick',
  ];
  expect(readOptions([address, '--cookie', 'a=b', ...more])).toEqual({
    base: address,
    me: { Cookie: 'a=b' },
    other: { Cookie: 'a=e' },
    live: 'https://shop.test/live',
    allowed: 9,
    tooLarge: 10,
    silence: null,
  });
  expect(readOptions(['--help'])).toBeUndefined();
});

it.each([
  ['no address', [], 'Give one address'],
  ['two', [address, address], 'Give one address'],
  ['one without a scheme', ['shop.test', '--cookie', 'a=b'], '"shop.test" is no address like https:'],
  ['nobody who is signed in', [address], 'Say who is signed in'],
  ['a size that is none', [address, '--cookie', 'a=b', '--allowed', '1MB'], '"1MB" is no number of bytes'],
  ['an option that there is not', [address, '--fast'], "Unknown option '--fast'"],
])('%s is refused, and what is wanted is said', (_, words, said) => {
  expect(() => readOptions(words)).toThrow(said);
});

it.each([
  ['a header without a colon', ['--header', 'secret']],
  ['a header with a line break', ['--header', 'Authorization: secret\r\nX: y']],
  ['a cookie with a line break', ['--cookie', 'a=secret\nb']],
])('%s is refused without being repeated, since it may be a secret', (_, words) => {
  expect(() => readOptions([address, ...words])).toThrow(/^(?!.*secret).*[Hh]eader/);
});
