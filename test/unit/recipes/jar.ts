/** A browser's cookies for one site. All are sent; script may read those that aren't HttpOnly. */
export interface Jar {
  /** The `Cookie` header of the next request. */
  header(): string;
  /** What an answer's `Set-Cookie` headers say. */
  keep(response: Response): void;
  /** The person clears the site's data, or the server's cookie runs out. */
  remove(name: string): void;
}

export function createJar(readable: Map<string, string>): Jar {
  const kept = new Map<string, string>();
  const remove = (name: string): void => {
    kept.delete(name);
    readable.delete(name);
  };
  return {
    header: () => [...kept].map(([name, value]) => `${name}=${value}`).join('; '),
    remove,
    keep({ headers }) {
      for (const line of headers.getSetCookie()) {
        const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
        const at = pair.indexOf('=');
        const name = pair.slice(0, at);
        const value = pair.slice(at + 1);
        const says = (attribute: RegExp): boolean => attributes.some((given) => attribute.test(given));
        if (says(/^max-age=(0|-\d+)$/i) || says(/^expires=.* 1970 /i)) {
          remove(name);
          continue;
        }
        kept.set(name, value);
        // As the page would read it: decoded, which is what `platform.page.cookie` promises.
        if (!says(/^httponly$/i)) readable.set(name, decodeURIComponent(value));
      }
    },
  };
}
