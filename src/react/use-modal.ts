import { type RefObject, useEffect, useRef } from 'react';

/** Focuses an element, also one that takes no focus by itself: then for as long as the focus is there. */
function focusAnyway(element: HTMLElement): void {
  if (!element.hasAttribute('tabindex')) {
    element.tabIndex = -1;
    element.addEventListener('blur', () => element.removeAttribute('tabindex'), { once: true });
  }
  element.focus({ preventScroll: true });
}

/**
 * Where the person was. A modal dialog gives back focus and caret by itself while it stands, but neither selected text nor
 * scroll position, nor anything when the element has gone meanwhile: then what is left around it takes over.
 */
function keepPlace(dialog: HTMLElement): () => void {
  const { activeElement: element, body, defaultView: view } = dialog.ownerDocument;
  const selection = view?.getSelection();
  const hasCaret = typeof (element as HTMLInputElement | null)?.selectionStart === 'number';
  const range = !hasCaret && selection?.rangeCount ? selection.getRangeAt(0).cloneRange() : null;
  const { scrollX = 0, scrollY = 0 } = view ?? {};
  const around: HTMLElement[] = [];
  let up = element?.parentElement;
  for (; up && up !== body && !up.contains(dialog); up = up.parentElement) around.push(up);
  return () => {
    if (element?.isConnected) (element as HTMLElement).focus?.({ preventScroll: true });
    else {
      const left = around.find((ancestor) => ancestor.isConnected);
      if (left) focusAnyway(left);
    }
    if (range) {
      selection?.removeAllRanges();
      selection?.addRange(range);
    }
    view?.scrollTo(scrollX, scrollY);
  };
}

/** Shows a dialog unless it is shown, and moves the focus to what asks for it. */
export function present(dialog: HTMLDialogElement): void {
  if (!dialog.open) dialog.showModal();
  dialog.querySelector<HTMLElement>('[data-focus]')?.focus();
}

/** Shows a dialog again that something closed. Told late, of one that is shown already, it leaves the focus where it is. */
export function reopen(dialog: HTMLDialogElement | null): void {
  if (dialog && !dialog.open) present(dialog);
}

/** Shows a dialog above everything; returns the way to close it and to return the person to their place. */
export function openModal(dialog: HTMLDialogElement): () => void {
  const returnToPlace = keepPlace(dialog);
  present(dialog);
  return () => {
    dialog.close();
    returnToPlace();
  };
}

/** What a dialog is about. `aside`: it stands beside the page, which goes on. */
export type ModalState = 'warning' | 'aside' | 'ended' | null;

function goBack(place: RefObject<(() => void) | undefined>): void {
  place.current?.();
  place.current = undefined;
}

/**
 * Shows a dialog above everything while there is a `state`, and returns the person to their place afterwards. A dialog that
 * was closed already gives nothing back: the focus is the application's to give. Returns the way to keep a place now, for
 * what vanishes when the dialog opens.
 */
export function useModal(ref: RefObject<HTMLDialogElement | null>, state: ModalState): () => void {
  const isModal = state !== null && state !== 'aside';
  const place = useRef<() => void>(undefined);
  const keep = (): void => {
    if (ref.current) place.current ??= keepPlace(ref.current);
  };
  useEffect(() => {
    const dialog = ref.current;
    if (!isModal || !dialog) return;
    place.current ??= keepPlace(dialog);
    return () => {
      if (dialog.open) dialog.close();
      else place.current = undefined;
    };
  }, [ref, isModal]);
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog || !state) return;
    if (state !== 'aside') return present(dialog);
    // By hand, since a dialog that is shown takes the focus.
    dialog.open = true;
    return () => {
      dialog.open = false;
    };
  }, [ref, state]);
  // After what stands aside is there, since the person may have come from it.
  useEffect(() => {
    if (!isModal) goBack(place);
  }, [isModal]);
  useEffect(() => () => goBack(place), []);
  return keep;
}

/** Brings a dialog above what the application opened over it, once a second at most: nobody can answer what can't be reached. */
export function useRaise(ref: RefObject<HTMLDialogElement | null>, isUrgent: boolean, second: number): void {
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog || !isUrgent || second <= 0) return;
    const { activeElement } = dialog.getRootNode() as Document;
    // Another session's warning stays where it is: two would fight for ever.
    if (!activeElement || activeElement === dialog.ownerDocument.body || activeElement.closest('.holdfast-warning'))
      return;
    dialog.close();
    present(dialog);
  }, [ref, isUrgent, second]);
}
