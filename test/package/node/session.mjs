// Runs in plain Node, as the test of an application would. `npm install holdfast` is all it needs.
import { cookie, createCart, createSession, hours, minutes } from 'holdfast';
import { createTestBrowser, createTestServer } from 'holdfast/testing';

const browser = createTestBrowser();
createTestServer(browser);
const session = createSession({
  name: 'app',
  transport: cookie({ session: '/api/session', signIn: '/api/sign-in', signOut: '/api/sign-out' }),
  idle: { timeout: minutes(15) },
  platform: browser.openTab().platform,
});
const cart = createCart(session, 'cart', { currency: 'EUR' });
session.start();
await browser.clock.settle();
const signingIn = session.signIn({ name: 'ada', password: 'correct' });
await browser.clock.settle();
const { outcome } = await signingIn;
cart.add({ sku: 'rope', price: 1200 }, 2);
const { total } = cart.getState();
await browser.clock.sleep(hours(8), { monotonic: 'stops' });
const { status, reason } = session.getState();
process.stdout.write(JSON.stringify({ outcome, total, status, reason }));
