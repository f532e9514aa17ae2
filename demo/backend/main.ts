import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startServer } from './server.ts';

// `npm run serve`: the built demo and its backend as one process of however many there are. `REDIS_URL` names the Redis
// that they share; without it each keeps its own state in memory. `HOST` and `PORT` override localhost:5173, and
// `BEHIND_PROXY=1` says that a proxy of ours speaks https in front.

const built = fileURLToPath(new URL('../../dist-demo', import.meta.url));
const { PORT: port = '5173', HOST: host = 'localhost', REDIS_URL: redis, BEHIND_PROXY: proxy } = process.env;

const server = await startServer({
  port: Number(port),
  host,
  redis,
  behindProxy: proxy === '1',
  ...(existsSync(built) && { root: built }),
});
console.log(`Listening on ${server.url}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close());
