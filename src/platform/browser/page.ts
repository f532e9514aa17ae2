import type { Page, PageEvent } from '../page.ts';

/** All pass the window first, also those of the document. */
const events: Readonly<Record<string, PageEvent>> = {
  pageshow: 'wake',
  focus: 'wake',
  resume: 'wake',
  pagehide: 'leave',
  freeze: 'leave',
  online: 'online',
};

export function createBrowserPage(): Page {
  const visible = (): boolean => document.visibilityState === 'visible';
  return {
    visible,
    subscribe(listener) {
      const stop = new AbortController();
      // Capturing, so that the record is read before a listener of the application draws something.
      const listen = (type: string, look: (event: Event) => void): void =>
        window.addEventListener(type, look, { capture: true, signal: stop.signal });
      for (const [type, event] of Object.entries(events))
        listen(type, ({ target }) => {
          // The focus of a field passes here as well, and is no news.
          if (type !== 'focus' || target === window) listener(event);
        });
      listen('visibilitychange', () => listener(visible() ? 'wake' : 'hidden'));
      return () => stop.abort();
    },
    curtain(drawn) {
      const root = document.documentElement;
      root.toggleAttribute('data-holdfast-curtain', drawn);
      // An empty value removes it.
      root.style.setProperty('visibility', drawn ? 'hidden' : '', 'important');
    },
    cookie(name) {
      const found = document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`));
      return found === undefined ? null : decode(found.slice(name.length + 1));
    },
    meta: (name) => document.querySelector<HTMLMetaElement>(`meta[name="${CSS.escape(name)}"]`)?.content ?? null,
    href: () => location.href,
    navigate: (url) => location.assign(url),
    replaceUrl: (url) => history.replaceState(history.state, '', url),
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
