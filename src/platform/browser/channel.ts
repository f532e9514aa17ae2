import type { OpenChannel } from '../channel.ts';

export const openBrowserChannel: OpenChannel = (name, receive) => {
  let channel: BroadcastChannel | undefined;
  try {
    channel = new BroadcastChannel(name);
    channel.onmessage = (event) => receive(event.data);
  } catch {
    // No BroadcastChannel, or an opaque origin: `storage` events and looking at every wake are enough.
  }
  return {
    post(message) {
      try {
        channel?.postMessage(message);
      } catch {
        // Closed by the browser meanwhile. It was a hint, and hints may be lost.
      }
    },
    close: () => channel?.close(),
  };
};
