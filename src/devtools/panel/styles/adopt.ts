import { adoptSheet } from '../../stage.ts';
import { controlStyles } from './controls.ts';
import { frameStyles } from './frame.ts';
import { partStyles } from './parts.ts';
import { timelineStyles } from './timeline.ts';

/** Gives the panel its look; returns the way to take it back. */
export const adoptPanelStyles = (element: Element): (() => void) =>
  adoptSheet(element, [frameStyles, partStyles, timelineStyles, controlStyles].join('\n'));
