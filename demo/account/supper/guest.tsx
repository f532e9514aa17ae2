import { useItem } from 'holdfast/react';
import { type JSX, useId } from 'react';
import { supper } from '../../session.ts';
import { ConflictPlace } from '../../shell/conflict-place.tsx';
import { meals } from './schema.ts';

/** Where the focus goes when somebody was added. */
export const nameOf = (id: string): string => `supper-name-${id}`;

interface GuestProps {
  readonly id: string;
  readonly at: number;
  readonly onRemoved: () => void;
}

/** One guest, drawn again for nobody else. What another tab adds above leaves the focus here. */
export function Guest({ id, at, onRemoved }: GuestProps): JSX.Element | null {
  const guest = useItem(supper, 'table.guests', id);
  const meal = useId();
  if (!guest) return null;
  const { field, errors, conflicts, resolve, move, remove } = guest;
  const fields = { name: field('name'), meal: field('meal') };
  const who = guest.value.name || `guest ${at + 1}`;
  const settled = (input: string): void => document.getElementById(input)?.focus();
  return (
    <li>
      <div className="field">
        <label htmlFor={nameOf(id)}>Name</label>
        <input {...fields.name} id={nameOf(id)} autoComplete="off" />
        {errors.name && (
          <span id={fields.name['aria-describedby']} className="error">
            {errors.name}
          </span>
        )}
        <ConflictPlace
          newest={conflicts.name?.[0]}
          label={`the name of guest ${at + 1}`}
          settle={(take) => {
            resolve('name', take ? conflicts.name?.[0] : undefined);
            settled(nameOf(id));
          }}
        />
      </div>
      <div className="field">
        <label htmlFor={meal}>Eats</label>
        <select {...fields.meal} id={meal}>
          <option value="">Choose…</option>
          {Object.entries(meals).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
        {errors.meal && (
          <span id={fields.meal['aria-describedby']} className="error">
            {errors.meal}
          </span>
        )}
        <ConflictPlace
          newest={conflicts.meal?.[0]}
          label={`what ${who} eats`}
          say={(value) => meals[value as keyof typeof meals] ?? value}
          settle={(take) => {
            resolve('meal', take ? conflicts.meal?.[0] : undefined);
            settled(meal);
          }}
        />
      </div>
      <div className="row">
        <button
          type="button"
          className="button quiet"
          aria-label={`Move ${who} up`}
          aria-disabled={at === 0}
          onClick={() => at > 0 && move(at - 1)}
        >
          Up
        </button>
        <button
          type="button"
          className="button quiet"
          aria-label={`Remove ${who}`}
          onClick={() => {
            remove();
            onRemoved();
          }}
        >
          Remove
        </button>
      </div>
    </li>
  );
}
