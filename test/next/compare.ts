import * as headers from 'next/headers';
import * as link from 'next/link';
import * as navigation from 'next/navigation';
import type { Headers, Link, Navigation } from './used';

// Compiled in the folder where Next.js is installed: its modules can do all that our own declaration says of them.
export const promised: readonly [Navigation, Headers, Link] = [navigation, headers, link];
