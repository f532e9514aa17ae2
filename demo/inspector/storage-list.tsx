import { type JSX, useEffect, useState } from 'react';
import { readStored, type StoredPlace } from './stored.ts';

/** Looks again every second while it is shown and seen. */
function useStored(): readonly StoredPlace[] {
  const [places, setPlaces] = useState<readonly StoredPlace[]>([]);
  useEffect(() => {
    let gone = false;
    let next: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      const found = document.hidden ? [] : await readStored();
      if (gone) return;
      if (found.length > 0) setPlaces((last) => (JSON.stringify(last) === JSON.stringify(found) ? last : found));
      next = setTimeout(() => void look(), 1000);
    };
    void look();
    return () => {
      gone = true;
      clearTimeout(next);
    };
  }, []);
  return places;
}

/** In a static build the shop's server lives in this browser, too. What is its is not the session's. */
const nameOf = (place: string): string =>
  place.startsWith('holdfast-demo-backend') ? 'The shop’s server, in this page' : place;

const formatBytes = (bytes: number): string => (bytes < 1000 ? `${bytes} B` : `${(bytes / 1000).toFixed(1)} kB`);

/** Everything that is kept in this browser, with its size. What is sealed stays sealed here, too. */
export function StorageList(): JSX.Element {
  const places = useStored();
  return (
    <div className="stored">
      {places.map(({ name, items }) => (
        <section key={name} aria-label={name}>
          <h4>
            {nameOf(name)}
            <span className="number soft">
              {items.length} {items.length === 1 ? 'entry' : 'entries'},{' '}
              {formatBytes(items.reduce((sum, item) => sum + item.bytes, 0))}
            </span>
          </h4>
          <ul>
            {items.map(({ key, bytes, look }) => (
              <li key={key}>
                <code>{key}</code> <span className="number soft">{formatBytes(bytes)}</span>
                <code className="look">{look}</code>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
