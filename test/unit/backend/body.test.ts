import { describe, expect, it } from 'vitest';
import { ada, createBackend } from './client.ts';

describe('a body', () => {
  it('that is too large is refused before it is read', async () => {
    const browser = createBackend({ limits: { body: 1000 } }).newBrowser();
    await browser.get('/api/session');
    const answer = await browser.post('/api/sign-in', { ...ada, padding: 'x'.repeat(1000) });
    expect([answer.status, answer.body['error']]).toEqual([413, 'too_large']);
  });

  it('that can’t be parsed, or an address that isn’t there, gets an answer in JSON too', async () => {
    const { request, newBrowser } = createBackend();
    const browser = newBrowser();
    await browser.get('/api/session');
    expect((await request('/api/nothing')).body['error']).toBe('not_found');
    const headers = { 'content-type': 'application/json' };
    expect(await request('/api/token', { method: 'POST', headers, body: '{"' })).toMatchObject({ status: 400 });
  });
});
