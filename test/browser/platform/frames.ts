import { page, userEvent } from 'vitest/browser';
import type { InputVerdict } from '../../../src/platform/activity.ts';
import { createBrowserActivity } from '../../../src/platform/browser/activity.ts';

/** What a page in a frame may get to hear of a click or a key. */
const types = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'keydown', 'keypress', 'keyup', 'input'];
export const button = '<!doctype html><button>Delete everything</button>';
export const field = '<!doctype html><input aria-label="Name">';

/** A frame, loaded. */
export async function frameOf(srcdoc: string, sandbox?: string): Promise<HTMLIFrameElement> {
  const frame = document.createElement('iframe');
  frame.dataset['testid'] = 'frame';
  if (sandbox !== undefined) frame.setAttribute('sandbox', sandbox);
  frame.srcdoc = srcdoc;
  const loaded = new Promise((done) => frame.addEventListener('load', done, { once: true }));
  document.body.append(frame);
  await loaded;
  return frame;
}

/** Another page in the same frame. */
export async function load(frame: HTMLIFrameElement, change: () => void): Promise<void> {
  const loaded = new Promise((done) => frame.addEventListener('load', done, { once: true }));
  change();
  await loaded;
}

export function hearIn(frame: HTMLIFrameElement): string[] {
  const heard: string[] = [];
  for (const type of types) frame.contentDocument?.addEventListener(type, () => heard.push(type));
  return heard;
}

export function listenIn(frame: HTMLIFrameElement, verdict: () => InputVerdict = () => 'pass') {
  const told = { inputs: 0, foreign: 0 };
  const stop = createBrowserActivity().listenIn(
    frame,
    () => {
      told.inputs++;
      return verdict();
    },
    () => {
      told.foreign++;
    },
  );
  return { told, stop };
}

export const inside = () => page.frameLocator(page.getByTestId('frame'));
export const click = () => userEvent.click(inside().getByRole('button'));
