import type { JSX } from 'react';

/** An anchor that is also a knot. */
export function Logo(): JSX.Element {
  return (
    <svg className="logo" viewBox="0 0 32 32" aria-hidden="true">
      <circle cx="16" cy="6.5" r="3" />
      <path d="M16 9.500v17M10 13.500h12M5.5 18c.8 5.5 5 9 10.5 9s9.7-3.5 10.5-9M5.5 18l-2 3.500M5.5 18l4 1.500M26.5 18l2 3.500M26.5 18l-4 1.5" />
    </svg>
  );
}

/** H, O, L, D in the International Code of Signals. */
export function SignalFlags(): JSX.Element {
  return (
    <svg className="flags" viewBox="0 0 130 28" aria-hidden="true">
      <path className="halyard" d="M0 3c40 5 90 5 130 0" />
      <g transform="translate(4 4)">
        <path className="white" d="M0 0h12v20H0z" />
        <path className="red" d="M12 0h12v20H12z" />
      </g>
      <g transform="translate(36 5)">
        <path className="red" d="M0 0h24v20z" />
        <path className="yellow" d="M0 0l24 20H0z" />
      </g>
      <g transform="translate(68 5)">
        <path className="yellow" d="M0 0h12v10H0zM12 10h12v10H12z" />
        <path className="black" d="M12 0h12v10H12zM0 10h12v10H0z" />
      </g>
      <g transform="translate(100 4)">
        <path className="yellow" d="M0 0h24v20H0z" />
        <path className="blue" d="M0 4.500h24v11H0z" />
      </g>
    </svg>
  );
}

/** Three sliders: what can be set. */
export function Sliders(): JSX.Element {
  return (
    <svg className="sliders" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M4 6h8M18 6h2M4 12h2M12 12h8M4 18h9M19 18h1" />
      <circle cx="15" cy="6" r="2.5" />
      <circle cx="9" cy="12" r="2.5" />
      <circle cx="16" cy="18" r="2.5" />
    </svg>
  );
}
