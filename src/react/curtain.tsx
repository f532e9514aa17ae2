import {
  type CSSProperties,
  type ReactNode,
  type RefObject,
  type SyntheticEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
} from 'react';
import { englishGateWords, type GateFacts, type GateWords } from './gate-words.ts';
import { openModal, reopen } from './use-modal.ts';
import { adoptStyles } from './warning-styles.ts';

/** What {@link Curtain} takes. */
interface CurtainProps extends GateFacts {
  readonly page: RefObject<HTMLElement | null>;
  readonly words: Partial<GateWords> | undefined;
  readonly className: string | undefined;
  readonly style: CSSProperties | undefined;
  readonly signIn: ReactNode;
  readonly onLeave: () => void;
}

/** Nobody sees, reads, or reaches a page until the return. Set by hand, since React 18 knows no `inert`. */
function cover(page: HTMLElement): () => void {
  const covered = (is: boolean): void => {
    page.inert = is;
    page.ariaHidden = is ? 'true' : null;
    page.classList.toggle('holdfast-covered', is);
    page.style.visibility = is ? 'hidden' : '';
  };
  covered(true);
  return () => covered(false);
}

/** Covers a page for as long as it is mounted, with a dialog to sign in again above. */
export function Curtain({
  page,
  words: own,
  className = '',
  style,
  signIn,
  onLeave,
  ...facts
}: CurtainProps): ReactNode {
  const ref = useRef<HTMLDialogElement>(null);
  const open = useRef<() => void>(undefined);
  const id = useId();

  // Before anything is painted; a server never comes here.
  useLayoutEffect(() => {
    const [dialog, covered] = [ref.current, page.current];
    if (!dialog || !covered) return;
    // A warning gives the focus back to where the person was, which is where they are returned to.
    (dialog.getRootNode() as Document).querySelector<HTMLDialogElement>('.holdfast-warning[open]')?.close();
    const undo = [adoptStyles(dialog), openModal(dialog), cover(covered)];
    open.current = () => {
      for (const step of undo.reverse()) step();
    };
  }, [page]);
  // Not in the layout phase, in which React hears no focus.
  useEffect(() => () => open.current?.(), []);

  const keep = (event: SyntheticEvent): void => {
    if (event.target === event.currentTarget) event.preventDefault();
  };
  const words = { ...englishGateWords, ...own };
  const { lang } = own ?? englishGateWords;
  const language = lang ? { lang, dir: 'auto' } : {};
  return (
    <dialog
      ref={ref}
      className={`holdfast-warning ${className}`}
      style={style}
      data-state="ended"
      aria-labelledby={`${id}h`}
      aria-describedby={`${id}m`}
      onCancel={keep}
      // A browser closes on the second Escape whatever was answered to the first.
      onClose={() => reopen(ref.current)}
    >
      <div {...language}>
        <h2 id={`${id}h`} className="holdfast-heading" tabIndex={-1} data-focus>
          {words.heading(facts)}
        </h2>
        <p id={`${id}m`} className="holdfast-message">
          {words.message(facts)}
        </p>
      </div>
      <div className="holdfast-sign-in">{signIn}</div>
      <div className="holdfast-actions" {...language}>
        <button type="button" className="holdfast-secondary" onClick={onLeave}>
          {words.leave(facts)}
        </button>
      </div>
    </dialog>
  );
}
