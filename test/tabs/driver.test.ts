import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAllEngines } from '../support/browsers.ts';
import type { Tab, TestBrowser } from '../support/tab.ts';

// What the other stories take for granted: that a tab behaves here as it does for a person.
describe.each(await readAllEngines())('a driven $name', (engine) => {
  let server: Server;
  let url: string;
  let browser: TestBrowser;

  const ticks = (tab: Tab): Promise<number> => tab.run(() => Number(document.title));
  const html =
    '<title>0</title><input><button onclick="this.textContent = event.isTrusted">press</button><script>setInterval(() => document.title++, 50)</script>';

  beforeAll(async () => {
    server = createServer(({ url: path }, response) =>
      response.setHeader('content-type', 'text/html').end(path === '/still' ? '<title>still</title>' : html),
    ).listen(0);
    url = `http://localhost:${(server.address() as AddressInfo).port}/`;
    if (!engine.missing) browser = await engine.open();
  });
  afterAll(async () => {
    server.close();
    await browser?.close();
  });

  const story = it.skipIf(engine.missing !== undefined);

  story('clicks and types as a person does', async () => {
    const tab = await browser.newTab(url);
    await tab.click('button');
    await tab.type('input', 'Ada');
    expect(await tab.text('button')).toBe('true');
    expect(await tab.run((id) => document.querySelector<HTMLInputElement>(id)?.value, 'input')).toBe('Ada');
  });

  story('stands still while frozen and goes on when thawed', async ({ skip }) => {
    const tab = await browser.newTab(url);
    if (!tab.freeze || !tab.thaw) return skip('this engine freezes no tab on command');
    await tab.freeze();
    const before = await ticks(tab);
    await new Promise((done) => setTimeout(done, 300));
    expect(await ticks(tab)).toBe(before);
    await tab.thaw();
    await expect.poll(() => ticks(tab)).toBeGreaterThan(before);
  });

  it.skipIf(engine.missing !== undefined || !engine.full)('hides the tab that another one covers', async () => {
    const back = await browser.newTab(url);
    const front = await browser.newTab(url);
    await front.front();
    await expect.poll(() => back.run(() => document.visibilityState)).toBe('hidden');
    expect(await front.run(() => document.visibilityState)).toBe('visible');
  });

  story('moves the clock of every tab', async ({ skip }) => {
    const own = await engine.open();
    try {
      if (!own.holdClock || !own.jump || !own.sleep) return skip('this engine has no clock that can be moved');
      await own.holdClock();
      const one = await own.newTab(`${url}still`);
      const two = await own.newTab(`${url}still`);
      const start = await one.run(() => Date.now());
      await own.jump(3_600_000);
      expect((await two.run(() => Date.now())) - start).toBeGreaterThanOrEqual(3_600_000);
      await own.sleep(3_600_000);
      expect((await one.run(() => Date.now())) - start).toBeGreaterThanOrEqual(7_200_000);
    } finally {
      await own.close();
    }
  });
});
