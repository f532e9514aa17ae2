import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright';

/** A page that notes what React complains of, and all that was on the screen. */
interface Tab {
  readonly page: Page;
  readonly complaints: string[];
  screens(): Promise<string[]>;
}

async function openTab(browser: Browser, url: string): Promise<Tab> {
  const context = browser.contexts()[0] ?? (await browser.newContext());
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    const { url: from } = message.location();
    // The recipe brings no icon.
    if (['error', 'warning'].includes(message.type()) && !from.endsWith('/favicon.ico'))
      complaints.push(`${message.text()} ${from}`);
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.addInitScript(() => {
    const screens: string[] = [];
    Object.assign(window, { screens });
    new MutationObserver(() => {
      const now = document.querySelector('h1')?.textContent ?? '';
      if (now && now !== screens.at(-1)) screens.push(now);
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  await page.goto(url);
  return { page, complaints, screens: () => page.evaluate(() => (window as never as { screens: string[] }).screens) };
}

const shows = async ({ page, complaints, screens }: Tab, heading: string): Promise<void> => {
  try {
    await page.locator('h1', { hasText: heading }).waitFor({ timeout: 30_000 });
  } catch (cause) {
    const seen = [page.url(), await page.locator('h1').allTextContents(), await screens(), complaints];
    throw new Error(`"${heading}" was not shown: ${JSON.stringify(seen)}`, { cause });
  }
};

async function signIn({ page }: Tab, name: string): Promise<void> {
  await page.fill('[name=name]', name);
  await page.click('text=Sign in');
}

/** What the recipe promises, in one browser, from the first visit to the second person. */
export async function tellStories(browser: Browser, url: string, say: (what: string) => void): Promise<void> {
  const drawn = async (cookie: string): Promise<string> => (await fetch(url, { headers: { cookie } })).text();
  const crowd = await Promise.all(
    Array.from({ length: 12 }, (_, at) => drawn(['name=ada', 'name=grace', ''][at % 3] ?? '')),
  );
  for (const [at, html] of crowd.entries()) {
    const other = ['Grace', 'Ada', 'Ada'][at % 3] ?? '';
    assert.match(html, [/Hello, (<!-- -->)?Ada/, /Hello, (<!-- -->)?Grace/, /Welcome/][at % 3] ?? /^$/);
    assert.doesNotMatch(html, new RegExp(other));
  }
  say('people who ask at once are drawn each with a session of their own');

  const a = await openTab(browser, url);
  await shows(a, 'Welcome');
  await signIn(a, 'ada');
  await shows(a, 'Hello, Ada Lovelace');
  assert.deepEqual(
    (await a.screens()).filter((screen) => /Grace|, $/.test(screen)),
    [],
  );
  say('who signs in sees what the server draws for them');

  const b = await openTab(browser, `${url}/desk`);
  await shows(b, 'Desk of Ada Lovelace');
  const tools = b.page.locator('main button');
  await tools.click();
  assert.equal(await tools.textContent(), '1');
  await b.page.locator('[data-confirmed]').waitFor();
  assert.equal(await tools.textContent(), '1');
  assert.deepEqual([...new Set(await b.screens())], ['Desk of Ada Lovelace']);
  say('a page drawn for somebody is taken over without a flash');

  await b.page.click('text=Orders');
  await shows(b, 'Orders of Ada Lovelace');
  await a.page.click('text=Sign out');
  await shows(b, 'Welcome');
  say('a sign-out in another tab is seen at once');

  await b.page.evaluate(() => (window as never as { screens: string[] }).screens.splice(0));
  await signIn(b, 'grace');
  await shows(b, 'Orders of Grace Hopper');
  await b.page.goBack();
  await shows(b, 'Desk of Grace Hopper');
  assert.deepEqual(
    (await b.screens()).filter((screen) => /Ada/.test(screen)),
    [],
  );
  await shows(a, 'Hello, Grace Hopper');
  say('the next person sees nothing of the one before, not by the back button either');

  for (const tab of [a, b]) {
    assert.deepEqual(tab.complaints, []);
    await tab.page.close();
  }
  say('nobody complained');
}
