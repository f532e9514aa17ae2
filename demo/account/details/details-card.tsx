import { useDraft, useRecord } from 'holdfast/react';
import { type FormEvent, type JSX, useRef, useState } from 'react';
import { Saved } from '../../shell/saved.tsx';
import { DetailsField } from './details-field.tsx';
import { details, profile } from './record.ts';

type Answer = Awaited<ReturnType<typeof profile.submit>>;

/** What to say of an answer, where the fields don't say it themselves. */
function wordsFor(answer: Answer): string {
  switch (answer.outcome) {
    case 'saved':
    case 'invalid':
      return '';
    case 'conflicts':
      return 'Somebody changed the same while you typed. Choose what is right; nothing was sent yet.';
    case 'signed-out':
      return 'Nobody is signed in any more. What you typed waits for you.';
    case 'gone':
    case 'refused':
      return 'The shop does not take this. What you typed stays here.';
    case 'failed':
      return 'The shop can’t be reached. What you typed is kept: try again in a moment.';
    default:
      return answer satisfies never;
  }
}

/** What the shop knows of the person, and others may change meanwhile: at another device, or at the desk. */
export function DetailsCard(): JSX.Element {
  const { saved, savedTo } = useDraft(details);
  const { status, dirty, conflicts, submit } = useRecord(profile);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const form = useRef<HTMLFormElement>(null);

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    setAnswer(null);
    const answered = await submit();
    setAnswer(answered);
    if (answered.outcome === 'saved') return;
    // React has drawn it by the time a frame comes.
    requestAnimationFrame(() =>
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"], .conflict button')?.focus(),
    );
  }
  const isSettled = answer === null || (answer.outcome === 'conflicts' && conflicts.length === 0);
  const problem = isSettled ? '' : wordsFor(answer);
  const isDone = answer?.outcome === 'saved' && !dirty;

  return (
    <section className="card whole" aria-labelledby="details-title">
      <div className="row supper-head">
        <h2 id="details-title">Your details</h2>
        {dirty ? (
          <Saved of={details} state={{ saved, savedTo }} />
        ) : (
          status === 'ready' && (
            <p className="saved-line">
              <span className="saved">As the shop has them</span>
            </p>
          )
        )}
      </div>
      <p className="soft small">
        The shop’s own record of you. Change it on two devices at once: what only one of them changed is joined, and
        about the rest you are asked.
      </p>
      <form ref={form} className="stack" noValidate onSubmit={(event) => void send(event)}>
        <div className="fields">
          <DetailsField path="person.name" label="Name" autoComplete="name" />
          <DetailsField path="person.phone" label="Phone" autoComplete="tel" inputMode="tel" />
          <DetailsField path="person.street" label="Street" autoComplete="address-line1" />
          <DetailsField path="person.town" label="Town" autoComplete="address-level2" />
        </div>
        <div role="status" className={isDone ? 'note good' : 'unseen'}>
          {isDone && 'The shop has it.'}
        </div>
        <div role="alert" className={problem === '' ? 'unseen' : 'note bad'}>
          {problem}
        </div>
        <div className="row">
          <button type="submit" className="button primary" aria-busy={status === 'saving'}>
            Save your details
          </button>
          {dirty && (
            <button type="button" className="button" onClick={() => details.reset()}>
              Take it all back
            </button>
          )}
        </div>
      </form>
    </section>
  );
}
