import { writeFile } from 'node:fs/promises';
import type { Point } from './hands.ts';
import type { Tab } from './tab.ts';
import { type Driver, DriverError, type Send } from './webdriver.ts';

/** The name under which the standard passes an element. */
const element = 'element-6066-11e4-a52e-4f735466cecf';

/** Keys that are no sign. */
const keys: Readonly<Record<string, string>> = {
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Backspace: '\uE003',
  Delete: '\uE017',
  Home: '\uE011',
  End: '\uE010',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
};

/** One movement of a key, by its name or sign. */
export interface KeyAction {
  readonly type: 'keyDown' | 'keyUp';
  readonly value: string;
}

/** A tab with the hands of whoever sits before it. */
export interface WebkitTab extends Tab {
  /** Presses the mouse at the first of these points, and lets go at the last. */
  mouse(...points: readonly Point[]): Promise<void>;
  keys(actions: readonly KeyAction[]): Promise<void>;
  /** The whole window, with what is around the page. */
  resize(size: { readonly width: number; readonly height: number }): Promise<void>;
}

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Tries again what the page may not be ready for. */
async function insist<Result>(attempt: () => Promise<Result>, patience = 10_000): Promise<Result> {
  const until = Date.now() + patience;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      const passing = ['no such element', 'element not interactable', 'stale element reference'];
      const mayPass = error instanceof DriverError && passing.includes(error.code);
      if (!mayPass || Date.now() > until) throw error;
      await wait(50);
    }
  }
}

/** Runs in the page: begins something, or looks whether it is done. Dates and what is undefined come home as such. */
function inPage(call: { id: number; code?: string; arg?: string }, answer: (text: string) => void): void {
  const all = globalThis as { holdfastRuns?: Map<number, Promise<string>> };
  all.holdfastRuns ??= new Map();
  const tag = function (this: Record<string, unknown>, name: string, value: unknown): unknown {
    const raw = this[name];
    if (raw instanceof Date) return { holdfastDate: raw.getTime() };
    return value === undefined ? { holdfastUndefined: true } : value;
  };
  if (call.code !== undefined) {
    const code = call.code;
    const begin = async (): Promise<unknown> => {
      const run = new Function(`return (${code})`)() as (arg: unknown) => unknown;
      return run(call.arg === undefined ? undefined : JSON.parse(call.arg));
    };
    all.holdfastRuns.set(
      call.id,
      begin().then(
        (ok) => JSON.stringify({ ok }, tag),
        (error: unknown) => JSON.stringify({ error: `${error} ${(error as { stack?: string })?.stack ?? ''}` }),
      ),
    );
  }
  const run = all.holdfastRuns.get(call.id);
  if (!run) {
    answer('gone');
    return;
  }
  let isLate = false;
  const late = setTimeout(() => {
    isLate = true;
    answer('later');
  }, 50);
  void run.then((text) => {
    // Kept for whoever asks again.
    if (isLate) return;
    clearTimeout(late);
    all.holdfastRuns?.delete(call.id);
    answer(text);
  });
}

const revive = (_name: string, value: unknown): unknown => {
  const tagged = value as { holdfastDate?: number; holdfastUndefined?: true } | null;
  if (tagged?.holdfastDate !== undefined) return new Date(tagged.holdfastDate);
  return tagged?.holdfastUndefined ? undefined : value;
};

let calls = 0;

/** One window of WebKit. What takes long holds up no other window: it is begun, and asked after. */
export function webkitTab(driver: Driver, window: string): WebkitTab {
  const within = <Result>(tell: (send: Send) => Promise<Result>): Promise<Result> => driver.within(window, tell);
  const find = async (send: Send, selector: string): Promise<string> => {
    const found = (await send('POST', '/element', { using: 'css selector', value: selector })) as Record<
      string,
      string
    >;
    return `/element/${found[element]}`;
  };

  const run = async <Arg, Result>(fn: (arg: Arg) => Result | Promise<Result>, arg?: Arg): Promise<Result> => {
    const call = { id: ++calls, code: String(fn), ...(arg !== undefined && { arg: JSON.stringify(arg) }) };
    const ask = (what: object): Promise<string> =>
      within(async (send) =>
        String(
          await send('POST', '/execute/async', {
            script: `(${inPage})(arguments[0], arguments[1])`,
            args: [what],
          }),
        ),
      );
    let text = await ask(call);
    while (text === 'later') text = await ask({ id: call.id });
    if (text === 'gone') throw new Error('The page was left before what was run in it was done.');
    const told = JSON.parse(text, revive) as { ok: Result; error?: string };
    if (told.error !== undefined) throw new Error(`In the page: ${told.error}`);
    return told.ok;
  };

  const act = (source: object): Promise<void> =>
    within(async (send) => void (await send('POST', '/actions', { actions: [source] })));
  const move = (type: KeyAction['type'], value: string): KeyAction => ({ type, value: keys[value] ?? value });
  const press = (key: string): Promise<void> => {
    const names = key === '+' ? [key] : key.split('+');
    const actions = [
      ...names.map((name) => move('keyDown', name)),
      ...names.toReversed().map((name) => move('keyUp', name)),
    ];
    return act({ type: 'key', id: 'keyboard', actions });
  };

  return {
    goto: (url) => within(async (send) => void (await send('POST', '/url', { url }))),
    reload: () => within(async (send) => void (await send('POST', '/refresh'))),
    back: () => run(() => void setTimeout(() => history.back())),
    run,
    click: (selector) =>
      insist(() => within(async (send) => void (await send('POST', `${await find(send, selector)}/click`)))),
    type: (selector, text) =>
      insist(() =>
        within(async (send) => {
          const field = await find(send, selector);
          await send('POST', `${field}/clear`);
          await send('POST', `${field}/value`, { text });
        }),
      ),
    press,
    keys: (actions) =>
      act({ type: 'key', id: 'keyboard', actions: actions.map(({ type, value }) => move(type, value)) }),
    mouse: (...points) => {
      const moves = points.map(({ x, y }) => ({
        ...{ type: 'pointerMove', x: Math.round(x), y: Math.round(y) },
        ...{ origin: 'viewport', duration: 0 },
      }));
      const [down, up] = [
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ];
      const actions = [moves[0], down, ...moves.slice(1), up];
      return act({ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions });
    },
    resize: (size) => within(async (send) => void (await send('POST', '/window/rect', size))),
    text: (selector = 'body') =>
      within(async (send) => String(await send('GET', `${await find(send, selector)}/text`))).catch(
        (error: unknown) => {
          if (error instanceof DriverError && error.code === 'no such element') return '';
          throw error;
        },
      ),
    screenshot: (path) =>
      within(async (send) => {
        const picture = Buffer.from(String(await send('GET', '/screenshot')), 'base64');
        if (path !== undefined) await writeFile(path, picture);
        return picture;
      }),
    front: () => within(async () => {}),
    close: () =>
      within(async (send) => void (await send('DELETE', '/window'))).catch((error: unknown) => {
        // It may be closed already.
        if (!(error instanceof DriverError) || error.code !== 'no such window') throw error;
      }),
  };
}
