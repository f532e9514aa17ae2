import type { JSX, KeyboardEvent, PointerEvent } from 'react';
import { type Bounds, sizeAfterKey, within } from '../model/size.ts';
import type { Dock } from './memory.ts';

interface ResizerProps {
  readonly dock: Dock;
  readonly size: number;
  readonly usual: number;
  readonly bounds: Bounds;
  readonly controls: string;
  resize(size: number): void;
}

/** The edge between the page and the panel: dragged, or moved by keys. Enter makes it as it usually is. */
export function Resizer({ dock, size, usual, bounds, controls, resize }: ResizerProps): JSX.Element {
  const drag = (event: PointerEvent<HTMLElement>): void => {
    const { currentTarget: edge, pointerId } = event;
    if (event.type === 'pointerdown') edge.setPointerCapture(pointerId);
    if (!edge.hasPointerCapture(pointerId)) return;
    const view = edge.ownerDocument.defaultView;
    if (!view) return;
    resize(within(bounds, dock === 'bottom' ? view.innerHeight - event.clientY : view.innerWidth - event.clientX));
  };
  const press = (event: KeyboardEvent): void => {
    const next = event.key === 'Enter' ? within(bounds, usual) : sizeAfterKey(dock, event.key, size, bounds);
    if (next === null) return;
    event.preventDefault();
    resize(next);
  };
  // A separator that has a value is a widget (WAI-ARIA, window splitter), and no mere line.
  const widget = {
    role: 'separator',
    tabIndex: 0,
    'aria-label': 'Size of the panel',
    'aria-orientation': dock === 'bottom' ? 'horizontal' : 'vertical',
    'aria-controls': controls,
    'aria-valuenow': size,
    'aria-valuemin': bounds.min,
    'aria-valuemax': bounds.max,
    'aria-valuetext': `${size} pixels`,
    onPointerDown: drag,
    onPointerMove: drag,
    onKeyDown: press,
  } as const;
  return <div className="resizer" {...widget} />;
}
