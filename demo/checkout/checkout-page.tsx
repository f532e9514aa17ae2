import { useCart, useDraft } from 'holdfast/react';
import { type FormEvent, type JSX, useRef, useState } from 'react';
import { cart, checkout } from '../session.ts';
import { Page } from '../shell/page.tsx';
import { hrefTo } from '../shell/router.ts';
import { Saved } from '../shell/saved.tsx';
import { useMoney } from '../workspace/money.ts';
import { History } from './history.tsx';
import { Review } from './review.tsx';
import { ContactStep, DeliveryStep, PaymentStep } from './steps.tsx';

const titles = { contact: 'Contact', delivery: 'Delivery', payment: 'Payment', review: 'Review' } as const;
type Shown = keyof typeof titles;
const fieldsOf = { contact: ContactStep, delivery: DeliveryStep, payment: PaymentStep };

function Progress({ shown }: { readonly shown: Shown }): JSX.Element {
  const { completed } = useDraft(checkout);
  return (
    <ol className="progress" aria-label="Steps">
      {Object.entries(titles).map(([step, title]) => (
        <li
          key={step}
          aria-current={step === shown ? 'step' : undefined}
          data-done={completed.some((done) => done === step)}
        >
          {title}
        </li>
      ))}
    </ol>
  );
}

/** The step that the draft is on, and the way on and back. */
function Steps(): JSX.Element {
  const { step, next, back } = useDraft(checkout);
  const [reviewing, setReviewing] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const shown: Shown = reviewing ? 'review' : step;

  // React has drawn the other step by the time a frame comes.
  const focusHeading = (): void => void requestAnimationFrame(() => heading.current?.focus());
  const focusProblem = (): void =>
    void requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const accepted = await next();
    if (!accepted) return focusProblem();
    if (step === 'payment') setReviewing(true);
    focusHeading();
  }

  function goBack(): void {
    if (reviewing) setReviewing(false);
    else back();
    focusHeading();
  }

  const Fields = fieldsOf[step];
  return (
    <>
      <Progress shown={shown} />
      <section className="card step" aria-labelledby="step-title">
        <div className="step-head">
          <h2 id="step-title" ref={heading} tabIndex={-1}>
            {titles[shown]}
          </h2>
          {!reviewing && <History />}
        </div>
        {reviewing ? (
          <Review onBack={goBack} />
        ) : (
          <form
            ref={form}
            className="stack"
            onSubmit={(event) => void submit(event)}
            noValidate
            aria-labelledby="step-title"
          >
            <Fields />
            <div className="row">
              <button type="submit" className="button primary">
                {step === 'payment' ? 'Review the order' : 'Continue'}
              </button>
              {step !== 'contact' && (
                <button type="button" className="button quiet" onClick={goBack}>
                  Back
                </button>
              )}
            </div>
          </form>
        )}
      </section>
    </>
  );
}

/** From the cart to the order, in three steps that outlive reload, crash and an idle sign-out. */
export function CheckoutPage(): JSX.Element {
  const money = useMoney();
  const { saved, savedTo, values } = useDraft(checkout);
  const { count, total, currency, saved: cartSaved } = useCart(cart);
  if (count === 0 && cartSaved !== 'restoring') {
    return (
      <Page title="Checkout" className="narrow">
        <div className="stack">
          <p>There is nothing in your cart to check out.</p>
          <a className="button primary" href={hrefTo('')}>
            To the shelf
          </a>
        </div>
      </Page>
    );
  }
  const apart = values.delivery.photo && 'the picture';
  return (
    <Page title="Checkout" above={<Saved of={checkout} state={{ saved, savedTo }} apart={apart} />} className="narrow">
      <p className="soft checkout-sum">
        {count} {count === 1 ? 'thing' : 'things'}, <span className="number">{money(total, currency)}</span>{' '}
        <a href={hrefTo('cart')}>Change the cart</a>
      </p>
      <Steps />
    </Page>
  );
}
