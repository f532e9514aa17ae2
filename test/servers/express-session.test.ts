import { describe, expect } from 'vitest';
import { readEngines } from '../support/browsers.ts';
import { readRedis } from '../support/redis.ts';
import { createExpressServer } from './express-session-server.ts';
import { setStage, whoIs } from './stage.ts';

const redisProgram = await readRedis();

describe.each(await readEngines())('express-session with Redis, seen from $name', (engine) => {
  const stage = setStage(engine, redisProgram.missing);
  stage.story('knows that nobody is signed in', async () => {
    const redis = await redisProgram.open();
    stage.after(redis.close);
    const server = await createExpressServer({ redis: redis.socket });
    stage.after(server.close);
    const front = await stage.front(() => server.handler);
    const tab = await stage.open(front, 'express-session');
    expect(await whoIs(tab)).toBe('nobody');
    expect(front.count('GET /api/session')).toBe(1);
  });
});
