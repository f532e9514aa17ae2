import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { listen, shut } from '../../support/listen.ts';

/**
 * What lies between a device and the process that serves it: an address of the device's own, and all that can happen on the way.
 * Each story has a host there, and so a storage and cookies. `what` is like `PUT cart`, a method and a document of the story's, or
 * what stands behind `/api/`.
 */
export interface Road {
  /** The page of a story. */
  at(story: string): string;
  /** What was answered to requests of that kind, in order, whether or not it arrived; 0 for nothing. */
  outcomes(story: string, what: string): readonly number[];
  /** How many streams are open now. */
  streams(story: string): number;
  /** Requests of that kind are served, and their answers never arrive, until what is returned is called. */
  loseAnswers(story: string, what: string): () => void;
  /** The next request of that kind waits on its way. Resolves when it is there, to the way to let it go on. */
  hold(story: string, what: string): Promise<() => void>;
  close(): Promise<void>;
}

const html =
  '<!doctype html><title>Desk</title><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>';

const storyOf = ({ headers }: IncomingMessage): string => headers.host?.split('.')[0] ?? '';
const keyOf = (story: string, what: string): string => `${story}: ${what}`;

/** @param device a word for the address @param backend where the process listens @param script of the page */
export async function openRoad(device: string, backend: () => string, script: string): Promise<Road> {
  const outcomes = new Map<string, number[]>();
  const open: string[] = [];
  const losing = new Set<string>();
  const holding = new Map<string, (goOn: () => void) => void>();
  const note = (key: string, status: number): void => void outcomes.set(key, [...(outcomes.get(key) ?? []), status]);

  const pass = (asked: IncomingMessage, response: ServerResponse, key: string): void => {
    const { hostname, port } = new URL(backend());
    const onward = request({ hostname, port, path: asked.url, method: asked.method, headers: asked.headers });
    onward.on('response', (answer) => {
      const { statusCode: status = 0, headers } = answer;
      note(key, status);
      if (losing.has(key)) return answer.resume().once('end', () => response.destroy());
      response.writeHead(status, headers);
      const story = headers['content-type'] === 'text/event-stream' ? storyOf(asked) : null;
      if (story) open.push(story);
      return pipeline(answer, response, () => story && open.splice(open.indexOf(story), 1));
    });
    // As without a road: whoever dies in the middle says nothing more.
    onward.on('error', () => {
      if (!response.headersSent) note(key, 0);
      response.destroy();
    });
    response.once('close', () => onward.destroy());
    asked.pipe(onward);
  };

  const server = createServer((asked, response) => {
    const { url = '/', method } = asked;
    if (url === '/page.js') return response.setHeader('content-type', 'text/javascript').end(script);
    if (!url.startsWith('/api/')) return response.setHeader('content-type', 'text/html; charset=utf-8').end(html);
    const story = storyOf(asked);
    const key = keyOf(story, `${method} ${url.replace(/^\/api\/(documents\/)?/, '').replace(`-${story}`, '')}`);
    const held = holding.get(key);
    holding.delete(key);
    const goOn = (): void => pass(asked, response, key);
    return held ? held(goOn) : goOn();
  });
  const port = await listen(server);

  return {
    at: (story) => `http://${story}.${device}.localhost:${port}/`,
    outcomes: (story, what) => outcomes.get(keyOf(story, what)) ?? [],
    streams: (story) => open.filter((it) => it === story).length,
    loseAnswers(story, what) {
      losing.add(keyOf(story, what));
      return () => losing.delete(keyOf(story, what));
    },
    hold: (story, what) => new Promise((there) => holding.set(keyOf(story, what), there)),
    close: () => shut(server),
  };
}
