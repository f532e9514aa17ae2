import type { JSX } from 'react';
import { SignalFlags } from './logo.tsx';

export function Footer(): JSX.Element {
  return (
    <footer className="foot">
      <div className="foot-inner">
        <p>
          Holdfast Supply is a demo of the library <strong>Holdfast</strong>. Nothing is sold here, and no card is
          charged. Open it in two tabs and on two devices, fill the cart, pull the plug.
        </p>
        <SignalFlags />
      </div>
    </footer>
  );
}
