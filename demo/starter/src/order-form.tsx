import { useCart, useDraft } from 'holdfast/react';
import { type ReactNode, useState } from 'react';
import type { TeaDocuments } from './session.ts';

/** Two fields that nobody loses. They are sealed on this device, and go when their person signs out. */
export function OrderForm({ session, delivery, cart }: TeaDocuments): ReactNode {
  const { field, errors, saved, submit } = useDraft(delivery);
  const { count, clear } = useCart(cart);
  const [news, setNews] = useState('');
  const street = field('address.street');

  const order = async (): Promise<void> => {
    const answer = await submit(async ({ values, key }) => {
      const response = await session.fetch('/api/orders', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify({ ...values, lines: cart.getState().lines }),
      });
      if (!response.ok) throw new Error(`The server said ${response.status}.`);
      return (await response.json()) as { number: number };
    });
    if (answer.outcome !== 'submitted') return;
    clear();
    setNews(`Order ${answer.result.number} is on its way.`);
  };

  return (
    <form
      aria-label="Delivery"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setNews('');
        order().catch(() => setNews('The order didn’t get through. Nothing is lost: try again.'));
      }}
    >
      <label>
        Street
        <input {...street} autoComplete="street-address" />
      </label>
      <p id={street['aria-describedby']} className="problem">
        {errors['address.street']}
      </p>
      <label>
        A word to whoever brings it
        <textarea rows={3} {...field('address.note')} />
      </label>
      <footer>
        <small role="status" className="soft">
          {news || (saved === 'saved' ? 'Saved on this device' : saved === 'saving' ? 'Saving…' : '')}
        </small>
        <button type="submit" disabled={count === 0}>
          Order
        </button>
      </footer>
    </form>
  );
}
