import { useDraft } from 'holdfast/react';
import type { JSX } from 'react';
import { checkout } from '../session.ts';
import { ConflictPlace } from '../shell/conflict-place.tsx';
import type { FieldPath } from './text-field.tsx';

interface ConflictProps {
  readonly path: Exclude<FieldPath, 'delivery.photo'>;
  readonly label: string;
  /** How a value is called, where it isn't its own name. */
  readonly say?: (value: string) => string;
  /** The person has decided, and what they pressed is gone. */
  readonly onSettled: () => void;
}

/** What lost in a field of the checkout. */
export function Conflict({ path, label, say, onSettled }: ConflictProps): JSX.Element {
  const [newest] = useDraft(checkout, ({ conflicts }) => conflicts[path]) ?? [];
  const settle = (take: boolean): void => {
    checkout.resolve(path, take ? newest : undefined);
    onSettled();
  };
  return <ConflictPlace newest={newest} label={label} say={say} settle={settle} />;
}
