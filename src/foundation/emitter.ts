/** Events by name. A listener that throws neither stops the others nor reaches the emitter: it goes to `report`. */
export interface Emitter<Events> {
  on<Type extends keyof Events>(type: Type, listener: (event: Events[Type]) => void): () => void;
  emit<Type extends keyof Events>(type: Type, event: Events[Type]): void;
}

export function createEmitter<Events>(report: (error: unknown) => void): Emitter<Events> {
  const listeners = new Map<keyof Events, Set<(event: never) => void>>();
  return {
    on(type, listener) {
      const own = (event: never): void => listener(event);
      const set = listeners.get(type) ?? new Set();
      listeners.set(type, set.add(own));
      return () => void set.delete(own);
    },
    emit(type, event) {
      for (const listener of [...(listeners.get(type) ?? [])]) {
        try {
          listener(event as never);
        } catch (error) {
          report(error);
        }
      }
    },
  };
}
