import { createStore, type StoreApi } from 'zustand/vanilla';

/** What the controls of the devtools make of the browser, in this tab alone. */
export interface Faults {
  readonly offline: boolean;
  /** Which messages between tabs arrive. */
  readonly messages: 'all' | 'half' | 'none';
  /** Storage refuses to write, as a full disk does. */
  readonly full: boolean;
  /** `token`: requests with the credential of now are refused; `session`: all requests are. */
  readonly refusing: 'token' | 'session' | null;
  readonly asleep: boolean;
  /** Milliseconds by which this tab's wall clock is ahead of the machine's. */
  readonly ahead: number;
}

export const noFaults: Faults = {
  offline: false,
  messages: 'all',
  full: false,
  refusing: null,
  asleep: false,
  ahead: 0,
};

export type FaultStore = StoreApi<Faults>;

export const createFaults = (): FaultStore => createStore<Faults>(() => noFaults);
