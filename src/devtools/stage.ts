import type { View } from './follow/bench.ts';

/** A place in the page that the page's styles don't reach, and whose own don't reach the page. */
export interface Stage {
  readonly root: ShadowRoot;
  remove(): void;
}

/**
 * The devtools stand at the end of the body and not where the component is, since an ancestor may be hidden, cut off or transformed.
 * Looks come by constructed sheets, so they work under any `style-src` policy without a nonce.
 */
export function setStage({ document }: View): Stage {
  const host = document.createElement('div');
  host.setAttribute('data-holdfast-devtools', '');
  // Whatever language the page speaks, these words are English.
  host.lang = 'en';
  host.dir = 'ltr';
  const root = host.attachShadow({ mode: 'open' });
  document.body.append(host);
  return { root, remove: () => host.remove() };
}

/** Gives the shadow root around `element` a look; returns the way to take it back. */
export function adoptSheet(element: Element, text: string): () => void {
  const root = element.getRootNode() as ShadowRoot;
  const view = element.ownerDocument.defaultView;
  // A simulated page of a test may know no such sheets, and has no look.
  if (!root.adoptedStyleSheets || !view) return () => {};
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(text);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  return () => {
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}
