import { act, cleanup } from '@testing-library/react';
import { useField, useRecord } from 'holdfast/react';
import { renderWithSession } from 'holdfast/testing/react';
import { type ReactNode, StrictMode } from 'react';
import { afterEach, expect, it } from 'vitest';
import { createRecordWorld, type RecordTab, type RecordWorld } from '../../support/world/record.ts';

afterEach(cleanup);

let renders = 0;
function Profile({ profile, record }: Pick<RecordTab, 'profile' | 'record'>): ReactNode {
  const { status, dirty, conflicts, take, submit } = useRecord(record);
  const { field, error } = useField(profile, 'details.phone');
  const waiting = useRecord(record, (state) => state.conflicts.length);
  renders++;
  return (
    <form>
      <input {...field} />
      <output>{`${status}, ${dirty ? 'changed' : 'as it is'}, ${waiting}, ${error ?? 'fine'}`}</output>
      {conflicts.map(({ path, mine, theirs }) => (
        <button key={path} type="button" onClick={() => take(path, 'theirs')}>{`${mine} or ${theirs}`}</button>
      ))}
      <button type="button" onClick={() => void submit()}>
        Save
      </button>
    </form>
  );
}

async function show(): Promise<
  RecordWorld & { readonly here: RecordTab; readonly said: () => string; press(name: string): Promise<void> }
> {
  const world = createRecordWorld();
  const device = world.device();
  const tab = await world.tab(device);
  await device.signIn(tab);
  const { container, getByText } = await renderWithSession(
    <StrictMode>
      <Profile {...tab} />
    </StrictMode>,
    tab,
  );
  const quiet = async (): Promise<void> => {
    await act(() => world.advance(1000));
  };
  await quiet();
  return {
    ...world,
    here: tab,
    said: () => `${container.querySelector('input')?.value}: ${container.querySelector('output')?.textContent}`,
    async press(name) {
      await act(async () => getByText(name).click());
      await quiet();
    },
  };
}

it('asks for the record when it is shown, shows what it comes to, and rests', async () => {
  const { there, here, said, press, advance } = await show();
  await expect.poll(said).toBe('1: ready, as it is, 0, fine');
  expect(there.asked).toEqual(['GET']);
  await act(async () => here.profile.set('details.phone', '2'));
  expect(said()).toBe('2: ready, changed, 0, fine');
  there.change({ phone: '3' });
  await press('Save');
  await expect.poll(said).toBe('2: ready, changed, 1, fine');
  await press('2 or 3');
  await expect.poll(said).toBe('3: ready, as it is, 0, fine');
  await act(async () => here.profile.set('details.phone', '4'));
  await press('Save');
  await expect.poll(said).toBe('4: ready, as it is, 0, fine');
  expect(there.value).toMatchObject({ phone: '4' });
  const before = renders;
  await act(() => advance(60_000));
  expect(renders).toBe(before);
});

it('shows what the server says of a field, and asks again for whoever comes next', async () => {
  const { there, server, here, said, press, advance } = await show();
  await act(async () => here.profile.set('details.phone', '2'));
  server.fail('/api/profile', { status: 422, body: { errors: { phone: ['Not a number.'] } } });
  await press('Save');
  await expect.poll(said).toBe('2: ready, changed, 0, Not a number.');
  await act(async () => {
    void here.session.signOut();
    await advance(1000);
  });
  await expect.poll(said).toMatch(/^1?: (ready|failed), as it is/);
  there.change({ phone: '7' });
  await act(async () => {
    void here.session.signIn({ name: 'bob', password: 'correct' });
    await advance(1000);
  });
  await expect.poll(said).toBe('7: ready, as it is, 0, fine');
});
