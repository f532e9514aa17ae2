/** What a page has done. Exact, however busy the machine is. */
export interface Counts {
  /** Calls of listeners to input. */
  called: number;
  /** Timers that were set, and those that rang. */
  armed: number;
  rung: number;
  written: number;
  read: number;
  parsed: number;
  /** Messages that were sent. */
  posted: number;
  /** Storage events and messages that another tab woke this one with. */
  woken: number;
}

const input = /^(pointer|mouse|touch|key|wheel|click|input|DOMMouse|MSPointer)/;
const none: Counts = { called: 0, armed: 0, rung: 0, written: 0, read: 0, parsed: 0, posted: 0, woken: 0 };

/** Counts from here on, behind the backs of all listeners and timers. Returns how to take what was counted, and begin anew. */
export function installCounting(): () => Counts {
  let counts = { ...none };
  const count = (name: keyof Counts): void => void counts[name]++;

  const wrapped = new WeakMap<object, (event: Event) => void>();
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
  const wrap = (type: string, listener: (event: Event) => void): ((event: Event) => void) => {
    const counting =
      wrapped.get(listener) ??
      function counting(this: unknown, event: Event): void {
        if (input.test(event.type)) count('called');
        if (event.type === 'storage' || event.currentTarget instanceof BroadcastChannel) count('woken');
        listener.call(this, event);
      };
    wrapped.set(listener, counting);
    return input.test(type) || type === 'storage' || type === 'message' ? counting : listener;
  };
  EventTarget.prototype.addEventListener = function counted(type, listener, options) {
    add.call(this, type, typeof listener === 'function' ? wrap(type, listener) : listener, options);
  };
  EventTarget.prototype.removeEventListener = function counted(type, listener, options) {
    remove.call(this, type, typeof listener === 'function' ? wrap(type, listener) : listener, options);
  };

  const { setTimeout: once, setInterval: always } = window;
  const timer =
    (set: (run: () => void, ms?: number) => number) =>
    (run: (...args: unknown[]) => void, ms?: number, ...args: unknown[]): number => {
      count('armed');
      return set(() => {
        count('rung');
        run(...args);
      }, ms);
    };
  Object.assign(window, { setTimeout: timer(once), setInterval: timer(always) });

  const before = <Target extends object, Name extends keyof Target>(
    target: Target,
    name: Name,
    what: keyof Counts,
  ): void => {
    const real = target[name] as (...args: unknown[]) => unknown;
    const counted = function counted(this: unknown, ...args: unknown[]): unknown {
      count(what);
      return real.apply(this, args);
    };
    Object.assign(target, { [name]: counted });
  };
  before(Storage.prototype, 'setItem', 'written');
  before(Storage.prototype, 'removeItem', 'written');
  before(Storage.prototype, 'getItem', 'read');
  before(JSON, 'parse', 'parsed');
  before(BroadcastChannel.prototype, 'postMessage', 'posted');
  Object.defineProperty(BroadcastChannel.prototype, 'onmessage', {
    set(this: BroadcastChannel, listener: (event: Event) => void) {
      add.call(this, 'message', (event) => {
        count('woken');
        listener.call(this, event);
      });
    },
  });

  return () => {
    const taken = counts;
    counts = { ...none };
    return taken;
  };
}
