import type { OpenChannel } from '../platform/channel.ts';
import { copyOf } from './host.ts';
import type { Life } from './life.ts';
import { createRandom } from './random.ts';
import type { Turns } from './turns.ts';

/** What goes wrong with messages between tabs. Every one of these happens in browsers. */
export interface MessageFaults {
  /** Loses every message (`true`), or this share of them (0 to 1). */
  readonly drop?: boolean | number;
  /** Delivers each message twice. */
  readonly duplicate?: boolean;
  /** Lets later messages overtake earlier ones. */
  readonly reorder?: boolean;
  /** For whatever is left to chance. @default 1 */
  readonly seed?: number;
}

/** A message that a tab posted. */
export interface SentMessage {
  readonly channel: string;
  /** Name of the tab. */
  readonly from: string;
  readonly message: unknown;
}

/** BroadcastChannel of a {@link TestBrowser}, as a test sees it. */
export interface TestMessages {
  /** Sets what goes wrong from now on; `{}` heals. */
  setFaults(faults: MessageFaults): void;
  /** Everything that was posted, lost ones included. */
  readonly sent: readonly SentMessage[];
  /** Posts something foreign to all tabs. */
  plant(channel: string, message: unknown): void;
}

export interface ChannelHub {
  readonly test: TestMessages;
  forTab(life: Life, tab: string, available: boolean): { readonly openChannel: OpenChannel; channels(): number };
}

interface Port {
  readonly life: Life;
  readonly name: string;
  readonly receive: (message: unknown) => void;
}

export function createChannelHub(turns: Turns, initial: MessageFaults): ChannelHub {
  const ports = new Set<Port>();
  const sent: SentMessage[] = [];
  let faults = initial;
  let random = createRandom(initial.seed ?? 1);

  const lost = (): boolean => (typeof faults.drop === 'number' ? random() < faults.drop : faults.drop === true);
  const after = (hops: number, task: () => void): void => turns.run(() => (hops > 0 ? after(hops - 1, task) : task()));
  const send = (channel: string, message: unknown, sender: Port | null): void => {
    for (const port of ports) {
      if (port === sender || port.name !== channel || lost()) continue;
      for (let copies = faults.duplicate ? 2 : 1; copies > 0; copies--) {
        const copy = copyOf(message);
        after(faults.reorder ? Math.floor(random() * 5) : 0, () =>
          port.life.deliverHint(() => {
            if (ports.has(port)) port.receive(copy);
          }),
        );
      }
    }
  };

  return {
    test: {
      setFaults(next) {
        faults = next;
        random = createRandom(next.seed ?? 1);
      },
      sent,
      plant: (channel, message) => send(channel, message, null),
    },
    forTab(life, tab, available) {
      const own = new Set<Port>();
      const close = (port: Port): void => {
        own.delete(port);
        ports.delete(port);
      };
      life.onEnd(() => {
        for (const port of own) close(port);
      });
      return {
        openChannel(name, receive) {
          if (!available || life.gone()) return { post() {}, close() {} };
          const port: Port = { life, name, receive };
          own.add(port);
          ports.add(port);
          return {
            post(message) {
              if (!ports.has(port)) return;
              try {
                sent.push({ channel: name, from: tab, message: copyOf(message) });
              } catch {
                return; // What can't be cloned is not sent, and posting never throws.
              }
              send(name, message, port);
            },
            close: () => close(port),
          };
        },
        channels: () => own.size,
      };
    },
  };
}
