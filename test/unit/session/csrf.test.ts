import { cookie } from 'holdfast';
import { expect, it } from 'vitest';
import { ada, createShop, grace, type Person } from '../../support/world/shop.ts';

it('an anti-CSRF token from an answer is sent until the sign-out, and never with the next sign-in', async () => {
  const shop = createShop();
  const sent: string[] = [];
  let token = 1;
  shop.server.interrupt = (request) => {
    const { pathname } = new URL(request.url);
    if (request.method !== 'GET') sent.push(`${pathname} ${request.headers.get('x-csrf') ?? 'none'}`);
    const user = [ada, grace][token - 1];
    if (pathname === '/sign-in') return Response.json({ user, csrf: `t${token++}` });
    return pathname === '/session' ? Response.json({ user: null }) : undefined;
  };
  const transport = cookie<Person, { name: string }>({
    session: '/session',
    signIn: '/sign-in',
    signOut: '/sign-out',
    csrf: { header: 'x-csrf', read: (body) => (body as { csrf?: string } | null)?.csrf ?? null },
  });
  const { session } = await shop.open({ transport });
  for (const { id } of [ada, grace]) {
    for (const ask of [() => session.signIn({ name: id }), () => session.signOut()]) {
      const asked = ask();
      await shop.browser.clock.settle();
      await asked;
    }
  }
  expect(sent).toEqual(['/sign-in none', '/sign-out t1', '/sign-in none', '/sign-out t2']);
});
