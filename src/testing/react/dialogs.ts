import { closing, macrotask, view } from '../host.ts';

/** jsdom knows `<dialog>`, but opens none. There `<IdleWarning>` gets what it needs: no focus is kept in, nothing is drawn above. */
export function lendDialogs(): void {
  const page = view();
  const prototype: Partial<HTMLDialogElement> | undefined = page?.HTMLDialogElement?.prototype;
  if (!page || !prototype || prototype.showModal) return;
  function open(this: HTMLDialogElement): void {
    this.open = true;
  }
  prototype.show = open;
  prototype.showModal = open;
  prototype.close = function (this: HTMLDialogElement): void {
    if (!this.open) return;
    this.open = false;
    macrotask(() => this.dispatchEvent(closing()));
  };
  // Nor does it scroll, and says so each time.
  page.scrollTo = () => {};
}
