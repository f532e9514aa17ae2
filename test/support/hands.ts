import type { BrowserCommandContext, TestProject } from 'vitest/node';

/** An element of a story's page, as vitest names it: a selector of Playwright's kind. */
export interface Named {
  readonly selector: string;
}

/** How long somebody waits until they can reach an element, in ms. */
export interface Patience {
  readonly timeout?: number;
}

declare module 'vitest/browser' {
  interface BrowserCommands {
    __vitest_click(named: Named, patience?: Patience): Promise<void>;
    __vitest_dragAndDrop(from: Named, to: Named): Promise<void>;
    __vitest_fill(named: Named, text: string, patience?: Patience): Promise<void>;
    __vitest_clear(named: Named, patience?: Patience): Promise<void>;
  }
}

/** What is done with an element, and where it is found. */
interface Wish extends Named {
  readonly patience: number;
  /** To give it the focus; and, with a text, to write that in place of what is there. */
  readonly focus?: true;
  readonly text?: string;
}

/** A point of the window. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

type Story = Window & {
  __vitest_browser_runner__: {
    selectorEngine: {
      parseSelector(text: string): unknown;
      querySelectorAll(parsed: unknown, root: Document): Element[];
    };
  };
};

/**
 * Finds an element as soon as somebody could reach it, and tells where. Runs in the window, around the frame of the stories.
 * It needs nothing but its argument, since it travels as text.
 */
export async function reach({ selector, patience, focus, text }: Wish): Promise<Point> {
  const frame = document.querySelector<HTMLIFrameElement>('iframe[data-vitest]');
  const story = frame?.contentWindow as Story | null | undefined;
  if (!frame || !story) throw new Error('There is no frame of stories here.');
  const { selectorEngine: engine } = story.__vitest_browser_runner__;
  const until = performance.now() + patience;
  const parsed = engine.parseSelector(selector);
  const look = (): Point | string => {
    const [element, ...more] = engine.querySelectorAll(parsed, story.document) as HTMLInputElement[];
    if (!element) return 'there is none';
    if (more.length > 0) throw new Error(`There are ${more.length + 1} of ${selector}.`);
    if (!element.checkVisibility({ visibilityProperty: true })) return 'it is not visible';
    if (element.matches(':disabled')) return 'it is disabled';
    if (focus) {
      element.focus();
      if (text === undefined) return { x: 0, y: 0 };
      if (element.matches(':read-only')) return 'it can only be read';
      element.select();
      // As the engine writes what is typed: React takes what a script sets for its own.
      story.document.execCommand(text === '' ? 'delete' : 'insertText', false, text);
      return { x: 0, y: 0 };
    }
    const inside = (): Point => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    };
    const { x, y } = inside();
    if (x < 0 || y < 0 || x > story.innerWidth || y > story.innerHeight)
      element.scrollIntoView({ block: 'center', behavior: 'instant' });
    const point = inside();
    let hit = story.document.elementFromPoint(point.x, point.y);
    while (hit?.shadowRoot) {
      const deeper = hit.shadowRoot.elementFromPoint(point.x, point.y);
      if (!deeper || deeper === hit) break;
      hit = deeper;
    }
    const labels = [...(element.labels ?? [])];
    if (![element, ...labels].some((part) => part.contains(hit))) return `${hit?.outerHTML.slice(0, 100)} is before it`;
    const around = frame.getBoundingClientRect();
    return { x: around.left + point.x, y: around.top + point.y };
  };
  for (;;) {
    const found = look();
    if (typeof found !== 'string') return found;
    if (performance.now() > until) throw new Error(`Nobody can reach ${selector}: ${found}.`);
    await new Promise((done) => setTimeout(done, 20));
  }
}

/** What somebody wants of an element. */
export const wish = ({ selector }: Named, { timeout = 5000 }: Patience = {}): Wish => ({ selector, patience: timeout });

/** Somebody before a window. */
interface Hands {
  run<Arg, Result>(fn: (arg: Arg) => Result | Promise<Result>, arg: Arg): Promise<Result>;
  /** Presses the mouse at the first of these points, and lets go at the last. */
  mouse(...points: readonly Point[]): Promise<void>;
}

/** Lets the stories of a project click, drag and fill through `hands`. */
export function lendMouse(
  { browser }: Pick<TestProject, 'browser'>,
  hands: (context: BrowserCommandContext) => Hands,
): void {
  const at = (context: BrowserCommandContext, named: Named, patience?: Patience): Promise<Point> =>
    hands(context).run(reach, wish(named, patience));
  const fill = async (context: BrowserCommandContext, named: Named, text: string, patience?: Patience): Promise<void> =>
    void (await hands(context).run(reach, { ...wish(named, patience), focus: true as const, text }));
  browser?.registerCommand('__vitest_click', async (context, named, patience) =>
    hands(context).mouse(await at(context, named, patience)),
  );
  browser?.registerCommand('__vitest_dragAndDrop', async (context, from, to) =>
    hands(context).mouse(await at(context, from), await at(context, to)),
  );
  browser?.registerCommand('__vitest_fill', fill);
  browser?.registerCommand('__vitest_clear', (context, named, patience) => fill(context, named, '', patience));
}
