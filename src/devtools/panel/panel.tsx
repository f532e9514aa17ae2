import { type JSX, type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from 'react';
import type { Bench, View } from '../follow/bench.ts';
import { boundsOf, narrow, usualSize, within } from '../model/size.ts';
import type { Place } from '../use-place.ts';
import { BenchContext, ViewContext } from './bench.tsx';
import { ControlsTab } from './controls/controls-tab.tsx';
import { DocumentsTab } from './documents-tab.tsx';
import { Header } from './header.tsx';
import { type Dock, readMemory, writeMemory } from './memory.ts';
import { Resizer } from './resizer.tsx';
import { SessionTab } from './session-tab.tsx';
import { StorageTab } from './storage-tab.tsx';
import { adoptPanelStyles } from './styles/adopt.ts';
import { type TabOf, Tabs } from './tabs.tsx';
import { TabsTab } from './tabs-tab.tsx';
import { Timeline } from './timeline/timeline.tsx';

export interface PanelProps {
  readonly bench: Bench;
  readonly id: string;
  readonly defaultDock: Dock;
  readonly place: Place;
  readonly close: () => void;
}

/** How large the window is. */
function useRoom(view: View): { readonly width: number; readonly height: number } {
  const read = (): { width: number; height: number } => ({ width: view.innerWidth, height: view.innerHeight });
  const [room, setRoom] = useState(read);
  useEffect(() => {
    const look = (): void => setRoom({ width: view.innerWidth, height: view.innerHeight });
    view.addEventListener('resize', look);
    return () => view.removeEventListener('resize', look);
  }, [view]);
  return room;
}

/** Tells the page how much of it is covered, by properties that do nothing unless it asks for them. */
function useInset(view: View, dock: Dock, size: number): void {
  useEffect(() => {
    if (size === 0) return;
    const { style } = view.document.documentElement;
    const property = `--holdfast-devtools-${dock}`;
    style.setProperty(property, `${size}px`);
    return () => void style.removeProperty(property);
  }, [view, dock, size]);
}

/** Input in the panel is no use of the application, so it doesn't count as activity. */
function useExclusion({ observer, view }: Bench, element: RefObject<HTMLElement | null>): void {
  useEffect(
    () =>
      observer?.exclude(() => {
        const path = view.event?.composedPath() ?? [];
        return element.current !== null && path.includes(element.current);
      }),
    [observer, view, element],
  );
}

/** The panel: loaded when it is first opened. */
export function Panel({ bench, id, defaultDock, place, close }: PanelProps): JSX.Element {
  const { view } = bench;
  const { apart, entered } = place;
  const panel = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const tabsId = useId();
  const [memory, setMemory] = useState(() => readMemory(view, defaultDock));
  const room = useRoom(view);
  const dock = room.width < narrow ? 'bottom' : memory.dock;
  const space = dock === 'bottom' ? room.height : room.width;
  const [bounds, usual] = [boundsOf(dock, space), usualSize(dock, space)];
  const size = within(bounds, memory[dock] ?? usual);
  useInset(view, dock, apart ? 0 : size);
  useExclusion(bench, panel);
  useEffect(() => (panel.current ? adoptPanelStyles(panel.current) : undefined), []);
  useEffect(() => {
    if (entered) heading.current?.focus();
  }, [entered]);

  const remember = (next: Partial<typeof memory>): void => {
    const changed = { ...memory, ...next };
    setMemory(changed);
    writeMemory(view, changed);
  };
  const tabs: readonly TabOf<string>[] = [
    { name: 'timeline', label: 'Timeline', content: () => <Timeline /> },
    { name: 'session', label: 'Session', content: () => <SessionTab /> },
    { name: 'tabs', label: 'Tabs', content: () => <TabsTab /> },
    { name: 'documents', label: 'Documents', content: () => <DocumentsTab /> },
    { name: 'storage', label: 'Storage', content: () => <StorageTab /> },
    { name: 'controls', label: 'Controls', content: () => <ControlsTab /> },
  ];
  const press = (event: KeyboardEvent): void => {
    // A window is closed by the keys that windows are closed by.
    if (event.key === 'Escape' && !apart) close();
    // The page's own shortcuts are not meant.
    event.stopPropagation();
  };
  // In a window there is nothing beside which it could stand.
  const Box = apart ? 'main' : 'aside';
  return (
    <BenchContext.Provider value={bench}>
      <ViewContext.Provider value={apart?.view ?? view}>
        <Box
          ref={panel}
          id={id}
          className="panel"
          aria-label="Session devtools"
          data-dock={apart ? 'window' : dock}
          style={apart ? {} : { [dock === 'bottom' ? 'blockSize' : 'inlineSize']: `${size}px` }}
          onKeyDown={press}
        >
          {apart ? (
            <h1 className="unseen">Session devtools</h1>
          ) : (
            <Resizer {...{ dock, size, bounds, usual }} controls={id} resize={(next) => remember({ [dock]: next })} />
          )}
          <Header
            heading={heading}
            place={place}
            dock={dock}
            move={
              apart || room.width < narrow ? null : () => remember({ dock: dock === 'bottom' ? 'right' : 'bottom' })
            }
            close={close}
          />
          <Tabs id={tabsId} tabs={tabs} chosen={memory.tab} choose={(tab) => remember({ tab })} />
        </Box>
      </ViewContext.Provider>
    </BenchContext.Provider>
  );
}
