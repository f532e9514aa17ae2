import { findChromium, findOnPath } from './chromium.ts';
import { openChromium } from './chromium-browser.ts';
import { openFirefox } from './firefox-browser.ts';
import type { BrowserName, TestBrowser } from './tab.ts';

/** A browser that stories can be told in, if it is there. */
export interface Engine {
  readonly name: BrowserName;
  /** Why it can't be used here. */
  readonly missing?: string;
  /** See {@link TestBrowser.full}. */
  readonly full: boolean;
  /** `flags` are the engine's own, for its command line. */
  open(flags?: readonly string[]): Promise<TestBrowser>;
}

/** Browsers whose absence is a failure: `HOLDFAST_REQUIRE=chromium`, set where they were to be installed. */
export const required: readonly string[] = (process.env['HOLDFAST_REQUIRE'] ?? '').split(',').filter(Boolean);

async function readChromium(): Promise<Engine> {
  const found = await findChromium();
  if (found && (found.full || !required.includes('chromium'))) {
    return { name: 'chromium', full: found.full, open: (flags) => openChromium(found, flags) };
  }
  const missing = 'no Chromium on PATH (HOLDFAST_CHROMIUM names one elsewhere)';
  if (required.includes('chromium')) throw new Error(`HOLDFAST_REQUIRE asks for chromium, but there is ${missing}.`);
  return { name: 'chromium', missing, full: false, open: () => Promise.reject(new Error(missing)) };
}

function readFirefox(): Engine {
  const found = process.env['HOLDFAST_FIREFOX'] ?? findOnPath('firefox-esr');
  if (found) return { name: 'firefox', full: false, open: () => openFirefox(found) };
  const missing = 'no firefox-esr on PATH (HOLDFAST_FIREFOX names one elsewhere)';
  if (required.includes('firefox')) throw new Error(`HOLDFAST_REQUIRE asks for firefox, but there is ${missing}.`);
  return { name: 'firefox', missing, full: false, open: () => Promise.reject(new Error(missing)) };
}

/** The engine that every story is told in, for `describe.each(await readEngines())` with `skipIf(missing)`. */
export async function readEngines(): Promise<readonly Engine[]> {
  return [await readChromium()];
}

/** The same with those in which only stories are told that browsers are known to differ in. */
export async function readAllEngines(): Promise<readonly Engine[]> {
  return [await readChromium(), readFirefox()];
}
