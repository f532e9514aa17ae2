import { parseKeyDef } from '@vitest/browser';
import type { TestProject } from 'vitest/node';
import { lendMouse, type Named, type Patience, reach, wish } from './hands.ts';
import type { KeyAction, WebkitTab } from './webkit-tab.ts';

/** Keys that are still held down. */
interface Held {
  readonly unreleased?: readonly string[];
}

declare module 'vitest/browser' {
  interface BrowserCommands {
    __vitest_viewport(size: { readonly width: number; readonly height: number }): Promise<void>;
    __vitest_type(named: Named, text: string, held?: Held & Patience): Promise<Held>;
    __vitest_keyboard(text: string, held: Held): Promise<Held>;
    __vitest_tab(keys?: { readonly shift?: boolean }): Promise<void>;
    __vitest_cleanup(held: Held): Promise<void>;
  }
}

const down = (value: string): KeyAction => ({ type: 'keyDown', value });
const up = (value: string): KeyAction => ({ type: 'keyUp', value });

/** What fingers do for a text as `{Shift>}{Tab}{/Shift}`, and what they hold down afterwards. */
function fingering(text: string, { unreleased = [] }: Held): { actions: KeyAction[]; unreleased: string[] } {
  const held = new Set(unreleased);
  const actions: KeyAction[] = [];
  for (const { keyDef, releasePrevious, releaseSelf, repeat } of parseKeyDef(text)) {
    const key = keyDef.key ?? '';
    if (held.delete(key)) actions.push(up(key));
    if (releasePrevious) continue;
    for (let time = 0; time < repeat; time++) actions.push(down(key), ...(releaseSelf ? [up(key)] : []));
    if (!releaseSelf) held.add(key);
  }
  return { actions, unreleased: [...held] };
}

/** Runs in the window: what is typed goes to the frame of the stories, unless something in it has the focus. */
function enter(): void {
  const story = document.querySelector<HTMLIFrameElement>('iframe[data-vitest]')?.contentWindow;
  if (story && story.document.activeElement === story.document.body) story.focus();
}

/** Runs in the window. */
function resize({ width, height }: { width: number; height: number }): void {
  const frame = document.querySelector<HTMLIFrameElement>('iframe[data-vitest]');
  if (frame) Object.assign(frame.style, { width: `${width}px`, height: `${height}px`, border: '0' });
}

/** Gives the stories of a project somebody who clicks and types, in the one tab that they are told in. */
export function lendHands(project: Pick<TestProject, 'browser'>, tab: () => WebkitTab): void {
  const { browser } = project;
  const strike = async (text: string, held: Held = {}): Promise<Held> => {
    const { actions, unreleased } = fingering(text, held);
    await tab().keys(actions);
    return { unreleased };
  };
  lendMouse(project, tab);
  // A window can't be as narrow as the frame in it.
  browser?.registerCommand('__vitest_viewport', (_, size) => tab().run(resize, size));
  browser?.registerCommand('__vitest_type', async (_, named, text, held) => {
    await tab().run(reach, { ...wish(named, held), focus: true as const });
    return strike(text, held);
  });
  browser?.registerCommand('__vitest_keyboard', async (_, text, held) => {
    await tab().run(enter);
    return strike(text, held);
  });
  browser?.registerCommand('__vitest_tab', (_, { shift = false } = {}) => tab().press(shift ? 'Shift+Tab' : 'Tab'));
  browser?.registerCommand('__vitest_cleanup', (_, { unreleased = [] }) => tab().keys(unreleased.map(up)));
}
