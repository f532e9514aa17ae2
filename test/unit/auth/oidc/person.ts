/** A person with a browser of their own at the provider: cookies are kept, redirects followed, forms sent. */
export interface Person {
  /** Goes to an address and on from there, until the browser leaves the provider; answers with the address it left for. */
  visit(url: string): Promise<string>;
  /** What the provider showed last, when it showed something. */
  readonly page: string;
}

export function createPerson(issuer: string): Person {
  const jar = new Map<string, string>();
  const person = {
    page: '',
    async visit(start: string): Promise<string> {
      let url = start;
      let form: URLSearchParams | null = null;
      while (url.startsWith(`${issuer}/`)) {
        const response: Response = await fetch(url, {
          redirect: 'manual',
          method: form ? 'POST' : 'GET',
          headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
          body: form,
        });
        for (const cookie of response.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
          if (value) jar.set(name, value);
          else jar.delete(name);
        }
        person.page = await response.text();
        const next = response.headers.get('location');
        const action = /<form[^>]* action="([^"]+)"/.exec(person.page)?.[1];
        if (!next && !action) return url;
        form = next ? null : new URLSearchParams(readFields(person.page));
        url = new URL(next ?? action ?? '', url).href;
      }
      return url;
    },
  };
  return person;
}

const readFields = (page: string): Record<string, string> =>
  Object.fromEntries(
    [...page.matchAll(/<input[^>]* name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
  );
