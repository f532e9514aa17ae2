import { type RefObject, useEffect } from 'react';

/** Where the person was. A modal dialog gives back focus and caret by itself while it stands, but neither selected text nor scroll position. */
function keepPlace({ activeElement, defaultView: view }: Document): () => void {
  const selection = view?.getSelection();
  const hasCaret = typeof (activeElement as HTMLInputElement | null)?.selectionStart === 'number';
  const range = !hasCaret && selection?.rangeCount ? selection.getRangeAt(0).cloneRange() : null;
  const { scrollX = 0, scrollY = 0 } = view ?? {};
  return () => {
    (activeElement as HTMLElement | null)?.focus?.({ preventScroll: true });
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

/** Shows a dialog above everything; returns the way to close it and to return the person to their place. */
export function openModal(dialog: HTMLDialogElement): () => void {
  const returnToPlace = keepPlace(dialog.ownerDocument);
  present(dialog);
  return () => {
    dialog.close();
    returnToPlace();
  };
}

/** Shows a dialog above everything while there is a `state`, and returns the person to their place afterwards. */
export function useModal(ref: RefObject<HTMLDialogElement | null>, state: string | null): void {
  const open = state !== null;
  useEffect(() => {
    const dialog = ref.current;
    if (!open || !dialog) return;
    const returnToPlace = keepPlace(dialog.ownerDocument);
    return () => {
      if (!dialog.open) return;
      dialog.close();
      returnToPlace();
    };
  }, [ref, open]);
  useEffect(() => {
    if (state && ref.current) present(ref.current);
  }, [ref, state]);
}
