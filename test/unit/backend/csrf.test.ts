import { describe, expect, it } from 'vitest';
import { ada, type Browser, createBackend, grace, minute } from './client.ts';

const refused = { status: 403, body: { error: 'csrf' } };

describe('a forged request', () => {
  async function signedIn(): Promise<Browser> {
    const browser = createBackend().newBrowser();
    await browser.signIn();
    return browser;
  }

  it('is refused without the token that only our page can read', async () => {
    const browser = await signedIn();
    for (const path of ['/api/session/touch', '/api/sign-out', '/api/orders', '/api/sign-in']) {
      expect(await browser.post(path, ada, { 'x-xsrf-token': '' })).toMatchObject(refused);
    }
    expect((await browser.get('/api/session')).body['user']).not.toBeNull();
  });

  it('is refused with a token that was made for somebody else', async () => {
    const { newBrowser } = createBackend();
    const [victim, attacker] = [newBrowser(), newBrowser()];
    await victim.signIn();
    await attacker.signIn(grace);
    const token = attacker.cookies.get('XSRF-TOKEN') ?? '';
    victim.cookies.set('XSRF-TOKEN', token);
    expect(await victim.post('/api/session/touch')).toMatchObject(refused);
  });

  it('is refused with the token from before the sign-in', async () => {
    const browser = createBackend().newBrowser();
    await browser.get('/api/session');
    const early = browser.cookies.get('XSRF-TOKEN') ?? '';
    await browser.post('/api/sign-in', ada);
    expect(await browser.post('/api/session/touch', {}, { 'x-xsrf-token': early })).toMatchObject(refused);
  });

  it('is refused when the browser says that another page sent it, whatever token it has', async () => {
    const browser = await signedIn();
    const outcomes = [];
    for (const headers of [
      { origin: 'https://evil.test' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://shop.test', 'sec-fetch-site': 'same-origin' },
    ]) {
      outcomes.push((await browser.post('/api/session/touch', {}, headers)).status);
    }
    expect(outcomes).toEqual([403, 403, 403, 403, 200]);
  });

  it('can’t sign somebody in to a stranger’s account: guests have tokens too', async () => {
    const { request, newBrowser } = createBackend();
    const headers = { 'content-type': 'application/json' };
    expect(await request('/api/sign-in', { method: 'POST', headers, body: JSON.stringify(ada) })).toMatchObject(
      refused,
    );
    const guest = newBrowser();
    expect((await guest.signIn()).status).toBe(200);
  });

  it('can’t come from a form, since the body must be JSON', async () => {
    const browser = createBackend().newBrowser();
    await browser.get('/api/session');
    const answer = await browser.post('/api/sign-in', ada, { 'content-type': 'text/plain' });
    expect([answer.status, answer.body['error']]).toEqual([400, 'bad_request']);
  });
});

describe('a token for the page', () => {
  it('comes back with the next question when it was lost, and stays while it fits', async () => {
    const browser = createBackend().newBrowser();
    await browser.signIn();
    const first = browser.cookies.get('XSRF-TOKEN');
    await browser.get('/api/session');
    expect(browser.cookies.get('XSRF-TOKEN')).toBe(first);
    browser.cookies.delete('XSRF-TOKEN');
    await browser.get('/api/session');
    expect((await browser.post('/api/session/touch')).status).toBe(200);
  });

  it('comes with the refusal when it was missing, so that trying again is enough', async () => {
    const browser = createBackend().newBrowser();
    expect((await browser.post('/api/sign-in', ada)).status).toBe(403);
    expect((await browser.post('/api/sign-in', ada)).status).toBe(200);
  });

  it('is there for the next sign-in when the session is found over, even if its cookies have gone meanwhile', async () => {
    for (const path of ['/api/session/touch', '/api/sign-out']) {
      const browser = createBackend().newBrowser();
      await browser.signIn();
      browser.cookies.clear();
      await browser.post(path);
      expect((await browser.post('/api/sign-in', ada)).status).toBe(200);
    }
  });

  it('is still good for signing in again after the session was over', async () => {
    const { newBrowser, sleep } = createBackend();
    const browser = newBrowser();
    await browser.signIn();
    sleep(16 * minute);
    expect((await browser.post('/api/sign-in', ada)).status).toBe(200);
  });
});
