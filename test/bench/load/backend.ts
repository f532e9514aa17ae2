import { startServer } from '../../../demo/backend/server.ts';
import { makePeople } from './people.ts';

// The backend as it is deployed behind a proxy, for more people than the demo knows. `PEOPLE` says how many.

const { PORT = '0', REDIS_URL: redis, PEOPLE = '0' } = process.env;
const server = await startServer({
  port: Number(PORT),
  redis,
  behindProxy: true,
  users: makePeople(Number(PEOPLE)),
});
console.log(`Listening on ${server.url}`);
process.once('SIGTERM', () => void server.close());
