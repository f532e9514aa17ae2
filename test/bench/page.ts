import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { listen, shut } from '../support/listen.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Holdfast believes only in what a person does, and a benchmark has no person. So that all of its work is measured, the one question
 * whether an event is real is answered for it.
 */
const believe = {
  name: 'believe-dispatched-events',
  transform: (code: string, id: string) =>
    id.endsWith('/platform/browser/activity.ts') ? code.replaceAll('event.isTrusted', 'true') : null,
};

async function bundle(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    root: at('../../'),
    logLevel: 'error',
    mode: 'production',
    resolve: { alias: [{ find: /^holdfast$/, replacement: at('../../src/index.ts') }] },
    plugins: [believe],
    build: {
      write: false,
      minify: 'oxc',
      modulePreload: false,
      rolldownOptions: { input: at(entry), output: { format: 'es', codeSplitting: false } },
    },
  });
  const [output] = [built].flat() as Rolldown.RolldownOutput[];
  return output?.output[0].code ?? '';
}

/** Serves one of the benchmarks' pages with somebody signed in, under every name that ends in `localhost`. */
export async function servePage(entry: string): Promise<{ readonly url: string; close(): void }> {
  const script = await bundle(entry);
  const answers: Readonly<Record<string, readonly [type: string, body: string]>> = {
    '/': ['text/html', '<!doctype html><title>bench</title><body><script type="module" src="/page.js"></script>'],
    '/page.js': ['text/javascript', script],
    '/api/session': ['application/json', JSON.stringify({ user: { id: 'ada', name: 'Ada' } })],
    '/api/session/touch': ['application/json', JSON.stringify({ user: { id: 'ada', name: 'Ada' } })],
  };
  const server = createServer((request, response) => {
    const [type, body] = answers[request.url?.split('?')[0] ?? ''] ?? [];
    response
      .writeHead(type ? 200 : 404, { 'content-type': type ?? 'text/plain', 'cache-control': 'no-store' })
      .end(body);
  });
  const port = await listen(server);
  return { url: `http://localhost:${port}/`, close: () => void shut(server) };
}
