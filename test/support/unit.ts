import 'fake-indexeddb/auto';
import { locks } from 'node:worker_threads';

// A page has Web Locks, the simulated DOM has none; Node's are the real thing.
if (!navigator.locks) Object.defineProperty(navigator, 'locks', { value: locks, configurable: true });
