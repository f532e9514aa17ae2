import { createGroup } from './group.ts';

/** Events by name. */
export interface Emitter<Events> {
  on<Type extends keyof Events>(type: Type, listener: (event: Events[Type]) => void): () => void;
  emit<Type extends keyof Events>(type: Type, event: Events[Type]): void;
  /** Whether anybody listens. */
  heard(type: keyof Events): boolean;
}

/** `call` runs each listener, and keeps what one of them throws from the others and from the emitter. */
export function createEmitter<Events>(call: (listener: () => void) => void): Emitter<Events> {
  const listeners = createGroup<readonly [type: keyof Events, listener: (event: never) => void]>();
  return {
    on: (type, listener) => listeners.add([type, listener]),
    emit(type, event) {
      for (const [wanted, listener] of listeners.all()) if (wanted === type) call(() => listener(event as never));
    },
    heard: (type) => listeners.all().some(([wanted]) => wanted === type),
  };
}
