import { expect, it } from 'vitest';
import { createBackend } from './client.ts';

it('the cook hears from whoever is signed in who comes, and from nobody else', async () => {
  const backend = createBackend();
  const browser = backend.newBrowser();
  const guests = [{ name: 'Grace', meal: 'fish' }];
  expect((await browser.post('/api/supper', { guests })).status).toBe(401);
  await browser.signIn();
  expect((await browser.post('/api/supper', { guests })).body).toEqual({ seats: 2 });
  for (const wrong of [{}, { guests: [] }, { guests: ['Grace'] }, { guests: [{ name: 'Grace' }] }])
    expect((await browser.post('/api/supper', wrong)).status).toBe(400);
});
