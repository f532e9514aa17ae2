import { findChromium, findOnPath } from './chromium.ts';
import { openChromium } from './chromium-browser.ts';
import { openFirefox } from './firefox-browser.ts';
import type { BrowserName, TestBrowser } from './tab.ts';
import { findWebkit, openWebkit } from './webkit-browser.ts';

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

/** An engine that isn't here, which is a failure where it was asked for. */
function absent(name: BrowserName, missing: string): Engine {
  if (required.includes(name)) throw new Error(`HOLDFAST_REQUIRE asks for ${name}, but there is ${missing}.`);
  return { name, missing, full: false, open: () => Promise.reject(new Error(missing)) };
}

async function readChromium(): Promise<Engine> {
  const found = await findChromium();
  if (found && (found.full || !required.includes('chromium')))
    return { name: 'chromium', full: found.full, open: (flags) => openChromium(found, flags) };
  return absent('chromium', 'no Chromium on PATH (HOLDFAST_CHROMIUM names one elsewhere)');
}

/** Debian's, or the one that is named. */
export const findFirefox = (): string | undefined => process.env['HOLDFAST_FIREFOX'] ?? findOnPath('firefox-esr');

function readFirefox(): Engine {
  const found = findFirefox();
  if (found) return { name: 'firefox', full: false, open: () => openFirefox(found) };
  return absent('firefox', 'no firefox-esr on PATH (HOLDFAST_FIREFOX names one elsewhere)');
}

function readWebkit(): Engine {
  const found = findWebkit();
  if (found) return { name: 'webkit', full: false, open: () => openWebkit(found) };
  return absent('webkit', 'no WebKitWebDriver or no Xvfb on PATH (Debian: webkit2gtk-driver, xvfb)');
}

/** The engine that every story is told in, for `describe.each(await readEngines())` with `skipIf(missing)`. */
export async function readEngines(): Promise<readonly Engine[]> {
  return [await readChromium()];
}

/** The same with those in which only stories are told that browsers are known to differ in. */
export async function readAllEngines(): Promise<readonly Engine[]> {
  return [await readChromium(), readFirefox(), readWebkit()];
}

/** The same where whole browsers are killed. Starting Firefox again and again takes it minutes: it has its turn in `npm run test:long`. */
export async function readKilledEngines(): Promise<readonly Engine[]> {
  const long = process.env['HOLDFAST_RUNS'] !== undefined;
  return (await readAllEngines()).filter(({ name }) => long || name !== 'firefox');
}
