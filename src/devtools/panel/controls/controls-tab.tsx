import type { JSX } from 'react';
import { useBench } from '../bench.tsx';
import { SeeMore } from '../facts.tsx';
import { ServerControls } from './server-controls.tsx';
import { SessionControls } from './session-controls.tsx';
import { TabControls } from './tab-controls.tsx';
import { TimeControls } from './time-controls.tsx';

/** What can be done to the session, in this tab alone. */
export function ControlsTab(): JSX.Element {
  const { observer } = useBench();
  return (
    <div className="cards">
      {observer ? (
        <>
          <TimeControls observer={observer} />
          <ServerControls observer={observer} />
          <TabControls observer={observer} />
        </>
      ) : (
        <section className="card" aria-label="The world">
          <h3>The world</h3>
          <SeeMore what="Clock, network, messages and disk can’t be turned here." />
        </section>
      )}
      <SessionControls />
    </div>
  );
}
