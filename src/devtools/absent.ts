import type { ReactNode } from 'react';
import { createBrowserPlatform } from '../platform/browser/platform.ts';
import type { Platform } from '../platform/platform.ts';
import type { SessionDevtoolsProps } from './props.ts';

/** Nothing: what a build for production gets of the devtools. `holdfast/devtools/production` has them. */
export function SessionDevtools(_props: SessionDevtoolsProps): ReactNode {
  return null;
}

/** The platform as it is: what a build for production gets of the devtools. */
export const inspect = (platform: Platform = createBrowserPlatform()): Platform => platform;
