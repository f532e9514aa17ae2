import { parseArgs } from 'node:util';
import type { Credentials } from './caller.ts';
import type { PlaceOptions } from './place.ts';

export const usage = `npm run conformance -- <address of the documents> [options]

Asks a server whether it keeps to docs/protocol.md. Writes about ten small documents for each user that is given,
with names that begin with "conformance-", and touches no others.

  --header "Name: value"        what the signed-in user sends, as often as needed
  --cookie "a=b; c=d"           the same as --header "Cookie: a=b; c=d"
  --other-header, --other-cookie  the same for a second user; without it what is whose is not looked at
  --live <address>              of the stream, where it is not the address of the documents
  --allowed <bytes>             a state of this size must be kept, 256000 unless told
  --too-large <bytes>           a state of this size must be refused, 4000000 unless told
  --quick                       leaves out the rule that takes a minute: how long the stream is silent

For example:
  npm run conformance -- http://localhost:5173/api/documents --header "Authorization: Bearer …"
`;

const text = { type: 'string' } as const;
const texts = { type: 'string', multiple: true } as const;

/** What was asked on the command line; `undefined` where help was. Throws an error that says what to write instead. */
export function readOptions(words: readonly string[]): PlaceOptions | undefined {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      header: texts,
      cookie: text,
      'other-header': texts,
      'other-cookie': text,
      live: text,
      allowed: text,
      'too-large': text,
      quick: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return undefined;
  const [base, ...more] = positionals;
  if (base === undefined || more.length > 0) throw new Error('Give one address, that of all documents.');
  const me = readCredentials(values.header, values.cookie);
  if (Object.keys(me).length === 0) throw new Error('Say who is signed in, by --header or --cookie.');
  const other = readCredentials(values['other-header'], values['other-cookie']);
  const { live, allowed, 'too-large': tooLarge } = values;
  return {
    base: readAddress(base),
    me,
    ...(Object.keys(other).length > 0 && { other }),
    ...(live !== undefined && { live: readAddress(live) }),
    ...(allowed !== undefined && { allowed: readBytes(allowed) }),
    ...(tooLarge !== undefined && { tooLarge: readBytes(tooLarge) }),
    ...(values.quick && { silence: null }),
  };
}

function readCredentials(headers: readonly string[] = [], cookie?: string): Credentials {
  // A header that can't be read may be a secret, so it is not repeated.
  const pairs = headers.map((line) => {
    const [, name, value] = /^([\w-]+):\s*(.+)$/.exec(line) ?? [];
    if (!name || !value) throw new Error('Write a header as "Name: value".');
    return [name, value];
  });
  const credentials = Object.fromEntries(cookie === undefined ? pairs : [...pairs, ['Cookie', cookie]]);
  try {
    new Headers(credentials);
  } catch {
    throw new Error('A header or a cookie holds a sign that none may have, such as a line break.');
  }
  return credentials;
}

function readAddress(given: string): string {
  const url = URL.parse(given);
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return given;
  throw new Error(`"${given}" is no address like https://shop.example/api/documents.`);
}

function readBytes(given: string): number {
  if (/^[1-9]\d*$/.test(given)) return Number(given);
  throw new Error(`"${given}" is no number of bytes.`);
}
