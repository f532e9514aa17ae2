import { makeAnswer } from '../../platform/browser/answer.ts';
import { createBrowserPlatform } from '../../platform/browser/platform.ts';
import type { Platform } from '../../platform/platform.ts';
import { observe } from './observer.ts';

/**
 * A platform that `<SessionDevtools>` can look into: locks, messages between tabs, writes with how long they took, requests, and a clock
 * that can be turned. It does exactly what `platform` does until a control of the panel is used. Where the devtools are left out of a
 * build it is `platform` itself.
 *
 * @param platform - what is looked into. Default: the browser
 * @example
 * export const session = createSession({ name: 'shop', transport, platform: inspect() });
 */
export const inspect = (platform: Platform = createBrowserPlatform()): Platform => observe(platform, makeAnswer);
