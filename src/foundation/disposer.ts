/** Undoes what was opened, newest first, each once, even if one of them throws. */
export interface Disposer {
  add(undo: () => void): void;
  dispose(): void;
}

export function createDisposer(): Disposer {
  let undos: (() => void)[] = [];
  return {
    add: (undo) => void undos.push(undo),
    dispose() {
      const due = undos.reverse();
      undos = [];
      let failure: unknown;
      for (const undo of due) {
        try {
          undo();
        } catch (thrown) {
          failure ??= thrown;
        }
      }
      if (failure) throw failure;
    },
  };
}
