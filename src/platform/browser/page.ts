import type { Page, PageEvent } from '../page.ts';

const windowEvents: readonly (readonly [type: string, event: PageEvent])[] = [
  ['pageshow', 'wake'],
  ['focus', 'wake'],
  ['pagehide', 'leave'],
  ['online', 'online'],
];
const documentEvents: readonly (readonly [type: string, event: PageEvent])[] = [
  ['resume', 'wake'],
  ['freeze', 'leave'],
];

export function createBrowserPage(): Page {
  return {
    visible: () => document.visibilityState === 'visible',
    subscribe(listener) {
      const stop = new AbortController();
      // Capturing, so that the record is read before a listener of the application draws something.
      const options = { capture: true, signal: stop.signal };
      for (const [type, event] of windowEvents) window.addEventListener(type, () => listener(event), options);
      for (const [type, event] of documentEvents) document.addEventListener(type, () => listener(event), options);
      const look = (): void => listener(document.visibilityState === 'visible' ? 'wake' : 'hidden');
      document.addEventListener('visibilitychange', look, options);
      return () => stop.abort();
    },
    curtain(drawn) {
      const { style } = document.documentElement;
      document.documentElement.toggleAttribute('data-holdfast-curtain', drawn);
      if (drawn) style.setProperty('visibility', 'hidden', 'important');
      else style.removeProperty('visibility');
    },
    cookie(name) {
      const found = document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`));
      return found === undefined ? null : decode(found.slice(name.length + 1));
    },
    meta: (name) => document.querySelector<HTMLMetaElement>(`meta[name="${CSS.escape(name)}"]`)?.content ?? null,
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
