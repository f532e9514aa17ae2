import { describe, expect, it } from 'vitest';
import { createRecordWorld } from '../../../support/world/record.ts';

describe('a record of the server', () => {
  it('fills the draft where the person has not typed, and is not changed by that', async () => {
    const { loaded } = createRecordWorld();
    const { profile, record } = await loaded();
    expect(profile.get('details.name')).toBe('Ann');
    expect(profile.getState()).toMatchObject({ canUndo: false, values: { details: { name: 'Ann', phone: '1' } } });
    expect(record.getState()).toMatchObject({ status: 'ready', dirty: false, changed: [], problem: null });
  });

  it('is replaced by what the person made of it, and keeps what the form does not show', async () => {
    const { loaded, done, there } = createRecordWorld();
    const { profile, record } = await loaded();
    profile.set('details.phone', '2');
    expect(record.getState()).toMatchObject({ dirty: true, changed: ['details.phone'] });
    expect(await done(record.submit())).toEqual({ outcome: 'saved' });
    expect(there.value).toEqual({ name: 'Ann', phone: '2', since: 2020 });
    expect(there.asked).toEqual(['GET', 'PUT "r1"']);
    expect(record.getState()).toMatchObject({ status: 'ready', dirty: false });
    expect(profile.get('details.phone')).toBe('2');
  });

  it('joins what others changed elsewhere in it', async () => {
    const { loaded, done, there } = createRecordWorld();
    const { profile, record } = await loaded();
    profile.set('details.phone', '2');
    there.change({ name: 'Anna' });
    expect(await done(record.submit())).toEqual({ outcome: 'saved' });
    expect(there.value).toMatchObject({ name: 'Anna', phone: '2' });
    expect(there.asked).toEqual(['GET', 'PUT "r1"', 'GET', 'PUT "r2"']);
    expect(profile.get('details.name')).toBe('Anna');
  });

  it('is not sent where both changed the same field, until that is settled', async () => {
    const { loaded, done, there } = createRecordWorld();
    const { profile, record } = await loaded();
    profile.set('details.phone', '2');
    there.change({ phone: '3' });
    const conflict = { path: 'details.phone', base: '1', mine: '2', theirs: '3' };
    expect(await done(record.submit())).toEqual({ outcome: 'conflicts', conflicts: [conflict] });
    expect(await done(record.submit())).toEqual({ outcome: 'conflicts', conflicts: [conflict] });
    expect(there.value).toMatchObject({ phone: '3' });
    expect(profile.get('details.phone')).toBe('2');
    expect(record.take('details.phone', 'mine')).toBe(true);
    expect(record.getState().conflicts).toEqual([]);
    // A newer one asks again.
    there.change({ phone: '4' });
    expect(await done(record.submit())).toMatchObject({ outcome: 'conflicts' });
    expect(record.take('details.phone', 'theirs')).toBe(true);
    expect(record.getState()).toMatchObject({ dirty: false, conflicts: [] });
    expect(profile.get('details.phone')).toBe('4');
    expect(await done(record.submit())).toEqual({ outcome: 'saved' });
    expect(there.value).toMatchObject({ phone: '4' });
  });
});
