import { expect } from 'vitest';
import type { Tab, TestBrowser } from '../../support/tab.ts';
import { startBackend } from '../backend-process.ts';
import { eventually, look, signIn, stayVisible } from './desk.ts';
import { openRoad, type Road } from './road.ts';

/** A story at a host of its own, of that name, so that those that are told at once have nothing in common but the account. */
export interface Story {
  readonly name: string;
  /** Done at its end. */
  after(undo: () => Promise<void>): void;
}

/** A device of a person, and the process that serves it. */
export interface Device {
  readonly road: Road;
  /** Opens a page, until the end of the story; it is visible, as in a window of its own. `before` runs in it before anything else does. */
  open(story: Story, before?: () => void): Promise<Tab>;
  /** The same, with Ada signed in, and listening. */
  signedIn(story: Story, before?: () => void): Promise<Tab>;
  /** Ends the process at once, in the middle of whatever it does. */
  kill(): Promise<void>;
  /** Begins it anew at its address. */
  begin(): Promise<void>;
  /** Ends the process for good. */
  close(): Promise<void>;
}

/** @param name a word for the address @param redis address of what all processes share @param script of the page */
export async function openDevice(name: string, redis: string, browser: TestBrowser, script: string): Promise<Device> {
  let backend = await startBackend(redis);
  const road = await openRoad(name, () => backend.url, script);
  const open: Device['open'] = async (story, before) => {
    const tab = await browser.newTab();
    story.after(tab.close);
    await stayVisible(tab);
    if (before) await tab.page?.addInitScript(before);
    await tab.goto(road.at(story.name));
    await eventually(async () => expect((await look(tab)).who).not.toBe('loading'));
    return tab;
  };
  return {
    road,
    open,
    async signedIn(story, before) {
      const tab = await open(story, before);
      await signIn(tab);
      await eventually(async () => expect(road.streams(story.name)).toBe(1));
      return tab;
    },
    kill: () => backend.kill(),
    async begin() {
      backend = await startBackend(redis, Number(new URL(backend.url).port));
    },
    async close() {
      await road.close();
      await backend.kill();
    },
  };
}
