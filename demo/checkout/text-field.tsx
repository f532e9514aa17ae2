import { useField } from 'holdfast/react';
import { type JSX, useId, useRef } from 'react';
import { checkout } from '../session.ts';
import { Conflict } from './conflict.tsx';

/** Paths of the draft. */
export type FieldPath = Parameters<typeof checkout.get>[0];

interface TextFieldProps {
  readonly path: Exclude<FieldPath, 'delivery.way' | 'delivery.photo'>;
  readonly label: string;
  readonly hint?: string;
  readonly autoComplete: string;
  readonly inputMode?: 'text' | 'email' | 'tel' | 'numeric';
  readonly className?: string;
}

/** One field of the draft: its label, its hint and what is wrong with it belong to it for every reader. */
export function TextField({
  path,
  label,
  hint,
  autoComplete,
  inputMode = 'text',
  className = '',
}: TextFieldProps): JSX.Element {
  const { field, error } = useField(checkout, path);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const described = [hint && `${id}-hint`, field['aria-describedby']].filter(Boolean).join(' ');
  return (
    <div className={`field ${className}`}>
      <label htmlFor={id}>{label}</label>
      <input
        {...field}
        ref={input}
        id={id}
        inputMode={inputMode}
        autoComplete={autoComplete}
        aria-describedby={described || undefined}
      />
      {hint && (
        <span id={`${id}-hint`} className="hint">
          {hint}
        </span>
      )}
      {error && (
        <span id={field['aria-describedby']} className="error">
          {error}
        </span>
      )}
      <Conflict path={path} label={label} onSettled={() => input.current?.focus()} />
    </div>
  );
}
