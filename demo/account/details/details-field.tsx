import { useField, useRecord } from 'holdfast/react';
import { type JSX, useId, useRef } from 'react';
import { ConflictPlace } from '../../shell/conflict-place.tsx';
import { details, profile } from './record.ts';

type Path = Parameters<typeof details.get>[0];

interface DetailsFieldProps {
  readonly path: Path;
  readonly label: string;
  readonly autoComplete: string;
  readonly inputMode?: 'text' | 'tel';
}

/** One field of what the shop knows: what stands there, what is wrong with it, and what somebody else made of it meanwhile. */
export function DetailsField({ path, label, autoComplete, inputMode = 'text' }: DetailsFieldProps): JSX.Element {
  const { field, error } = useField(details, path);
  const conflict = useRecord(profile, ({ conflicts }) => conflicts.find((each) => each.path === path));
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input {...field} ref={input} id={id} inputMode={inputMode} autoComplete={autoComplete} />
      {error && (
        <span id={field['aria-describedby']} className="error">
          {error}
        </span>
      )}
      <ConflictPlace
        newest={conflict && { value: conflict.theirs ?? '', own: false }}
        before="The shop has "
        label={label.toLowerCase()}
        say={(value) => value || 'nothing'}
        settle={(take) => {
          profile.take(path, take ? 'theirs' : 'mine');
          input.current?.focus();
        }}
      />
    </div>
  );
}
