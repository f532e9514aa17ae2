import { createDraft, type Draft } from 'holdfast';
import { expect } from 'vitest';
import { z } from 'zod';
import { createShop, type OpenTab, type Shop } from '../../../support/world/shop.ts';

const steps = { text: z.object({ body: z.string() }) };
export type Note = Draft<typeof steps>;

export interface NoteTab extends OpenTab {
  readonly note: Note;
}

/** Shows a note, and who has it; answers how to unmount. */
export type Mount = (target: HTMLElement, session: NoteTab['session'], note: Note) => Promise<() => Promise<void>>;

export interface NoteShop extends Shop {
  readonly a: NoteTab;
  /** Another tab of the same browser. */
  other(): Promise<NoteTab>;
  settle(): Promise<void>;
  signInAs(name: string): Promise<void>;
}

/** A browser with one tab, whose session has a note; nobody is signed in. Its session is started by the one who shows it. */
export async function openNotes(): Promise<NoteShop> {
  const shop = createShop();
  const settle = async (): Promise<void> => {
    await shop.browser.clock.advance(500);
    await shop.browser.clock.settle();
  };
  const withNote = (tab: OpenTab): NoteTab => ({ ...tab, note: createDraft(tab.session, 'note', { steps }) });
  const a = withNote(shop.begin());
  a.release();
  return {
    ...shop,
    a,
    settle,
    other: async () => withNote(await shop.open()),
    async signInAs(name) {
      const signingIn = a.session.signIn({ name });
      await settle();
      await signingIn;
      await settle();
    },
  };
}

/** The same store, which counts who listens. */
export function counted<Store extends { readonly subscribe: (listener: never) => () => void }>(
  store: Store,
): { store: Store; listeners(): number } {
  let count = 0;
  const listening = <Listen extends (...args: never[]) => () => void>(listen: Listen) =>
    ((...args: Parameters<Listen>) => {
      const stop = listen(...args);
      count++;
      return () => {
        count--;
        stop();
      };
    }) as Listen;
  const watch = 'watch' in store && { watch: listening(store.watch as () => () => void) };
  return { store: { ...store, subscribe: listening(store.subscribe), ...watch }, listeners: () => count };
}

export const type = (input: HTMLInputElement, text: string): void => {
  input.value = text;
  input.dispatchEvent(new Event('input'));
};

export function query<Element extends HTMLElement>(selector: string): Element {
  const found = document.querySelector<Element>(selector);
  expect(found, selector).not.toBeNull();
  return found as Element;
}
