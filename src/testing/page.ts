import type { Activity, ActivityFrame, InputVerdict } from '../platform/activity.ts';
import type { Page, PageEvent } from '../platform/page.ts';
import { makeUrl } from './host.ts';
import type { Life } from './life.ts';

/** Document and input of one tab, with the hand that moves them. */
export interface PageDouble {
  readonly page: Page;
  readonly activity: Activity;
  emit(event: PageEvent): void;
  setVisible(visible: boolean): void;
  /** In the page, or inside one of its frames. */
  input(frame?: ActivityFrame): InputVerdict;
  curtain(): boolean;
  listeners(): number;
  readonly navigations: readonly string[];
}

export function createPageDouble(
  life: Life,
  cookies: ReadonlyMap<string, string>,
  meta: ReadonlyMap<string, string>,
  base: string,
): PageDouble {
  const pageListeners = new Set<(event: PageEvent) => void>();
  const inputListeners = new Set<(frame?: ActivityFrame) => InputVerdict>();
  const pass: InputVerdict = 'pass';
  let visible = true;
  let curtain = false;
  let href = base;
  const navigations: string[] = [];

  const listen = <Listener extends (...given: never[]) => unknown>(set: Set<Listener>, own: Listener): (() => void) => {
    set.add(own);
    return () => void set.delete(own);
  };
  return {
    page: {
      visible: () => visible,
      subscribe: (listener) => listen(pageListeners, (event: PageEvent) => listener(event)),
      curtain(drawn) {
        curtain = drawn;
      },
      cookie: (name) => cookies.get(name) ?? null,
      meta: (name) => meta.get(name) ?? null,
      href: () => href,
      navigate: (url) => void navigations.push(makeUrl(url, href).href),
      replaceUrl(url) {
        href = makeUrl(url, href).href;
      },
    },
    activity: {
      listen: (onInput) => listen(inputListeners, (frame?: ActivityFrame) => (frame ? pass : onInput())),
      listenIn: (own, onInput) => listen(inputListeners, (frame?: ActivityFrame) => (frame === own ? onInput() : pass)),
    },
    emit(event) {
      for (const listener of [...pageListeners]) listener(event);
    },
    setVisible(next) {
      visible = next;
    },
    input(frame) {
      let verdict: InputVerdict = pass;
      for (const onInput of [...inputListeners]) if (onInput(frame) === 'swallow') verdict = 'swallow';
      return verdict;
    },
    navigations,
    curtain: () => curtain,
    listeners: () => (life.gone() ? 0 : pageListeners.size + inputListeners.size),
  };
}
