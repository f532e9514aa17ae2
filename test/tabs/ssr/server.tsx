import { Writable } from 'node:stream';
import { renderToPipeableStream } from 'react-dom/server';
import type { Initial } from '../../../docs/recipes/next/shop-session.tsx';
import { Page } from './page.tsx';

/** A whole document. What the browser must know to begin with the same is in it as data, and nothing else. */
export async function renderPage(initial: Initial): Promise<string> {
  const html = await new Promise<string>((resolve, reject) => {
    let text = '';
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        text += chunk.toString();
        done();
      },
      final(done) {
        resolve(text);
        done();
      },
    });
    const { pipe } = renderToPipeableStream(<Page initial={initial} refresh={() => {}} />, {
      onAllReady: () => void pipe(sink),
      onError: reject,
    });
  });
  const data = JSON.stringify({ initial }).replaceAll('<', '\\u003c');
  return `<!doctype html><html lang="en"><title>Rendered</title><link rel="icon" href="data:,">
<div id="root">${html}</div>
<script type="application/json" id="initial">${data}</script>
<script type="module" src="/client.js"></script></html>`;
}
