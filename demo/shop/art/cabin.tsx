import type { JSX } from 'react';

const ticks = (count: number): number[] => Array.from({ length: count }, (_, turn) => (360 / count) * turn);

/** Things that live in the cabin or in a pocket. */
export function Compass(): JSX.Element {
  return (
    <>
      <ellipse className="shadow" cx="100" cy="146" rx="46" ry="6" />
      <path className="steel" d="M88 8h24v18H88z" />
      <circle className="navy" cx="100" cy="82" r="60" />
      <circle className="brass" cx="100" cy="82" r="52" />
      <circle className="cream" cx="100" cy="82" r="45" />
      <g className="line ink" strokeWidth="2">
        {ticks(24).map((turn) => (
          <path key={turn} d={turn % 90 === 0 ? 'M100 40v10' : 'M100 40v5'} transform={`rotate(${turn} 100 82)`} />
        ))}
      </g>
      <g transform="rotate(28 100 82)">
        <path className="red" d="M100 48l9 34H91z" />
        <path className="ink" d="M100 116l9-34H91z" />
      </g>
      <circle className="brass" cx="100" cy="82" r="5" />
      <path className="shine" d="M66 62a40 40 0 0 1 30-22l-2 6a34 34 0 0 0-24 18z" />
    </>
  );
}

export function Barometer(): JSX.Element {
  return (
    <>
      <path className="line rope" d="M100 4v14" strokeWidth="4" />
      <circle className="line brass-dark" cx="100" cy="20" r="7" strokeWidth="4" fill="none" />
      <circle className="brass-dark" cx="100" cy="88" r="64" />
      <circle className="brass" cx="100" cy="88" r="60" />
      <circle className="cream" cx="100" cy="88" r="50" />
      <path className="line ink" d="M62 110a44 44 0 1 1 76 0" strokeWidth="2" fill="none" />
      <g className="line ink" strokeWidth="2">
        {[-120, -96, -72, -48, -24, 0, 24, 48, 72, 96, 120].map((turn) => (
          <path key={turn} d="M100 45v8" transform={`rotate(${turn} 100 88)`} />
        ))}
      </g>
      <path className="line red" d="M100 88L72 62" strokeWidth="3.5" strokeLinecap="round" />
      <path className="line brass-dark" d="M100 88l24-28" strokeWidth="2.5" strokeLinecap="round" />
      <circle className="brass-dark" cx="100" cy="88" r="6" />
      <path className="ink" d="M84 118h32v3H84zM90 126h20v2.500H90z" />
      <path className="shine" d="M56 78a46 46 0 0 1 34-34l-1 6a40 40 0 0 0-27 29z" />
    </>
  );
}

export function Knife(): JSX.Element {
  return (
    <>
      <g transform="rotate(-24 100 84)">
        <path className="steel" d="M96 72h72c10 0 16 6 16 14v4H96z" />
        <path className="shine" d="M100 76h66c6 0 10 2 12 6h-78z" />
        <path className="navy" d="M16 68h78a6 6 0 0 1 6 6v16a6 6 0 0 1-6 6H28c-14 0-22-14-12-28z" />
        <path className="brass" d="M92 68h8a4 4 0 0 1 4 4v20a4 4 0 0 1-4 4h-8z" />
        <circle className="brass" cx="40" cy="82" r="3.5" />
        <circle className="brass" cx="66" cy="82" r="3.5" />
        <path className="line steel" d="M20 96c10 20 46 22 88 14" strokeWidth="6" fill="none" strokeLinecap="round" />
        <circle className="line steel" cx="10" cy="78" r="9" strokeWidth="4" fill="none" />
      </g>
      <path
        className="line rope"
        d="M20 118c-8 14 6 26 20 18s26-4 34 6"
        strokeWidth="5"
        fill="none"
        strokeLinecap="round"
      />
    </>
  );
}

export function Bag(): JSX.Element {
  return (
    <>
      <ellipse className="shadow" cx="100" cy="146" rx="56" ry="7" />
      <path className="line rope" d="M78 46c-30-40 74-40 44 0" strokeWidth="5" fill="none" />
      <path className="canvas" d="M72 44h56c4 14 26 34 26 66 0 24-14 36-54 36s-54-12-54-36c0-32 22-52 26-66z" />
      <path className="canvas-dark" d="M70 32c10 6 50 6 60 0l-4 18H74z" />
      <path className="line rope" d="M70 52c14 6 46 6 60 0" strokeWidth="6" fill="none" strokeLinecap="round" />
      <path className="line rope" d="M124 54c10 10 6 24 12 34" strokeWidth="4" fill="none" strokeLinecap="round" />
      <circle className="rope" cx="137" cy="90" r="5" />
      <path
        className="line canvas-line"
        d="M60 84c-8 20-6 40 6 52M84 62c-4 8-8 12-10 22M140 84c8 20 6 40-6 52"
        strokeWidth="2.4"
        fill="none"
      />
      <path className="navy" d="M82 96h36v26H82z" />
      <path className="cream" d="M88 102h24v3H88zM88 108h24v3H88zM88 114h14v3H88z" />
    </>
  );
}
