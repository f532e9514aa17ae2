import { useField } from 'holdfast/react';
import { type ChangeEvent, type JSX, useEffect, useId, useState } from 'react';
import { checkout } from '../session.ts';
import { largestPhoto } from './schemas.ts';

const inKilobytes = new Intl.NumberFormat('en', { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 });

/** A picture of what a file holds, as long as it is shown. */
function usePicture(file: File | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!file) return;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => {
      setUrl(undefined);
      URL.revokeObjectURL(made);
    };
  }, [file]);
  return url;
}

/** An attachment: kept with the rest of the form, through reload and crash, and in every tab. */
export function PhotoField(): JSX.Element {
  const { field, value, error, set } = useField(checkout, 'delivery.photo');
  const [tooLarge, setTooLarge] = useState(false);
  const id = useId();
  const picture = usePicture(value);
  const problem = tooLarge
    ? `That is more than ${inKilobytes.format(largestPhoto / 1000)}. A smaller one will do.`
    : error;

  function choose(event: ChangeEvent<HTMLInputElement>): void {
    const { files } = event.target;
    const fits = (files?.[0]?.size ?? 0) <= largestPhoto;
    setTooLarge(!fits);
    if (fits) field.onChange(event);
    else event.target.value = '';
  }

  return (
    <div className="field photo whole">
      <span className="label">A picture for the carrier (optional)</span>
      <span id={`${id}-hint`} className="hint">
        Of your door, or of where to leave the parcel. It stays on this device until you order.
      </span>
      {value && (
        <figure>
          {picture && <img src={picture} alt="" />}
          <figcaption>
            {value.name} <span className="soft">{inKilobytes.format(Math.max(1, value.size / 1000))}</span>
          </figcaption>
        </figure>
      )}
      <div className="row">
        <label className="button choose">
          {value ? 'Choose another picture' : 'Choose a picture'}
          <input
            {...field}
            type="file"
            accept="image/*"
            className="unseen"
            onChange={choose}
            aria-invalid={problem ? true : undefined}
            aria-describedby={`${id}-hint ${id}-problem`}
          />
        </label>
        {value && (
          <button type="button" className="button quiet" onClick={() => set(undefined)}>
            Take it away
          </button>
        )}
      </div>
      <span id={`${id}-problem`} role="alert" className={problem ? 'error' : 'unseen'}>
        {problem}
      </span>
    </div>
  );
}
