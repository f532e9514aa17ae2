'use client';

import { useSession } from 'holdfast/react';
import { useState } from 'react';

/** What a person does before the session is confirmed, and whether it is. */
export function Tools() {
  const { epoch } = useSession();
  const [clicks, setClicks] = useState(0);
  return (
    <button type="button" data-confirmed={epoch ? '' : undefined} onClick={() => setClicks(clicks + 1)}>
      {clicks}
    </button>
  );
}
