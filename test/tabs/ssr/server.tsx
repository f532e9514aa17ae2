import { renderToString } from 'react-dom/server';
import { type Initial, openSession, Page } from './page.tsx';

/** A whole document. What the browser must know to begin with the same is in it as data, and nothing else. */
export function renderPage(initial: Initial): string {
  const html = renderToString(<Page session={openSession(initial)} />);
  const data = JSON.stringify({ initial }).replaceAll('<', '\\u003c');
  return `<!doctype html><html lang="en"><title>Rendered</title><link rel="icon" href="data:,">
<div id="root">${html}</div>
<script type="application/json" id="initial">${data}</script>
<script type="module" src="/client.js"></script></html>`;
}
