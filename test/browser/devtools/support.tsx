import { act, render } from '@testing-library/react';
import { createDraft } from 'holdfast';
import { SessionDevtools, type SessionDevtoolsProps } from 'holdfast/devtools';
import { SessionProvider } from 'holdfast/react';
import { type ReactNode, StrictMode } from 'react';
import { page } from 'vitest/browser';
import { z } from 'zod';
import { type Looked, lookInto } from '../../unit/devtools/support.ts';

/** What somebody typed, and must be seen nowhere. */
export const canary = 'canary-of-what-was-typed';

export interface OpenDevtools extends Looked {
  readonly unmount: () => void;
  /** Turns the clock, and lets React draw what came of it. */
  turn(ms: number): Promise<void>;
}

export const noteOf = ({ session }: Pick<Looked, 'session'>) =>
  createDraft(session, 'note', { steps: { note: z.object({ text: z.string() }) } });

/** As if the panel had never been opened in this browser. */
export function forget(): void {
  localStorage.removeItem('holdfast:devtools');
  sessionStorage.removeItem('holdfast:devtools');
}

/** A page with rules of its own for everything, as pages have. */
function Page({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <main>
      <style>{'button, h2, p { background: rgb(255, 0, 0) !important; font: 40px serif !important }'}</style>
      <h1>A page</h1>
      <button type="button">Of the page</button>
      {children}
    </main>
  );
}

/** Somebody is signed in and has typed something, and the devtools stand in their page. */
export async function openDevtools(
  props: SessionDevtoolsProps = {},
  kind: 'cookie' | 'bearer' = 'bearer',
  isLooked = true,
): Promise<OpenDevtools> {
  const looked = await lookInto(kind, isLooked);
  looked.release();
  const note = noteOf(looked);
  const { unmount } = render(
    <StrictMode>
      <SessionProvider session={looked.session}>
        <Page>
          <SessionDevtools {...props} />
        </Page>
      </SessionProvider>
    </StrictMode>,
  );
  const turn = (ms: number): Promise<void> => act(() => looked.browser.clock.advance(ms));
  await turn(100);
  note.set('note.text', canary);
  await turn(1000);
  return { ...looked, unmount, turn };
}

export const host = (): Element | null => document.querySelector('[data-holdfast-devtools]');
export const root = (): ShadowRoot => host()?.shadowRoot as ShadowRoot;
/** What has the focus, also inside of the devtools. */
export const focused = (): Element | null => root().activeElement ?? document.activeElement;
export const opener = () => page.getByRole('button', { name: /^Session/ });
export const part = (name: string) => page.getByRole('tab', { name });
