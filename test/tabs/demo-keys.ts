import type { Page } from 'playwright';

/** What the focus is on, as a person knows it, and whether they can see that it is there. */
interface Stop {
  readonly name: string;
  readonly visible: boolean;
}

/** Somebody who uses the shop without a mouse. */
export interface KeyWalk {
  /** Presses Tab until the focus is on what is called so. Fails when the whole page has gone by. */
  to(name: string): Promise<void>;
  /** `to`, then Enter. */
  activate(name: string): Promise<void>;
  /** `to`, then types over what is there. */
  fill(name: string, text: string): Promise<void>;
  press(key: string): Promise<void>;
  /** Stops at which the focus could not be seen, by name. */
  readonly unseen: ReadonlySet<string>;
}

function readStop(): { name: string; visible: boolean } {
  const outer = document.activeElement;
  const element = (outer?.shadowRoot?.activeElement ?? outer) as HTMLInputElement | null;
  if (!element || element === document.body) return { name: '', visible: true };
  const label = element.labels?.[0]?.textContent ?? element.getAttribute('aria-label') ?? element.textContent ?? '';
  const style = getComputedStyle(element);
  const { top, bottom, left, right, width, height } = element.getBoundingClientRect();
  const inView = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth && width > 0 && height > 0;
  const ringed = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2;
  return { name: label.replace(/\s+/g, ' ').trim(), visible: inView && ringed };
}

export function walkByKeys(page: Page): KeyWalk {
  const unseen = new Set<string>();

  async function step(): Promise<Stop> {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate<Stop>(`(${readStop})()`);
    if (!stop.visible) unseen.add(stop.name);
    return stop;
  }

  async function to(name: string): Promise<void> {
    const passed: string[] = [];
    while (passed.length < 120) {
      const stop = await step();
      if (stop.name.startsWith(name)) return;
      passed.push(stop.name);
    }
    throw new Error(`Tab never came to "${name}". It passed: ${[...new Set(passed)].join(' | ')}`);
  }

  return {
    unseen,
    to,
    press: (key) => page.keyboard.press(key),
    async activate(name) {
      await to(name);
      await page.keyboard.press('Enter');
    },
    async fill(name, text) {
      await to(name);
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type(text);
    },
  };
}
