import 'fake-indexeddb/auto';
import { locks } from 'node:worker_threads';
import { IDBFactory } from 'fake-indexeddb';

// Files are told one after another in the same process, and each begins with an empty disk.
globalThis.indexedDB = new IDBFactory();
// A page has Web Locks, the simulated DOM has none; Node's are the real thing.
if (!navigator.locks) Object.defineProperty(navigator, 'locks', { value: locks, configurable: true });
