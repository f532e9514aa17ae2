import { useCallback, useEffect, useState } from 'react';
import type { Bench } from './follow/bench.ts';
import { type OwnWindow, openWindow } from './own-window.ts';
import { type Dock, readMemory, readOpen, writeMemory, writeOpen } from './panel/memory.ts';

/** Whether the panel is open, and where. */
export interface Place {
  readonly open: boolean;
  /** The window it has for itself; `null` where it stands in the page. */
  readonly apart: OwnWindow | null;
  /** Whether the browser allowed no window when one was asked for. */
  readonly refused: boolean;
  /** Whether somebody opened it just now, and is to be led into it. */
  readonly entered: boolean;
  /** Opens it where it stood last. */
  show(): void;
  /** Opens it in a window. What asks for it must be a gesture of the person. */
  part(): void;
  /** Takes it back into the page. */
  rejoin(): void;
  hide(): void;
}

interface State {
  readonly open: boolean;
  readonly apart: OwnWindow | null;
  readonly refused: boolean;
  readonly entered: boolean;
}

/** What was in a window is closed after a reload: no page may open one by itself. */
export function usePlace({ view, session }: Bench, defaultOpen: boolean, defaultDock: Dock): Place {
  const [state, setState] = useState<State>(() => {
    const { apart } = readMemory(view, defaultDock);
    return { open: !apart && readOpen(view, defaultOpen), apart: null, refused: false, entered: false };
  });
  const { apart } = state;
  useEffect(() => () => apart?.close(), [apart]);

  const remember = (isApart: boolean): void => {
    const memory = readMemory(view, defaultDock);
    if (memory.apart !== isApart) writeMemory(view, { ...memory, apart: isApart });
  };
  const inPage = (refused: boolean): void => {
    writeOpen(view, true);
    setState({ open: true, apart: null, refused, entered: true });
  };
  const hide = useCallback(() => {
    writeOpen(view, false);
    setState({ open: false, apart: null, refused: false, entered: false });
  }, [view]);
  const part = (): void => {
    const own = openWindow(view, session.name, hide);
    if (!own) {
      inPage(true);
      return;
    }
    remember(true);
    setState({ open: true, apart: own, refused: false, entered: true });
  };
  return {
    ...state,
    hide,
    part,
    show: () => (readMemory(view, defaultDock).apart ? part() : inPage(false)),
    rejoin() {
      remember(false);
      inPage(false);
    },
  };
}
