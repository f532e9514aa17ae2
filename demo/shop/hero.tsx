import type { JSX, RefObject } from 'react';
import { SignalFlags } from '../shell/logo.tsx';

/** What the shop is, with a lighthouse. */
export function Hero({ heading }: { readonly heading: RefObject<HTMLHeadingElement | null> }): JSX.Element {
  return (
    <div className="hero">
      <div className="hero-words">
        <SignalFlags />
        <h1 className="hero-line" ref={heading} tabIndex={-1}>
          Things that hold while everything else moves.
        </h1>
        <p>
          Rope, brass and wool from small makers, for boats, balconies and long evenings. Delivery is on us, and your
          cart stays where you left it.
        </p>
      </div>
      <svg className="hero-scene" viewBox="0 0 480 260" preserveAspectRatio="xMidYMax meet" aria-hidden="true">
        <circle className="moon" cx="380" cy="60" r="30" />
        <path className="beam" d="M176 62L480 8v96z" />
        <path className="tower" d="M148 92h44l12 150h-68z" />
        <path className="band" d="M144.8 132h50.400l3 36h-56.400zM140 196h60l3 32h-66z" />
        <path className="gallery" d="M138 86h64v8h-64zM146 70h48v4h-48z" />
        <path className="lamp" d="M152 50h36v36h-36z" />
        <path className="band" d="M146 52l24-24 24 24z" />
        <path className="rock" d="M70 246c20-24 50-20 66-26 24-8 60-10 84 4 22 12 44 8 60 22z" />
        <g className="boat">
          <path className="sail" d="M352 110v82h-50c22-20 42-48 50-82z" />
          <path className="sail far" d="M358 126c20 22 36 44 46 66h-46z" />
          <path className="hull" d="M292 200h124l-18 24h-86z" />
        </g>
        <path
          className="wave back"
          d="M-1200 222c40-16 80-16 120 0s80 16 120 0 80-16 120 0 80 16 120 0 80-16 120 0 80 16 120 0 80-16 120 0 80 16 120 0 80-16 120 0 80 16 120 0 80-16 120 0 80 16 120 0 80-16 120 0 80 16 120 0v60h-1680z"
        />
        <path
          className="wave"
          d="M-1170 240c30-12 60-12 90 0s60 12 90 0 60-12 90 0 60 12 90 0 60-12 90 0 60 12 90 0 60-12 90 0 60 12 90 0 60-12 90 0 60 12 90 0 60-12 90 0 60 12 90 0 60-12 90 0 60 12 90 0 60-12 90 0 60 12 90 0 60-12 90 0 60 12 90 0 60-12 90 0 60 12 90 0v40h-1800z"
        />
      </svg>
    </div>
  );
}
