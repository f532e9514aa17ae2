import type { JSX } from 'react';

/** Wool, canvas and waxed cotton: what takes the colour that was chosen. */
export function Sweater(): JSX.Element {
  return (
    <>
      <path className="tint" d="M78 26h44l30 14 30 78-22 10-24-50v72H64V78l-24 50-22-10 30-78z" />
      <path className="dim" d="M78 26c4 12 12 18 22 18s18-6 22-18l-8-4c-2 8-6 13-14 13s-12-5-14-13z" />
      <path className="tint" d="M18 118l22 10-4 9-22-10zM182 118l-22 10 4 9 22-10z" />
      <path className="dim" d="M64 138h72v12H64zM18 118l22 10-4 9-22-10zM182 118l-22 10 4 9 22-10z" />
      <g className="line dim-line" strokeWidth="2" fill="none">
        <path d="M66 62h68M66 70l6-5 6 5 6-5 6 5 6-5 6 5 6-5 6 5 6-5 6 5 6-5 2 2M66 78h68" />
        <path d="M70 138v12M78 138v12M86 138v12M94 138v12M102 138v12M110 138v12M118 138v12M126 138v12" />
        <path d="M64 80l-2-12M136 80l2-12" />
      </g>
    </>
  );
}

export function Jacket(): JSX.Element {
  return (
    <>
      <path className="tint" d="M74 24h52l32 18 22 80-24 8-20-46v66H64V84l-20 46-24-8 22-80z" />
      <path className="dim" d="M74 24h52l-8 24-18 12-18-12z" />
      <path className="tint" d="M78 18h44l8 14-30 20-30-20z" />
      <path
        className="line dim-line"
        d="M78 18h44l8 14-30 20-30-20zM104 58v92M64 84v66M136 84v66"
        strokeWidth="2.4"
        fill="none"
      />
      <g className="brass">
        <circle cx="97" cy="72" r="3.2" />
        <circle cx="97" cy="92" r="3.2" />
        <circle cx="97" cy="112" r="3.2" />
        <circle cx="97" cy="132" r="3.2" />
      </g>
      <path className="dim" d="M70 108h20v6H70zM112 108h20v6h-20z" />
      <path className="line dim-line" d="M72 114v18h16v-18M114 114v18h16v-18" strokeWidth="2" fill="none" />
    </>
  );
}

export function Blanket(): JSX.Element {
  const fringe = Array.from({ length: 15 }, (_, turn) => 38 + turn * 9);
  return (
    <>
      <ellipse className="shadow" cx="100" cy="140" rx="74" ry="7" />
      <path className="tint" d="M36 96h128a10 10 0 0 1 0 36H36a18 18 0 0 1 0-36z" />
      <path className="dim" d="M36 104a10 10 0 0 0 0 20h128v8H36a18 18 0 0 1 0-36h128v8z" />
      <path className="tint" d="M36 60h128a10 10 0 0 1 0 36H36a18 18 0 0 1 0-36z" />
      <path className="dim" d="M36 88h128v8H36a18 18 0 0 1-17-24 18 18 0 0 0 17 16z" />
      <path
        className="tint"
        d="M40 34h124a10 10 0 0 1 10 10v40a10 10 0 0 1-10 10H40a18 18 0 0 1-18-18V52a18 18 0 0 1 18-18z"
      />
      <g className="cream">
        <path d="M60 34h7v60h-7zM72 34h3v60h-3z" />
      </g>
      <path className="red" d="M80 34h7v60h-7z" />
      <g className="line cream" strokeWidth="2.4" strokeLinecap="round">
        {fringe.map((x) => (
          <path key={x} d={`M${x} 94v8`} />
        ))}
      </g>
    </>
  );
}

export function Mug(): JSX.Element {
  return (
    <>
      <ellipse className="shadow" cx="94" cy="140" rx="48" ry="7" />
      <path className="line tint" d="M132 62c34-6 34 50-2 50" strokeWidth="11" fill="none" />
      <path
        className="line navy"
        d="M132 56.500c40-6 40 61-2 61M132 67.500c24-5 24 39-2 39"
        strokeWidth="2"
        fill="none"
      />
      <path className="tint" d="M52 44h84v84a10 10 0 0 1-10 10H62a10 10 0 0 1-10-10z" />
      <path className="shine" d="M60 52h10v76h-6a4 4 0 0 1-4-4z" />
      <rect className="navy" x="48" y="40" width="92" height="8" rx="4" />
      <g className="line mark" fill="none" strokeWidth="3.4" strokeLinecap="round">
        <circle cx="94" cy="76" r="4.5" />
        <path d="M94 81v32M84 88h20M78 100c1 9 8 14 16 14s15-5 16-14" />
      </g>
      <g className="line soft-line" fill="none" strokeWidth="2.6" strokeLinecap="round">
        <path d="M80 30c-5-7 5-9 0-17M98 30c-5-7 5-9 0-17" />
      </g>
    </>
  );
}
