import { cleanup } from '@testing-library/react';
import { createCart, createDraft, createSettings, isHoldfastError } from 'holdfast';
import { useCart, useCartKeys, useDraft, useField, useItems, useSettings } from 'holdfast/react';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { z } from 'zod';
import { ada } from '../../support/world/shop.ts';
import { gateDialog, Letter, mounted, openLetter, renderGate, seen, signInAgain } from './support/gate.tsx';
import { type OpenShop, openSession } from './support/shop.tsx';

afterEach(cleanup);

const outcome = (request: Promise<Response>): Promise<string> =>
  request.then(
    async (response) => `${response.status} ${await response.text()}`,
    (error: unknown) => (isHoldfastError(error) ? error.code : String(error)),
  );

describe('requests that the end of a session refused', () => {
  it('wait under the curtain for the same person', async () => {
    const shop = await openLetter();
    shop.server.revokeAll();
    const sent = outcome(shop.session.fetch('/letters', { method: 'POST', body: 'Dear sir' }));
    await shop.settle();
    expect(gateDialog()?.open).toBe(true);
    const later = outcome(shop.session.fetch('/stamps'));
    await signInAgain(shop, 'ada');
    expect(await sent).toBe(`200 ${JSON.stringify({ path: '/letters', user: ada })}`);
    expect(await later).toBe(`200 ${JSON.stringify({ path: '/stamps', user: ada })}`);
  });

  it('are sent for nobody else, and fail when the page is given up', async () => {
    for (const end of [
      (shop: OpenShop) => signInAgain(shop, 'grace'),
      () => page.getByRole('button', { name: 'Leave this page' }).click(),
    ]) {
      const shop = await openLetter();
      shop.server.revokeAll();
      const sent = outcome(shop.session.fetch('/letters', { method: 'POST', body: 'Dear sir' }));
      await shop.settle();
      const before = shop.browser.network.count('/letters');
      await end(shop);
      expect(await sent).toBe('HOLDFAST_SESSION_CHANGED');
      expect(shop.browser.network.count('/letters')).toBe(before);
      cleanup();
    }
  });
});

const form = ({ session }: Pick<OpenShop, 'session'>) =>
  createDraft(session, 'form', {
    steps: {
      to: z.object({ city: z.string() }),
      post: z.object({ way: z.string(), stops: z.array(z.object({ town: z.string() })).optional() }),
    },
  });
const bag = ({ session }: Pick<OpenShop, 'session'>) => createCart(session, 'bag', { currency: 'EUR' });
const desk = ({ session }: Pick<OpenShop, 'session'>) =>
  createSettings(session, 'desk', { schema: z.object({ paper: z.string() }), defaults: { paper: 'white' } });

interface Documents {
  readonly draft: ReturnType<typeof form>;
  readonly cart: ReturnType<typeof bag>;
  readonly settings: ReturnType<typeof desk>;
}

function Way({ draft }: Documents): ReactNode {
  const { field } = useField(draft, 'post.way');
  const { items } = useItems(draft, 'post.stops');
  return (
    <>
      <label>
        Way <input {...field} />
      </label>
      <output>over {items.map(({ value }) => value.town)}</output>
    </>
  );
}
function Parcel(documents: Documents): ReactNode {
  const { step, field } = useDraft(documents.draft);
  const { count } = useCart(documents.cart);
  const kinds = useCartKeys(documents.cart);
  const { values } = useSettings(documents.settings);
  return (
    <>
      <em>
        {kinds.length} on {values.paper}
      </em>
      <p>
        {count} in {step}
      </p>
      {step === 'post' ? <Way {...documents} /> : <input aria-label="City" {...field('to.city')} />}
    </>
  );
}

/** Ada is at the second step of a form, with two things in her bag. */
async function openParcel(): Promise<OpenShop & Documents> {
  const shop = await openSession();
  const documents = { draft: form(shop), cart: bag(shop), settings: desk(shop) };
  await shop.settle();
  documents.draft.set('to.city', 'Delft');
  documents.draft.items('post.stops').add({ town: 'Gouda' });
  documents.cart.add({ sku: 'stamp', price: 100 }, 2);
  documents.settings.set('paper', 'blue');
  const next = documents.draft.next();
  await shop.settle();
  await next;
  await renderGate(shop, {
    children: (
      <Letter>
        <Parcel {...documents} />
      </Letter>
    ),
  });
  return { ...shop, ...documents };
}

describe('drafts and carts behind the gate', () => {
  it('stay as they are under the curtain, and are the same person’s again after it', async () => {
    const shop = await openParcel();
    await page.getByLabelText('Way').fill('by bicycle');
    await shop.settle();
    const way = page.getByLabelText('Way').element() as HTMLInputElement;
    way.setSelectionRange(3, 3);
    await shop.at(900);
    await shop.at(1000);
    expect(shop.draft.getState().step).toBe('to');
    expect(shop.cart.getState().count).toBe(0);
    expect(way.isConnected && way.value).toBe('by bicycle');
    expect(document.querySelector('main p:not([style])')!.textContent).toBe('2 in post');
    expect([shop.cart.keys(), shop.settings.get('paper')]).toEqual([[], 'white']);
    expect(document.querySelector('main em')!.textContent).toBe('1 on blue');
    expect(shop.draft.items('post.stops').getState()).toEqual([]);
    expect(document.querySelector('main output')!.textContent).toBe('over Gouda');
    await signInAgain(shop, 'ada');
    expect(seen()).toContain('2 in post');
    expect(seen()).toContain('1 on blue');
    expect(seen()).toContain('over Gouda');
    expect(document.activeElement).toBe(way);
    expect([way.value, way.selectionStart]).toEqual(['by bicycle', 3]);
    await page.getByLabelText('Way').fill('by bicycle, slowly');
    expect(shop.draft.get('post.way')).toBe('by bicycle, slowly');
    expect(shop.draft.getState().step).toBe('post');
    expect(mounted.length).toBe(2);
  });

  it('show what is changed elsewhere, as long as it is open', async () => {
    const shop = await openParcel();
    await shop.settle();
    const elsewhere = await shop.open();
    const [draft, cart] = [form(elsewhere), bag(elsewhere)];
    await shop.settle();
    cart.add({ sku: 'stamp', price: 100 });
    draft.items('post.stops').add({ town: 'Utrecht' });
    await shop.settle();
    expect(seen()).toContain('3 in post');
    expect(document.querySelector('main output')!.textContent).toBe('over GoudaUtrecht');
  });

  it('are another person’s for another person', async () => {
    const shop = await openParcel();
    await page.getByLabelText('Way').fill('by bicycle');
    await shop.at(900);
    await signInAgain(shop, 'grace');
    expect(seen()).toContain('0 in to');
    expect(document.body.innerHTML).not.toMatch(/bicycle|Gouda|2 in post/);
  });
});
