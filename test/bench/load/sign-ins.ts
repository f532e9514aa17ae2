import { ask, demand } from './client.ts';
import { saturate } from './drive.ts';
import { emailOf, password } from './people.ts';
import type { RequestRow } from './requests.ts';
import type { Rig } from './rig.ts';

const seconds = 3;
/** Argon2id works beside the thread that answers, so that both cores have some to do. */
const atOnce = 4;

/** Password, hash, session, cookies: as the page does it, each from an address of its own, since guesses are counted by that. */
export async function signIns(rig: Rig): Promise<RequestRow> {
  const signIn = async (nth: number): Promise<number> => {
    const url = rig.urls[nth % 2] ?? '';
    const first = await ask(url, { path: 'session' });
    const cookie = first.cookies.map((line) => line.split(';')[0]).join('; ');
    const token = decodeURIComponent(/XSRF-TOKEN=([^;]+)/.exec(cookie)?.[1] ?? '');
    const answer = await ask(url, {
      method: 'POST',
      path: 'sign-in',
      headers: {
        cookie,
        'x-xsrf-token': token,
        'content-type': 'application/json',
        'x-forwarded-for': `192.0.2.${nth % 250}`,
      },
      body: JSON.stringify({ email: emailOf(nth), password }),
    });
    demand(answer, 200, 'A sign-in');
    return answer.took;
  };
  for (let nth = 0; nth < atOnce; nth++) await signIn(nth);
  const full = await saturate(rig, seconds, atOnce, (nth) => signIn(nth + atOnce));
  return { what: 'sign-in, Argon2id of 19 MiB', full, calm: null, commands: new Map() };
}
