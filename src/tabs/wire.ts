import type { Platform } from '../platform/platform.ts';
import { type Message, parseMessage, writeMessage } from './protocol.ts';

/** This tab's ear and mouth. */
export interface Wire {
  send(message: Message): void;
  /** Closed on the way into bfcache or a freeze, open again after: a message to a cached page would evict it. */
  close(): void;
  open(): void;
}

/** `onMessage` gets `null` when something unknown was said: read everything again. */
export function createWire(
  platform: Pick<Platform, 'openChannel' | 'crypto'>,
  name: string,
  onMessage: (message: Message | null) => void,
  onTraffic: (direction: 'sent' | 'received', message: Message, from: string) => void,
): Wire {
  /** Name of this tab, for inspectors. */
  const from = platform.crypto.randomId();
  let channel: ReturnType<Platform['openChannel']> | undefined;

  const receive = (raw: unknown): void => {
    const message = parseMessage(raw);
    if (message) onTraffic('received', message, message.from);
    onMessage(message);
  };
  return {
    open() {
      channel ??= platform.openChannel(`holdfast:${name}`, receive);
    },
    send(message) {
      channel?.post(writeMessage(message, from));
      onTraffic('sent', message, from);
    },
    close() {
      channel?.close();
      channel = undefined;
    },
  };
}
