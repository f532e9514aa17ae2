import { createServer, type InlineConfig, type ViteDevServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoConfig } from '../../vite.config.ts';
import { readEngines } from '../support/browsers.ts';
import type { TestBrowser } from '../support/tab.ts';
import { makeWorkFolder } from '../support/work-folder.ts';
import { pageOf } from './stage.ts';

describe.each(await readEngines())('the demo while it is worked on, in $name', (engine) => {
  const folder = makeWorkFolder('demo-dev');
  let server: ViteDevServer;
  let browser: TestBrowser;

  beforeAll(async () => {
    if (engine.missing) return;
    const config: InlineConfig = { ...demoConfig({ file: ':memory:' }), configFile: false, mode: 'development' };
    server = await createServer({ ...config, logLevel: 'error', cacheDir: folder.path, server: { port: 0 } });
    [, browser] = await Promise.all([server.listen(), engine.open()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    folder.remove();
  });

  it.skipIf(engine.missing)(
    'runs under a policy that lets in nothing but its own files, and complains of nothing',
    async () => {
      const url = server.resolvedUrls?.local[0] ?? '';
      const nonces = await Promise.all(
        [1, 2].map(async () => {
          const answer = await fetch(url, { headers: { accept: 'text/html' } });
          const policy = answer.headers.get('content-security-policy') ?? '';
          expect(policy).toMatch(
            /^default-src 'none'; script-src 'self' 'nonce-[^']+'; style-src 'self' 'nonce-[^']+';/,
          );
          expect(policy).not.toMatch(/unsafe|\*|https?:|ws:/);
          const [, nonce = ''] = /'nonce-([^']+)'/.exec(policy) ?? [];
          expect(await answer.text()).toContain(`nonce="${nonce}"`);
          return nonce;
        }),
      );
      expect(new Set(nonces).size).toBe(2);

      const page = pageOf(await browser.newTab());
      const complaints: string[] = [];
      const said: string[] = [];
      page.on('pageerror', ({ message }) => complaints.push(message));
      page.on('console', (each) => (/error|warning/.test(each.type()) ? complaints : said).push(each.text()));
      await page.goto(`${url}#/account`);
      await page.getByRole('button', { name: /^Ada/ }).click();
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await page.getByRole('heading', { name: 'Hello, Ada' }).waitFor();
      await page.getByRole('link', { name: 'Settings' }).click();
      await page.getByText('24.00 euros').click();
      await page.getByText('Saved to your account').waitFor();
      expect(
        await page.evaluate(() => getComputedStyle(document.querySelector('.saved') ?? document.body).display),
      ).toBe('flex');
      expect(said.join()).toContain('[vite] connected');
      expect(complaints).toEqual([]);

      // What somebody brings in as text does nothing.
      await page.evaluate(() => {
        const script = document.createElement('script');
        script.textContent = 'document.title = "broken in"';
        document.head.append(script);
        document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="document.title = \'broken in\'">');
      });
      await expect.poll(() => complaints.length).toBe(2);
      expect(await page.title()).toBe('Your shop · Holdfast Supply');
    },
  );
});
