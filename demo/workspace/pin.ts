import { isHoldfastError } from 'holdfast';
import { workspace } from '../session.ts';

/** Pins a product, or takes it off. Answers why it can't be, if it can't. */
export function pin(sku: string, on: boolean): string | null {
  try {
    if (on) workspace.add('pinned', sku);
    else workspace.remove('pinned', sku);
    return null;
  } catch (error) {
    if (!isHoldfastError(error)) throw error;
    return 'Six things fit at hand. Take one off first.';
  }
}
