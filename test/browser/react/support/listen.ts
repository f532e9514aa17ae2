import { act } from '@testing-library/react';
import { vi } from 'vitest';
import { type OpenShop, regions } from './shop.tsx';

/** Frames that come when the test says so, in place of sixty a second. */
export function takeFrames(): (count?: number) => void {
  let due: FrameRequestCallback[] = [];
  vi.spyOn(window, 'requestAnimationFrame').mockImplementation((run) => due.push(run));
  vi.spyOn(window, 'cancelAnimationFrame').mockImplementation((handle) => void due.splice(handle - 1, 1, () => {}));
  return (count = 3) =>
    act(() => {
      for (let frame = 0; frame < count; frame++) {
        const now = due;
        due = [];
        for (const run of now) run(0);
      }
    });
}

/** Everything a screen reader is given from `from` to `to`, second by second: `[second, politeness, text]`. */
export async function listen(
  shop: OpenShop,
  from: number,
  to: number,
  frames = takeFrames(),
): Promise<[number, string, string][]> {
  const said: [number, string, string][] = [];
  let second = from;
  const observer = new MutationObserver(() => {
    for (const region of regions())
      if (region.textContent && region.textContent !== said.at(-1)?.[2])
        said.push([second, region.getAttribute('aria-live') ?? '', region.textContent]);
  });
  for (const region of regions()) observer.observe(region, { childList: true, characterData: true, subtree: true });
  for (; second <= to; second++) {
    await shop.at(second);
    frames();
    await Promise.resolve();
  }
  observer.disconnect();
  return said;
}
