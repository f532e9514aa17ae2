import type { JSX } from 'react';
import type { Choice } from '../timers.ts';
import { SignalFlags } from './logo.tsx';

interface FooterProps {
  readonly choice: Choice;
  /** Where the shop's server runs. */
  readonly backend: string;
}

/** Other addresses of the same page: to watch in a minute what else takes a quarter of an hour. */
function Tries({ choice: { transport, preset, timers } }: Pick<FooterProps, 'choice'>): JSX.Element {
  const tries = [
    ['short timers', '?idle=40&warning=20&inspector'],
    ['tokens instead of a cookie', '?transport=bearer&inspector'],
    ['the limits of PCI DSS', '?preset=pci-dss&inspector'],
    ['as it is', '?'],
  ] as const;
  return (
    <>
      <p className="small">
        Open it with{' '}
        {tries.map(([name, query], index) => (
          <span key={name}>
            {index > 0 && ' · '}
            <a href={query + location.hash}>{name}</a>
          </span>
        ))}
      </p>
      <p className="small">
        Now: {transport}, {preset ?? `${timers.idle / 1000} s untouched, warned ${timers.warning / 1000} s before`}.
      </p>
    </>
  );
}

export function Footer({ choice, backend }: FooterProps): JSX.Element {
  return (
    <footer className="foot">
      <div className="foot-inner">
        <div>
          <p>
            Holdfast Supply is a demo of the library <strong>Holdfast</strong>. Nothing is sold here, and no card is
            charged. Open it in two tabs and on two devices, fill the cart, pull the plug. Its server runs{' '}
            {backend === 'server' ? 'beside it' : backend}.
          </p>
          <Tries choice={choice} />
        </div>
        <SignalFlags />
      </div>
    </footer>
  );
}
