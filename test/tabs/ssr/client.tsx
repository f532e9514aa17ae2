import { type JSX, useState } from 'react';
import { hydrateRoot } from 'react-dom/client';
import type { Initial } from '../../../docs/recipes/next/shop-session.tsx';
import { Page } from './page.tsx';

declare global {
  interface Window {
    /** Everything that React complained of. */
    complaints: string[];
    /** All that was on the screen, in order. */
    drawn: string[];
  }
}

window.complaints = [];
const complain = (...what: unknown[]): void => void window.complaints.push(what.map(String).join(' '));
console.error = complain;
console.warn = complain;

const root = document.getElementById('root');
const screen = (): string => [...document.querySelectorAll('h1, #drawn')].map((part) => part.textContent).join(', ');
window.drawn = [screen()];
new MutationObserver(() => {
  const now = screen();
  if (now !== window.drawn.at(-1)) window.drawn.push(now);
}).observe(document, { subtree: true, childList: true, characterData: true });

/** As a framework does: the server draws anew, and the page goes on with that. */
function Drawn({ first }: { readonly first: Initial }): JSX.Element {
  const [initial, setInitial] = useState(first);
  const [refresh] = useState(
    () => () => void fetch('/drawn-anew').then(async (answer) => setInitial((await answer.json()) as Initial)),
  );
  return <Page initial={initial} refresh={refresh} />;
}

const { initial } = JSON.parse(document.getElementById('initial')?.textContent ?? '{}') as { initial?: Initial };
if (root) hydrateRoot(root, <Drawn first={initial} />, { onRecoverableError: complain });
