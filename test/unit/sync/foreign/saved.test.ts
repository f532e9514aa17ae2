import { describe, expect, it } from 'vitest';
import { createRecordWorld, type Profile } from '../../../support/world/record.ts';

const trimmed = (sent: Profile): Profile => ({ ...sent, name: sent.name.trim() });

describe('a record that was saved', () => {
  it('shows what the server made of it, which is no edit', async () => {
    const { loaded, done, there } = createRecordWorld();
    const { profile, record } = await loaded();
    there.normalise = trimmed;
    profile.set('details.name', ' Bea ');
    expect(await done(record.submit())).toEqual({ outcome: 'saved' });
    expect(profile.get('details.name')).toBe('Bea');
    expect(record.getState()).toMatchObject({ dirty: false, conflicts: [] });
  });

  it.each([
    ['tag', ['GET', 'PUT "r1"'], ' Bea '],
    ['nothing', ['GET', 'PUT "r1"', 'GET'], 'Bea'],
  ] as const)(
    'is what was sent where the answer is its tag alone, and asked for where there is %s',
    async (answers, asked, name) => {
      const { loaded, done, there } = createRecordWorld();
      const { profile, record } = await loaded();
      there.answers = answers;
      if (answers === 'nothing') there.normalise = trimmed;
      profile.set('details.name', ' Bea ');
      expect(await done(record.submit())).toEqual({ outcome: 'saved' });
      expect(there.asked).toEqual(asked);
      expect(profile.get('details.name')).toBe(name);
      expect(record.getState().dirty).toBe(false);
    },
  );

  it('is saved also where it can not be asked what became of it, and is asked before anything else is sent', async () => {
    const { loaded, done, there, server } = createRecordWorld();
    const { profile, record } = await loaded();
    there.answers = 'nothing';
    profile.set('details.name', 'Bea');
    there.beforePut = () => server.fail('/api/profile', 'network');
    expect(await done(record.submit())).toEqual({ outcome: 'saved' });
    expect(record.getState()).toMatchObject({ status: 'ready', dirty: false });
    expect(profile.get('details.name')).toBe('Bea');
    there.beforePut = () => {};
    profile.set('details.phone', '2');
    expect(await done(record.submit())).toEqual({ outcome: 'saved' });
    expect(there.asked.slice(2)).toEqual(['GET', 'PUT "r2"', 'GET']);
  });

  it('keeps what was typed meanwhile, as an edit of what was sent', async () => {
    const { loaded, done, there, server } = createRecordWorld();
    const { profile, record } = await loaded();
    server.latency = 400;
    profile.set({ 'details.name': 'Bea', 'details.phone': '2' });
    there.beforePut = () => {
      profile.set({ 'details.phone': '22', 'details.note': 'late' });
    };
    expect(await done(record.submit())).toEqual({ outcome: 'saved' });
    expect(there.value).toMatchObject({ name: 'Bea', phone: '2' });
    expect(record.getState()).toMatchObject({ changed: ['details.note', 'details.phone'], conflicts: [] });
    there.beforePut = () => {};
    expect(await done(record.submit())).toEqual({ outcome: 'saved' });
    expect(there.value).toMatchObject({ name: 'Bea', phone: '22', note: 'late' });
  });

  it('a lost answer to what the server made something else of is no conflict where the form makes that of it, too', async () => {
    const { loaded, done, there, server } = createRecordWorld();
    const { profile, record } = await loaded({
      write: ({ details }, body) => trimmed({ ...(body as Profile), ...details }),
    });
    profile.set('details.name', ' Bea ');
    server.fail('/api/profile', 'lost');
    expect(await done(record.submit())).toMatchObject({ outcome: 'failed' });
    expect(await done(record.submit())).toEqual({ outcome: 'saved' });
    expect(there.revision()).toBe(2);
    expect(profile.get('details.name')).toBe('Bea');
    expect(record.getState().dirty).toBe(false);
  });

  it('is tried again while others are first, five times, and then left to the person', async () => {
    const { loaded, done, there } = createRecordWorld();
    const { profile, record } = await loaded();
    let left = 5;
    there.beforePut = () => {
      if (left-- > 0) there.change({ note: `other ${left}` });
    };
    profile.set('details.phone', '2');
    const five = done(record.submit());
    expect(await five).toEqual({ outcome: 'saved' });
    expect(there.value).toMatchObject({ phone: '2', note: 'other 0' });
    left = 6;
    profile.set('details.phone', '3');
    expect(await done(record.submit())).toEqual({ outcome: 'failed', failure: { kind: 'rejected', status: 412 } });
    expect(record.getState().changed).toEqual(['details.phone']);
  });

  it('waits between attempts, by chance', async () => {
    const { loaded, advance, there } = createRecordWorld();
    const { profile, record, browser } = await loaded();
    there.beforePut = () => there.change({});
    profile.set('details.phone', '2');
    const submitting = record.submit();
    for (let step = 0; step < 10; step++) await advance(500);
    await submitting;
    const puts = browser.network.requests
      .filter(({ method, path }) => method === 'PUT' && path === '/api/profile')
      .map(({ at }) => at);
    const waits = puts.slice(1).map((at, n) => (at - (puts[n] ?? 0)) / (n + 1));
    expect(waits).toHaveLength(5);
    for (const wait of waits) expect(wait).toBeGreaterThanOrEqual(50);
    expect(new Set(waits).size).toBeGreaterThan(1);
  });

  it('is not sent where nothing was changed, nor where a schema refuses', async () => {
    const { loaded, done, there } = createRecordWorld();
    const { profile, record } = await loaded();
    expect(await done(record.submit())).toEqual({ outcome: 'saved' });
    profile.set('details.name', '');
    expect(await done(record.submit())).toEqual({ outcome: 'invalid' });
    expect(profile.getState().errors).toHaveProperty(['details.name']);
    profile.set('details.name', 'Ann');
    expect(record.getState().dirty).toBe(false);
    expect(there.asked).toEqual(['GET']);
  });

  it('is one at a time: a second call shares the answer of the first', async () => {
    const { loaded, done, there } = createRecordWorld();
    const { profile, record } = await loaded();
    profile.set('details.phone', '2');
    const [one, two] = await done(Promise.all([record.submit(), record.submit()]));
    expect(two).toBe(one);
    expect(there.revision()).toBe(2);
  });

  it('throws what the application throws when it writes, and can be sent afterwards', async () => {
    let isBroken = true;
    const { loaded, done } = createRecordWorld();
    const { profile, record } = await loaded({
      write(values, body) {
        if (isBroken) throw new Error('broken');
        return { ...(body as Profile), ...values.details };
      },
    });
    profile.set('details.phone', '2');
    const failing = expect(done(record.submit())).rejects.toThrow('broken');
    await failing;
    isBroken = false;
    expect(await done(record.submit())).toEqual({ outcome: 'saved' });
  });
});
