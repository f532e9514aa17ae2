import type { JSX } from 'react';

/** Things that belong on deck. Each drawing fills a box of 200 × 160; its colours come from `styles/art.css`. */
export function Rope(): JSX.Element {
  const turns = [58, 46, 34, 22];
  return (
    <>
      <ellipse className="shadow" cx="100" cy="132" rx="70" ry="9" />
      {turns.map((rx) => (
        <g key={rx} fill="none">
          <ellipse className="line rope-dark" cx="100" cy="92" rx={rx} ry={rx * 0.62} strokeWidth="13" />
          <ellipse className="line rope" cx="100" cy="90" rx={rx} ry={rx * 0.62} strokeWidth="10" />
          <ellipse
            className="line rope-dark"
            cx="100"
            cy="90"
            rx={rx}
            ry={rx * 0.62}
            strokeWidth="10"
            strokeDasharray="1.6 5.5"
          />
        </g>
      ))}
      <g fill="none" strokeLinecap="round">
        <path className="line rope-dark" d="M155 100c12 10 16 18 30 20" strokeWidth="12" />
        <path className="line rope" d="M155 99c12 10 16 18 30 20" strokeWidth="9" />
        <path className="line red" d="M174 114l8 4" strokeWidth="10" strokeLinecap="butt" />
      </g>
    </>
  );
}

export function Cleat(): JSX.Element {
  return (
    <>
      <ellipse className="shadow" cx="100" cy="132" rx="76" ry="8" />
      <path className="brass-dark" d="M58 122h84l8 10H50z" />
      <path className="brass-dark" d="M76 90h16v34H72zM108 90h16l4 34h-20z" />
      <path
        className="brass"
        d="M22 78c-3-8 6-12 14-8 18 8 40 11 64 11s46-3 64-11c8-4 17 0 14 8-4 12-40 20-78 20S26 90 22 78z"
      />
      <path className="shine" d="M36 76c18 9 40 12 64 12 12 0 24-1 36-3-10 5-24 6-36 6-30 0-52-5-64-15z" />
      <g fill="none" strokeLinecap="round">
        <path className="line rope" d="M60 102c20-30 60-34 84-22" strokeWidth="9" />
        <path className="line rope" d="M142 102c-20-30-60-34-84-22" strokeWidth="9" />
        <path
          className="line rope-dark"
          d="M60 102c20-30 60-34 84-22"
          strokeWidth="9"
          strokeDasharray="1.5 6"
          strokeLinecap="butt"
        />
        <path
          className="line rope-dark"
          d="M142 102c-20-30-60-34-84-22"
          strokeWidth="9"
          strokeDasharray="1.5 6"
          strokeLinecap="butt"
        />
        <path className="line rope" d="M60 102c-14 12-26 18-44 20" strokeWidth="9" />
      </g>
    </>
  );
}

export function Bell(): JSX.Element {
  return (
    <>
      <path className="brass-dark" d="M90 22a10 10 0 0 1 20 0v10H90z" />
      <path className="brass" d="M100 28c26 0 34 18 36 44 2 22 8 34 18 42H46c10-8 16-20 18-42 2-26 10-44 36-44z" />
      <path className="shine" d="M82 40c-8 12-8 34-12 52-1 6-3 12-6 18h10c8-18 6-50 12-70z" />
      <path className="brass-dark" d="M40 112h120v9a5 5 0 0 1-5 5H45a5 5 0 0 1-5-5z" />
      <circle className="brass-dark" cx="100" cy="128" r="8" />
      <path className="line rope" d="M100 134v16" strokeWidth="5" strokeLinecap="round" />
      <circle className="rope" cx="100" cy="147" r="6" />
      <path className="line rope-dark" d="M95 144l10 6M95 150l10-6" strokeWidth="1.6" />
    </>
  );
}

export function Lantern(): JSX.Element {
  return (
    <>
      <ellipse className="shadow" cx="100" cy="146" rx="42" ry="6" />
      <path className="line steel" d="M68 60c-14-40 20-48 32-48s46 8 32 48" strokeWidth="3.5" fill="none" />
      <path className="brass-dark" d="M84 26h32l8 14H76z" />
      <path className="brass" d="M72 40h56l6 12H66z" />
      <path className="glow" d="M74 52h52c10 16 10 40 0 58H74c-10-18-10-42 0-58z" />
      <path className="flame" d="M100 64c9 12 13 18 13 26a13 13 0 0 1-26 0c0-8 4-14 13-26z" />
      <path className="flame-core" d="M100 80c4 6 6 9 6 13a6 6 0 0 1-12 0c0-4 2-7 6-13z" />
      <path
        className="line steel"
        d="M64 82h72M78 52c-8 18-8 40 0 58M122 52c8 18 8 40 0 58"
        strokeWidth="2.4"
        fill="none"
      />
      <path className="brass-dark" d="M70 110h60v8H70z" />
      <path className="brass" d="M66 118h68l6 20a6 6 0 0 1-6 6H66a6 6 0 0 1-6-6z" />
      <path className="shine" d="M72 122h14l-4 18H68z" />
      <circle className="brass-dark" cx="136" cy="130" r="5" />
    </>
  );
}
