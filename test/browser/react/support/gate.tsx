import { act } from '@testing-library/react';
import { IdleWarning, SessionGate, type SessionGateProps, useSession, useUser } from 'holdfast/react';
import { type ReactNode, useEffect, useState } from 'react';
import { expect } from 'vitest';
import { page } from 'vitest/browser';
import type { Person } from '../../../support/world/shop.ts';
import { type OpenShop, openSession, showStrictly } from './shop.tsx';

/** Signs in by name: what an application would put into the dialog. */
export function NameForm(): ReactNode {
  const { signIn, status } = useSession<Person, { name: string }>();
  const [name, setName] = useState('');
  return (
    <form
      aria-label="Sign in"
      onSubmit={(event) => {
        event.preventDefault();
        void signIn({ name });
      }}
    >
      <label>
        Name <input value={name} autoComplete="username" onChange={(event) => setName(event.target.value)} />
      </label>{' '}
      <button type="submit">Sign in</button>
      <output hidden>{status}</output>
    </form>
  );
}

/** Whose form that was when it was mounted, for each time it was. */
export const mounted: string[] = [];

/** A form whose contents nobody but the page itself keeps. */
export function Letter({ children }: { readonly children?: ReactNode }): ReactNode {
  const user = useUser<Person>();
  const [subject, setSubject] = useState('');
  const name = String(user?.name);
  useEffect(() => void mounted.push(name), [name]);
  return (
    <main>
      <h1>A letter of {name}</h1>
      <label>
        Subject <input value={subject} onChange={(event) => setSubject(event.target.value)} />
      </label>
      <textarea aria-label="Text" defaultValue="Dear sir," rows={3} />
      <p style={{ visibility: 'visible' }}>Account number 4711</p>
      {children}
      <div style={{ blockSize: '150vh' }} />
    </main>
  );
}

/** Renders a letter behind a gate. */
export async function renderGate(shop: OpenShop, props: Partial<SessionGateProps> = {}): Promise<void> {
  mounted.length = 0;
  await showStrictly(
    <SessionGate signIn={<NameForm />} fallback={<p>One moment</p>} signedOut={<h1>Welcome</h1>} {...props}>
      Confidential
      {props.children ?? <Letter />}
      <IdleWarning />
    </SessionGate>,
    shop,
  );
}

/** Ada is signed in, and writes a letter behind a gate. */
export async function openLetter(...options: Parameters<typeof openSession>): Promise<OpenShop> {
  const shop = await openSession(...options);
  await renderGate(shop);
  return shop;
}

/** The dialog of the gate, when it is there. */
export const gateDialog = (): HTMLDialogElement | null => document.querySelector('dialog[data-state=ended]');
export const subject = (): HTMLInputElement => document.querySelector('main input')!;

/** A box-less element shows its text where the next box around does, unless it says itself that it is hidden. */
function isDrawn(element: Element | null): boolean {
  if (!element) return false;
  const { display, visibility } = getComputedStyle(element);
  if (visibility !== 'visible') return false;
  return display === 'contents' ? isDrawn(element.parentElement) : element.checkVisibility();
}

/** Everything that can be seen on the page, in one line. */
export function seen(): string {
  const texts: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (isDrawn(node.parentElement)) texts.push(node.textContent ?? '');
  return texts.join(' ').replace(/\s+/g, ' ').trim();
}

/** Signs in with the form in the dialog. */
export async function signInAgain(shop: OpenShop, name: string): Promise<void> {
  await page.getByLabelText('Name').fill(name);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await shop.settle();
  await expect.poll(shop.status).toBe('authenticated');
  await shop.settle();
}

/** Signs in without any form, in whichever tab `session` is. */
export async function signInAs(shop: OpenShop, name: string, { session }: Pick<OpenShop, 'session'>): Promise<void> {
  const signingIn = session.signIn({ name });
  await shop.settle();
  await act(() => signingIn);
  await shop.settle();
}
