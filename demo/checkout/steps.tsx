import { useField, useUser } from 'holdfast/react';
import { type JSX, useRef } from 'react';
import type { User } from '../account/credentials.ts';
import { checkout } from '../session.ts';
import { Conflict } from './conflict.tsx';
import { PhotoField } from './photo-field.tsx';
import { wayNames, ways } from './schemas.ts';
import { TextField } from './text-field.tsx';

/** Where the receipt goes. */
export function ContactStep(): JSX.Element {
  const user = useUser<User>();
  const name = useField(checkout, 'contact.name');
  const email = useField(checkout, 'contact.email');
  const fillIn = (from: User): void => {
    name.set(from.name);
    email.set(from.email);
  };
  return (
    <>
      {user && !name.value && !email.value && (
        <button type="button" className="button" onClick={() => fillIn(user)}>
          Fill in {user.name}
        </button>
      )}
      <div className="fields">
        <TextField path="contact.name" label="Name" autoComplete="name" className="whole" />
        <TextField path="contact.email" label="Email" autoComplete="email" inputMode="email" />
        <TextField path="contact.phone" label="Phone (optional)" autoComplete="tel" inputMode="tel" />
      </div>
    </>
  );
}

/** Where the parcel goes, and how. */
export function DeliveryStep(): JSX.Element {
  const { field, radio, error } = useField(checkout, 'delivery.way');
  const choices = useRef<HTMLFieldSetElement>(null);
  return (
    <>
      <div className="fields">
        <TextField path="delivery.street" label="Street and number" autoComplete="street-address" className="whole" />
        <TextField path="delivery.postcode" label="Postcode" autoComplete="postal-code" />
        <TextField path="delivery.city" label="Town" autoComplete="address-level2" />
        <TextField path="delivery.country" label="Country" autoComplete="country-name" className="whole" />
        <PhotoField />
      </div>
      <fieldset ref={choices} className="ways" aria-describedby={field['aria-describedby']}>
        <legend className="label">How should it come to you?</legend>
        {wayNames.map((way) => (
          <label key={way} className="way">
            <input {...radio(way)} />
            {ways[way]}
          </label>
        ))}
        {error && (
          <span id={field['aria-describedby']} className="field error">
            {error}
          </span>
        )}
        <Conflict
          path="delivery.way"
          label="How should it come to you?"
          say={(way) => ways[way as keyof typeof ways] ?? way}
          onSettled={() => choices.current?.querySelector<HTMLInputElement>(':checked')?.focus()}
        />
      </fieldset>
    </>
  );
}

/** The card. Number and code are secret paths of the draft: no storage ever sees them. */
export function PaymentStep(): JSX.Element {
  return (
    <>
      <p className="note">
        <strong>This is a demo: nothing is charged.</strong>
        <span>Card number and security code stay in this tab’s memory. After a reload you type them again.</span>
      </p>
      <div className="fields">
        <TextField
          path="payment.cardNumber"
          label="Card number"
          hint="Try 4242 4242 4242 4242."
          autoComplete="cc-number"
          inputMode="numeric"
          className="whole"
        />
        <TextField
          path="payment.expiry"
          label="Expires"
          hint="Month and year: 08/31."
          autoComplete="cc-exp"
          inputMode="numeric"
        />
        <TextField
          path="payment.cvc"
          label="Security code"
          hint="On the back."
          autoComplete="cc-csc"
          inputMode="numeric"
        />
      </div>
    </>
  );
}
