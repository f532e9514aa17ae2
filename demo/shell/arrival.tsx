import { minutes } from 'holdfast';
import { useSync } from 'holdfast/react';
import { type JSX, useEffect, useState } from 'react';

const recently = minutes(1);

/** Whether something of another device came a moment ago. */
function useArrived(document: string): boolean {
  const arrivedAt = useSync(({ documents }) => documents[document]?.arrivedAt ?? null);
  const [isNew, setNew] = useState(false);
  useEffect(() => {
    const left = arrivedAt === null ? 0 : arrivedAt + recently - Date.now();
    setNew(left > 0);
    const timer = setTimeout(() => setNew(false), left);
    return () => clearTimeout(timer);
  }, [arrivedAt]);
  return isNew;
}

/**
 * Says for a minute that something changed by itself, and why. The place is always there: what appears in it is read out, once, however
 * much more comes meanwhile.
 */
export function Arrival({ of }: { readonly of: string }): JSX.Element {
  const arrived = useArrived(of);
  return (
    <span className="arrival" role="status">
      {arrived && 'Changed on another device just now'}
    </span>
  );
}
