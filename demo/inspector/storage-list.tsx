import { type JSX, useEffect, useState } from 'react';
import { readStored, type StoredPlace } from './stored.ts';

/** Looks again every two seconds while it is shown. */
function useStored(): readonly StoredPlace[] {
  const [places, setPlaces] = useState<readonly StoredPlace[]>([]);
  useEffect(() => {
    let gone = false;
    let next: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      const found = await readStored();
      if (gone) return;
      setPlaces((last) => (JSON.stringify(last) === JSON.stringify(found) ? last : found));
      next = setTimeout(() => void look(), 2000);
    };
    void look();
    return () => {
      gone = true;
      clearTimeout(next);
    };
  }, []);
  return places;
}

const formatBytes = (bytes: number): string => (bytes < 1000 ? `${bytes} B` : `${(bytes / 1000).toFixed(1)} kB`);

/** Everything that is kept in this browser, with its size. What is sealed stays sealed here, too. */
export function StorageList(): JSX.Element {
  const places = useStored();
  return (
    <div className="stored">
      {places.map(({ name, items }) => (
        <section key={name} aria-label={name}>
          <h4>
            {name}
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
