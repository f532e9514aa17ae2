import { type RefObject, useEffect } from 'react';

/** While there is a `prefix`, puts it before the title of a hidden tab, and takes it away when the tab is looked at. */
export function useTitlePrefix(ref: RefObject<HTMLElement | null>, prefix: string): void {
  useEffect(() => {
    const page = ref.current?.ownerDocument;
    if (!page || !prefix) return;
    let before: string | null = null;
    let prefixed = '';
    const restore = (): void => {
      // A title that the application changed meanwhile is the right one.
      if (before !== null && page.title === prefixed) page.title = before;
      before = null;
    };
    const update = (): void => {
      if (page.hidden) {
        before ??= page.title;
        page.title = `${prefix} · ${before}`;
        prefixed = page.title;
      } else restore();
    };
    update();
    page.addEventListener('visibilitychange', update);
    return () => {
      page.removeEventListener('visibilitychange', update);
      restore();
    };
  }, [ref, prefix]);
}
