import type { CookieCarrier } from './http/cookies.ts';
import { createRecords } from './records.ts';
import type { Store } from './store.ts';

/**
 * Does for a backend inside the page what the browser does for a real one. Answers that a page makes for itself can't
 * set HttpOnly cookies, so those are kept beside the backend's own state, out of `document.cookie`; readable ones go
 * there. All tabs share both.
 */
export interface CookieJar {
  /** Runs one exchange with the cookies of this moment; what it sets is in place before the answer is handed on. */
  exchange<Answer>(answer: (cookies: CookieCarrier) => Promise<Answer>): Promise<Answer>;
}

/** Names and values of the cookies that no script may read. */
type Hidden = Readonly<Record<string, string>>;

const hidden = /;\s*httponly/i;
const ended = /;\s*max-age=0\b/i;

export function createCookieJar(store: Store, page: { cookie: string }): CookieJar {
  const jars = createRecords<Hidden>(store, 'cookie-jar');

  function receive(jar: Hidden, line: string): Hidden {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    const { [name]: _, ...others } = jar;
    return ended.test(line) ? others : { ...others, [name]: value };
  }

  return {
    async exchange(answer) {
      const kept = Object.entries((await jars.read('hidden')) ?? {}).map(([name, value]) => `${name}=${value}`);
      const lines: string[] = [];
      const given = await answer({
        sent: [...kept, page.cookie].filter(Boolean).join('; '),
        receive: (line) => lines.push(line),
      });
      const secret = lines.filter((line) => hidden.test(line));
      if (secret.length > 0) await jars.change('hidden', (jar = {}) => ({ next: secret.reduce(receive, jar) }));
      for (const line of lines) if (!hidden.test(line)) page.cookie = line;
      return given;
    },
  };
}
