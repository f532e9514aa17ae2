import { useCart } from 'holdfast/react';
import { type FormEvent, type JSX, useId, useState } from 'react';
import { cart } from '../session.ts';
import { askForCoupon, describeNo } from './ask-shop.ts';

/** A code counts as soon as it is sent; when the shop says no, exactly that is taken back. */
export function CouponForm(): JSX.Element {
  const coupons = useCart(cart, (state) => state.coupons);
  const worth = useCart(cart, (state) => state.adjustments);
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    const given = code.trim().toUpperCase();
    if (!given) return setProblem('Type the code that you were given.');
    setProblem(null);
    try {
      await cart.attempt(
        (edits) => edits.addCoupon(given),
        () => askForCoupon(given),
      );
      setCode('');
    } catch (failure) {
      setProblem(describeNo(failure));
    }
  }

  return (
    <div className="coupons">
      {coupons.length > 0 && (
        <ul aria-label="Coupons in use">
          {coupons.map((used) => (
            <li key={used} className="coupon">
              <span>
                <span className="number">{used}</span>
                {!worth.some((one) => one.id === used) && <span className="soft small"> counts for nothing yet</span>}
              </span>
              <button type="button" className="button quiet" onClick={() => cart.removeCoupon(used)}>
                Take off<span className="unseen"> {used}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <form className="field" onSubmit={(event) => void send(event)} noValidate>
        <label htmlFor={id}>Coupon</label>
        <div className="coupon-row">
          <input
            id={id}
            value={code}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            aria-invalid={problem !== null}
            aria-describedby={`${id}-problem`}
            onChange={(event) => setCode(event.target.value)}
          />
          <button type="submit" className="button">
            Use it
          </button>
        </div>
        <p id={`${id}-problem`} role="alert" className={problem === null ? 'soft small' : 'error'}>
          {problem ?? ''}
        </p>
        {coupons.length === 0 && problem === null && <p className="soft small">Try AHOY10, ANCHOR5 or SPRINGTIDE.</p>}
      </form>
    </div>
  );
}
