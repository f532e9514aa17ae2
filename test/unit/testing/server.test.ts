import { createTestBrowser, createTestServer } from 'holdfast/testing';
import { expect, it } from 'vitest';

const setUp = (options?: Parameters<typeof createTestServer>[1]) => {
  const browser = createTestBrowser();
  const server = createTestServer(browser, options);
  const { network } = browser.openTab().platform;
  const post = (path: string, body: object) =>
    network.fetch(network.request(path, { method: 'POST', body: JSON.stringify(body) }));
  const get = (path: string) => network.fetch(network.request(path));
  return { browser, server, network, post, get };
};
const ada = { name: 'ada', password: 'correct' };
type Tokens = Record<'access_token' | 'refresh_token', string>;

it('keeps a session by cookie until sign-out, and tells its limits', async () => {
  const { get, post, browser } = setUp({ idle: 60_000 });
  expect((await get('/api/session')).status).toBe(401);
  expect((await post('/api/sign-in', { ...ada, password: 'wrong' })).status).toBe(401);
  await post('/api/sign-in', ada);
  await browser.clock.advance(59_000);
  expect(await (await get('/api/session')).json()).toEqual({ user: { id: 'u1', name: 'Ada' }, idleExpiresIn: 60_000 });
  await browser.clock.advance(60_000);
  expect((await get('/api/session')).status).toBe(401);
  await post('/api/sign-in', ada);
  await post('/api/sign-out', {});
  expect((await get('/api/anything')).status).toBe(401);
});

it.each([
  ['strict', 400, 1],
  ['grace', 200, 0],
  ['none', 200, 0],
] as const)('with %s rotation answers %i to a used refresh token', async (rotation, status, reused) => {
  const { post, server } = setUp({ rotation });
  const first = (await (await post('/token', { grant_type: 'password', ...ada })).json()) as Tokens;
  const refresh = { grant_type: 'refresh_token', refresh_token: first.refresh_token };
  const second = (await (await post('/token', refresh)).json()) as Tokens;
  expect(second.access_token).not.toBe(first.access_token);
  expect((await post('/token', refresh)).status).toBe(status);
  expect([server.reused, server.sessions[0]?.revoked]).toEqual([reused, reused === 1]);
});

it('lets in whom the story says, with whatever they send, and tells what it is told to', async () => {
  const { post, server, browser, network } = setUp({
    admit: ({ email, code }) => (code === '000000' ? (String(email).split('@')[0] ?? null) : null),
  });
  expect((await post('/api/sign-in', { email: 'ada@app.test', code: '1' })).status).toBe(401);
  expect((await post('/api/sign-in', { email: 'eve@app.test', code: '000000' })).status).toBe(401);
  expect(server.signedIn()).toBeNull();
  server.tell = (login) => ({ accountKey: `key of ${login}` });
  const form = new URLSearchParams({ email: 'ada@app.test', code: '000000' });
  const answer = await network.fetch(network.request('/api/sign-in', { method: 'POST', body: form }));
  expect(await answer.json()).toEqual({ user: { id: 'u1', name: 'Ada' }, accountKey: 'key of ada' });
  expect(server.signedIn()).toEqual({ id: 'u1', name: 'Ada' });
  expect(server.signedIn(browser)).toBe(server.users['ada']);
  server.revokeAll();
  expect(server.signedIn()).toBeNull();
});

it('holds back requests until it is told to let them go, and then carries them out, or answers them otherwise', async () => {
  const { post, get, server, browser } = setUp();
  const letGo = server.hold('/api/sign-in', '/api/orders');
  const answers: number[] = [];
  const note = ({ status }: Response): number => answers.push(status);
  const asked = [post('/api/sign-in', ada).then(note), get('/api/orders').then(note)];
  await browser.clock.advance(3_600_000);
  expect([answers, server.signedIn()]).toEqual([[], null]);
  letGo(new Response(null, { status: 503 }));
  await Promise.all(asked);
  expect(answers).toEqual([503, 503]);
  await post('/api/sign-in', ada);
  expect(server.signedIn()).toMatchObject({ name: 'Ada' });
});

it('gives way to whoever answers in its place, who may look at what was sent and leave it', async () => {
  const { post, server } = setUp();
  const sent: unknown[] = [];
  server.interrupt = async (request, tab) => {
    sent.push(tab, await request.json());
    return request.url.endsWith('/token') ? new Response(null, { status: 418 }) : undefined;
  };
  expect((await post('/token', ada)).status).toBe(418);
  expect((await post('/api/sign-in', ada)).status).toBe(200);
  expect(sent).toEqual(['tab 1', ada, 'tab 1', ada]);
  server.interrupt = null;
  expect(await (await post('/api/orders', {})).json()).toEqual({
    path: '/api/orders',
    user: { id: 'u1', name: 'Ada' },
  });
});

it('takes its time by the clock, and answers nothing before', async () => {
  const { get, browser } = setUp({ latency: 100 });
  let answered = false;
  void get('/api/session').then(() => {
    answered = true;
  });
  await browser.clock.advance(99);
  expect(answered).toBe(false);
  await browser.clock.advance(1);
  expect(answered).toBe(true);
});

it('goes wrong as it is told, so many times', async () => {
  const { get, post, server, browser, network } = setUp();
  server.fail('/api/session', 'network');
  server.fail('/api/session', 502);
  server.fail('/api/session', { status: 429, headers: { 'retry-after': '7' } });
  await expect(get('/api/session')).rejects.toThrow(TypeError);
  expect((await get('/api/session')).headers.get('content-type')).toBe('text/html');
  expect((await get('/api/session')).headers.get('retry-after')).toBe('7');
  server.fail('/api/sign-in', 'lost');
  await expect(post('/api/sign-in', ada)).rejects.toThrow(TypeError);
  expect((await get('/api/session')).status).toBe(200);
  server.fail('/api/session', 'hang');
  const stop = network.abort();
  const hanging = network.fetch(network.request('/api/session', { signal: stop.signal }));
  await browser.clock.advance(3_600_000);
  stop.abort(new Error('no patience'));
  await expect(hanging).rejects.toThrow('no patience');
});

it('leaves none of its secrets in what a browser stores', async () => {
  const { post, browser, server } = setUp();
  const tokens = (await (await post('/token', { grant_type: 'password', ...ada })).json()) as Tokens;
  const found = () => server.secrets.filter((secret) => browser.text().includes(secret));
  expect(found()).toEqual([]);
  const { platform } = browser.openTab();
  await platform.openDatabase('d').put('base', [['k', { deep: [new TextEncoder().encode(tokens.access_token)] }]]);
  platform.records.write('r', tokens.refresh_token);
  expect(found()).toEqual([tokens.access_token, tokens.refresh_token]);
});
