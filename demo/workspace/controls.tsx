import { useSettings } from 'holdfast/react';
import { type JSX, type ReactNode, useId } from 'react';
import { workspace } from '../session.ts';

type Changed = ReturnType<typeof workspace.getState>['changed'][number];

/** Puts one setting back, where it is another than the shop's own. */
export function BackButton({ path, label }: { readonly path: Changed; readonly label: string }): JSX.Element | null {
  const changed = useSettings(workspace, (state) => state.changed.includes(path));
  if (!changed) return null;
  return (
    <button type="button" className="link small" onClick={() => workspace.reset(path)}>
      Back to the default<span className="unseen">: {label}</span>
    </button>
  );
}

interface SwitchProps {
  readonly path: Changed;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly on: boolean;
  readonly onTurn: (on: boolean) => void;
}

/** On or off. */
export function Switch({ path, label, hint, on, onTurn }: SwitchProps): JSX.Element {
  const id = useId();
  return (
    <div className="setting">
      <div>
        <label htmlFor={id}>{label}</label>
        {hint && (
          <p id={`${id}-hint`} className="soft small">
            {hint}
          </p>
        )}
        <BackButton path={path} label={label} />
      </div>
      <input
        id={id}
        type="checkbox"
        role="switch"
        aria-checked={on}
        className="switch"
        checked={on}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onTurn(event.target.checked)}
      />
    </div>
  );
}

interface ChoiceProps<Name extends string> {
  readonly path: Changed;
  readonly label: string;
  readonly words: Readonly<Record<Name, string>>;
  readonly value: Name;
  readonly onChoose: (name: Name) => void;
}

/** One of a few, all of them in sight. */
export function Choice<Name extends string>({ path, label, words, value, onChoose }: ChoiceProps<Name>): JSX.Element {
  return (
    <fieldset className="setting choice">
      <legend>{label}</legend>
      <div className="segments">
        {(Object.keys(words) as Name[]).map((name) => (
          <label key={name}>
            <input
              type="radio"
              className="unseen"
              name={path}
              checked={value === name}
              onChange={() => onChoose(name)}
            />
            {words[name]}
          </label>
        ))}
      </div>
      <BackButton path={path} label={label} />
    </fieldset>
  );
}
