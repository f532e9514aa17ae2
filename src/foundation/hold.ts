/**
 * A counted hold: the first holder opens, the last release closes, and it can happen again.
 * React's StrictMode mounts twice and hot reloading many times; so the same component may hold, release and hold again.
 */
export function createHold(open: () => () => void): () => () => void {
  let holders = 0;
  let close: (() => void) | undefined;
  return () => {
    if (holders++ === 0) close = open();
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      if (--holders === 0) close?.();
    };
  };
}
