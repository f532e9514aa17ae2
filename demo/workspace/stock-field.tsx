import { isHoldfastError } from 'holdfast';
import { useSettings } from 'holdfast/react';
import { type JSX, useId, useState } from 'react';
import { workspace } from '../session.ts';
import { BackButton } from './controls.tsx';

const label = 'Low means fewer than';

/** A number that the schema may refuse: what was typed stays in the field with the reason, and the setting stays as it was. */
export function StockField(): JSX.Element {
  const { low, below } = useSettings(workspace, ({ values }) => values.notifications.stock);
  const [typed, setTyped] = useState<string | null>(null);
  const [refusal, setRefusal] = useState('');
  const id = useId();

  function type(text: string): void {
    setTyped(text);
    try {
      workspace.set('notifications.stock.below', text.trim() === '' ? Number.NaN : Number(text));
      setRefusal('');
    } catch (error) {
      if (!isHoldfastError(error)) throw error;
      setRefusal('A whole number from 1 to 99.');
    }
  }

  return (
    <div className="setting">
      <div>
        <label htmlFor={id}>{label}</label>
        {refusal && (
          <p id={`${id}-error`} className="refusal">
            {refusal}
          </p>
        )}
        <BackButton path="notifications.stock.below" label={label} />
      </div>
      <input
        id={id}
        className="number"
        inputMode="numeric"
        value={typed ?? below}
        disabled={!low}
        aria-invalid={refusal !== ''}
        aria-describedby={refusal ? `${id}-error` : undefined}
        // What comes from another tab or device meanwhile waits until the field is left.
        onFocus={() => setTyped(String(below))}
        onChange={(event) => type(event.target.value)}
        onBlur={() => {
          setTyped(null);
          setRefusal('');
        }}
      />
    </div>
  );
}
