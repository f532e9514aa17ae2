import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startServer } from './server.ts';

// `npm run serve`: the built demo and its backend as one process of however many there are. `REDIS_URL` names the Redis
// that they share; without it each keeps its own state in memory. `PORT` overrides 5173.

const built = fileURLToPath(new URL('../../dist-demo', import.meta.url));
const { PORT: port = '5173', REDIS_URL: redis } = process.env;

const server = await startServer({ port: Number(port), redis, ...(existsSync(built) && { root: built }) });
console.log(`Listening on ${server.url}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close());
