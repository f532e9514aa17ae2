import type { JSX } from 'react';
import { Bag, Barometer, Compass, Knife } from './cabin.tsx';
import { Bell, Cleat, Lantern, Rope } from './deck.tsx';
import { Blanket, Jacket, Mug, Sweater } from './worn.tsx';

const drawings: Readonly<Record<string, () => JSX.Element>> = {
  rope: Rope,
  cleat: Cleat,
  bell: Bell,
  lantern: Lantern,
  sweater: Sweater,
  jacket: Jacket,
  blanket: Blanket,
  mug: Mug,
  compass: Compass,
  barometer: Barometer,
  knife: Knife,
  bag: Bag,
};

interface PictureProps {
  readonly image: string;
  /** The colour that was chosen, for what comes in several. */
  readonly colour?: string | undefined;
}

/** The drawing of a product. It decorates: the name always stands beside it. */
export function Picture({ image, colour }: PictureProps): JSX.Element {
  const Drawing = drawings[image];
  return (
    <svg className="art" viewBox="0 0 200 160" aria-hidden="true" data-tint={colour}>
      {Drawing && <Drawing />}
    </svg>
  );
}
