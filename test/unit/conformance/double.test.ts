import { createTestBrowser, createTestServer } from 'holdfast/testing';
import { expect, it } from 'vitest';
import type { Credentials } from '../../conformance/caller.ts';
import { judgeAll } from '../../conformance/judge.ts';
import { createPlace } from '../../conformance/place.ts';

it('the server that applications are tested with keeps to the protocol as a real one does', async () => {
  const browser = createTestBrowser();
  createTestServer(browser);
  const send = async (request: Request): Promise<Response> => {
    const answer = await browser.network.handler?.(request, 'page');
    if (!answer) throw new Error('The test server does not answer.');
    return answer;
  };
  const tokenOf = async (username: string): Promise<Credentials> => {
    const body = JSON.stringify({ grant_type: 'password', username, password: 'correct' });
    const answer = await send(new Request('https://app.test/token', { method: 'POST', body }));
    const { access_token: token } = (await answer.json()) as { access_token: string };
    return { authorization: `Bearer ${token}` };
  };
  const place = createPlace({
    base: 'https://app.test/api/documents',
    me: await tokenOf('ada'),
    other: await tokenOf('bob'),
    send,
    patience: 1000,
    // Its streams beat by the clock of the browser.
    silence: null,
  });
  const verdicts = await judgeAll(place);
  // A test has no disk to fill and no next user; it says with `fail` what a server is to refuse.
  const needless = [
    'a state that is too large is 413, and changes nothing',
    'says cache-control: no-store',
    'says the time, as Date',
  ];
  expect(verdicts.filter(({ says, outcome }) => outcome === 'failed' && !needless.includes(says))).toEqual([]);
  expect(verdicts.filter(({ outcome }) => outcome === 'passed').length).toBeGreaterThan(30);
});
