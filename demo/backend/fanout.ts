/**
 * What a listener hears: a message, or `undefined` when messages may have been missed, so that whatever they could have
 * said must be asked for.
 */
export type Listener = (message: string | undefined) => void;

/**
 * Carries short messages to whoever listens, on this process and on the others. Messages are hints: one that is lost
 * costs a moment, since everything they speak of stands in the store.
 */
export interface Fanout {
  /** Never fails: what a message speaks of has happened already, and must not be refused because nobody heard of it. */
  publish(channel: string, message: string): Promise<void>;
  /** Once this resolves no message is missed unheard. Fails when it can't be promised. @returns the way to stop */
  subscribe(channel: string, listener: Listener): Promise<() => void>;
}

/** Who listens to what, in this process. */
export interface Listeners {
  add(channel: string, listener: Listener): void;
  /** @returns whether nobody is left on this channel */
  remove(channel: string, listener: Listener): boolean;
  tell(channel: string, message: string | undefined): void;
  has(channel: string): boolean;
  channels(): readonly string[];
}

export function createListeners(): Listeners {
  const byChannel = new Map<string, Set<Listener>>();
  return {
    add(channel, listener) {
      const those = byChannel.get(channel) ?? new Set();
      byChannel.set(channel, those.add(listener));
    },
    remove(channel, listener) {
      const those = byChannel.get(channel);
      if (!those?.delete(listener) || those.size > 0) return false;
      return byChannel.delete(channel);
    },
    tell(channel, message) {
      for (const listener of [...(byChannel.get(channel) ?? [])]) listener(message);
    },
    has: (channel) => byChannel.has(channel),
    channels: () => [...byChannel.keys()],
  };
}

/** For a backend that is one process: an embedded one, and one inside a page. */
export function createLocalFanout(): Fanout {
  const listeners = createListeners();
  return {
    publish: async (channel, message) => listeners.tell(channel, message),
    async subscribe(channel, listener) {
      listeners.add(channel, listener);
      return () => void listeners.remove(channel, listener);
    },
  };
}
