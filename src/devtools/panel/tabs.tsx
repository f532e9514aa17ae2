import { type JSX, type KeyboardEvent, type ReactNode, useRef } from 'react';

export interface TabOf<Name extends string> {
  readonly name: Name;
  readonly label: string;
  readonly content: () => ReactNode;
}

interface TabsProps<Name extends string> {
  readonly id: string;
  readonly tabs: readonly TabOf<Name>[];
  readonly chosen: Name;
  choose(name: Name): void;
}

/** What scrolls is to be reached by keys. */
const scrolled = { tabIndex: 0 } as const;

/** Which tab a key leads to, or `null`. */
function tabAfterKey(key: string, at: number, count: number): number | null {
  if (key === 'ArrowRight') return (at + 1) % count;
  if (key === 'ArrowLeft') return (at + count - 1) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}

/** Tabs after the pattern of the ARIA Authoring Practices: one stop for the Tab key, arrows between them. */
export function Tabs<Name extends string>({ id, tabs, chosen, choose }: TabsProps<Name>): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  const at = Math.max(
    0,
    tabs.findIndex(({ name }) => name === chosen),
  );
  const press = (event: KeyboardEvent): void => {
    const next = tabAfterKey(event.key, at, tabs.length);
    const tab = next === null ? undefined : tabs[next];
    if (!tab || next === null) return;
    event.preventDefault();
    choose(tab.name);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus();
  };
  return (
    <>
      <div ref={list} className="tabs" role="tablist" aria-label="Parts of the session" onKeyDown={press}>
        {tabs.map(({ name, label }, index) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-${name}`}
            aria-selected={index === at}
            aria-controls={index === at ? `${id}-panel` : undefined}
            tabIndex={index === at ? 0 : -1}
            onClick={() => choose(name)}
          >
            {label}
          </button>
        ))}
      </div>
      <div
        // Another tab begins at its top.
        key={tabs[at]?.name}
        className="body"
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${tabs[at]?.name}`}
        {...scrolled}
      >
        {tabs[at]?.content()}
      </div>
    </>
  );
}
