import { act, cleanup } from '@testing-library/react';
import { useCart, useSync } from 'holdfast/react';
import { renderWithSession } from 'holdfast/testing/react';
import { type ReactNode, StrictMode } from 'react';
import { afterEach, expect, it } from 'vitest';
import { createWorld, type DeviceTab, mug } from '../../support/world/devices.ts';

afterEach(cleanup);

const said = { device: 'saved on this device', account: 'saved to account' };

let renders = 0;
function CartLine({ cart }: Pick<DeviceTab, 'cart'>): ReactNode {
  const { count, savedTo } = useCart(cart);
  const pending = useSync((state) => state.pending);
  const { status } = useSync();
  renders++;
  return <p>{`${count}, ${said[savedTo]}, ${pending} waiting, ${status}`}</p>;
}

it('says whether a cart is in the account yet, and how many documents wait', async () => {
  const world = createWorld();
  const here = await world.signedIn();
  await world.advance(2000);
  const { container } = await renderWithSession(
    <StrictMode>
      <CartLine cart={here.cart} />
    </StrictMode>,
    here,
  );
  await act(() => world.settle());
  await expect.poll(() => container.textContent).toBe('0, saved to account, 0 waiting, idle');
  await act(async () => {
    here.cart.add(mug);
    await world.settle();
  });
  expect(container.textContent).toBe('1, saved on this device, 1 waiting, pushing');
  await act(() => world.advance(2000));
  // A real browser takes its time to read what it sends.
  await expect.poll(() => container.textContent).toBe('1, saved to account, 0 waiting, idle');
  const before = renders;
  await act(() => world.advance(120_000));
  expect(renders).toBe(before);
});
