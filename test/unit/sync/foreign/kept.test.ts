import { createDraft, createRecord, isHoldfastError } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { insideOf } from '../../../../src/documents/draft/ground.ts';
import { createRecordWorld, options, steps } from '../../../support/world/record.ts';

const path = '/api/profile';

describe('what an edit was made upon', () => {
  it('is there after a reload and a week offline, so that what others did meanwhile is seen', async () => {
    const { loaded, done, there, server, tab, advance } = createRecordWorld();
    const here = await loaded();
    here.profile.set({ 'details.phone': '2', 'details.note': 'mine' });
    await advance(1000);
    here.tab.crash();
    there.change({ name: 'Anna', phone: '3' });
    await here.browser.clock.sleep(7 * 86_400_000);
    server.fail(path, 'network');
    const again = await tab(here);
    // Offline: what is known here shows, and what was typed.
    expect(await done(again.record.load())).toMatchObject({ outcome: 'failed' });
    expect(again.profile.getState().values).toMatchObject({ details: { name: 'Ann', phone: '2', note: 'mine' } });
    expect(again.record.getState()).toMatchObject({ changed: ['details.note', 'details.phone'], conflicts: [] });
    expect(await done(again.record.submit())).toEqual({
      outcome: 'conflicts',
      conflicts: [{ path: 'details.phone', base: '1', mine: '2', theirs: '3' }],
    });
    expect(again.profile.getState().values).toMatchObject({ details: { name: 'Anna', phone: '2', note: 'mine' } });
    again.record.take('details.phone', 'mine');
    expect(await done(again.record.submit())).toEqual({ outcome: 'saved' });
    expect(there.value).toEqual({ name: 'Anna', phone: '2', note: 'mine', since: 2020 });
  });

  it('is the same in every tab: a load in one, an edit in the other, a conflict in both', async () => {
    const { loaded, done, there, tab, settle } = createRecordWorld();
    const one = await loaded();
    const two = await tab(one);
    expect(two.profile.get('details.phone')).toBe('1');
    expect(two.record.getState()).toMatchObject({ status: 'unread', dirty: false });
    two.profile.set('details.phone', '2');
    await settle();
    expect(one.record.getState().changed).toEqual(['details.phone']);
    there.change({ phone: '3' });
    await done(one.record.load());
    for (const { record } of [one, two])
      expect(record.getState().conflicts).toEqual([{ path: 'details.phone', base: '1', mine: '2', theirs: '3' }]);
    expect(two.record.take('details.phone', 'theirs')).toBe(true);
    await settle();
    for (const { record, profile } of [one, two]) {
      expect(record.getState()).toMatchObject({ dirty: false, conflicts: [] });
      expect(profile.get('details.phone')).toBe('3');
    }
  });

  it('goes along to another device with the edit, which then can not overwrite what was changed there', async () => {
    const { loaded, done, there, device, tab, advance } = createRecordWorld();
    const here = await loaded();
    here.browser.network.setOffline(true);
    here.profile.set('details.phone', '2');
    await advance(1000);
    there.change({ phone: '3' });
    const other = device();
    const away = await tab(other);
    await other.signIn(away);
    await done(away.record.load());
    expect(away.profile.get('details.phone')).toBe('3');
    here.browser.network.setOffline(false);
    await advance(90_000);
    const conflict = { path: 'details.phone', base: '1', mine: '2', theirs: '3' };
    expect(away.record.getState().conflicts).toEqual([conflict]);
    expect(await done(away.record.submit())).toEqual({ outcome: 'conflicts', conflicts: [conflict] });
  });

  it('of two devices that edited the same field upon different ones, both count', async () => {
    const { loaded, done, there, device, tab, advance } = createRecordWorld();
    const here = await loaded();
    here.browser.network.setOffline(true);
    there.change({ phone: '3' });
    const other = device();
    const away = await tab(other);
    await other.signIn(away);
    await done(away.record.load());
    here.profile.set('details.phone', '2');
    await advance(10_000);
    away.profile.set('details.phone', '4');
    await advance(1000);
    // Typed on, upon what stood here.
    here.profile.set('details.phone', '22');
    await advance(1000);
    here.browser.network.setOffline(false);
    await advance(90_000);
    for (const { record } of [here, away]) {
      await done(record.load());
      expect(record.getState().conflicts).toMatchObject([{ path: 'details.phone', mine: '22', theirs: '3' }]);
    }
  });

  it('is unknown where something was typed before the record was there: it is asked, and nothing is overwritten', async () => {
    const { done, there, device, tab } = createRecordWorld();
    const one = device();
    const here = await tab(one);
    await one.signIn(here);
    here.profile.set({ 'details.name': 'Bea', 'details.note': 'mine', 'details.phone': '1' });
    expect(await done(here.record.submit())).toEqual({
      outcome: 'conflicts',
      conflicts: [{ path: 'details.name', base: undefined, mine: 'Bea', theirs: 'Ann' }],
    });
    // Nobody else wrote a note, and both say the same of the phone.
    expect(here.record.getState().changed).toEqual(['details.name', 'details.note']);
    expect(there.value).toMatchObject({ name: 'Ann' });
  });

  it('is sealed, and gone from the device with the person who signs out', async () => {
    const { loaded, done, there, advance } = createRecordWorld();
    const here = await loaded();
    there.change({ note: 'canary-theirs' });
    await done(here.record.load());
    here.profile.set('details.phone', 'canary-mine');
    await advance(1000);
    expect(here.browser.text()).not.toMatch(/canary/);
    await done(here.session.signOut());
    await here.signIn(here);
    // What the account has of the draft comes back from there; the record is asked for.
    expect(here.profile.getState().values.details).toEqual({ phone: 'canary-mine' });
    expect(here.record.getState()).toMatchObject({ status: 'unread', conflicts: [] });
  });

  it('that makes no sense in storage is set aside and reported, and the record is had anew', async () => {
    const { device, done, tab, advance } = createRecordWorld();
    const one = device();
    const here = await one.open();
    await one.signIn(here);
    const profile = createDraft(here.session, 'profile', { steps });
    await advance(100);
    profile.set('details.phone', '2');
    const inside = insideOf(profile);
    inside?.document.write(['@base', [inside.document.tick(), 'nonsense']]);
    await advance(1000);
    here.tab.crash();
    const again = await tab(one);
    expect(again.told).toEqual([expect.stringContaining('what is stored of the record makes no sense')]);
    expect(again.profile.getState().values.details).toEqual({ phone: '2' });
    expect(await done(again.record.submit())).toMatchObject({ outcome: 'conflicts' });
    again.record.take('details.phone', 'mine');
    expect(await done(again.record.submit())).toEqual({ outcome: 'saved' });
    expect(again.profile.getState().values.details).toEqual({ name: 'Ann', phone: '2' });
  });

  it('is left out by another version of the draft, until the record is asked for', async () => {
    const { loaded, done, settle, advance } = createRecordWorld();
    const here = await loaded();
    await advance(1000);
    here.tab.crash();
    const opened = await here.open();
    const profile = createDraft(opened.session, 'profile', { steps, version: 2 });
    const record = createRecord(opened.session, profile, options);
    await settle();
    expect(profile.getState().values.details).toEqual({});
    await done(record.load());
    expect(profile.getState().values.details).toEqual({ name: 'Ann', phone: '1' });
  });

  it('comes back when the draft is emptied: reset leaves what the server has', async () => {
    const { loaded, settle, tab } = createRecordWorld();
    const here = await loaded();
    const other = await tab(here);
    here.profile.set('details.phone', '2');
    here.profile.reset();
    await settle();
    for (const { profile, record } of [here, other]) {
      expect(profile.get('details.phone')).toBe('1');
      expect(record.getState()).toMatchObject({ dirty: false });
    }
  });
});

describe('a secret field of a record', () => {
  it('is edited and sent, and neither it nor what it was made upon is ever stored', async () => {
    const { loaded, done, there, tab, advance } = createRecordWorld();
    there.change({ iban: 'canary-theirs' });
    const here = await loaded();
    expect(here.profile.get('secrets.iban')).toBe('canary-theirs');
    here.profile.set('secrets.iban', 'canary-mine');
    await advance(1000);
    expect(here.record.getState().changed).toEqual(['secrets.iban']);
    expect(here.browser.text()).not.toMatch(/canary/);
    there.change({ iban: 'canary-other' });
    expect(await done(here.record.submit())).toMatchObject({
      outcome: 'conflicts',
      conflicts: [{ path: 'secrets.iban', base: 'canary-theirs', mine: 'canary-mine', theirs: 'canary-other' }],
    });
    here.record.take('secrets.iban', 'mine');
    expect(await done(here.record.submit())).toEqual({ outcome: 'saved' });
    expect(there.value).toMatchObject({ iban: 'canary-mine' });
    expect(here.record.getState().dirty).toBe(false);
    here.profile.set('secrets.iban', 'canary-lost');
    await advance(1000);
    here.tab.crash();
    const again = await tab(here);
    expect(again.profile.get('secrets.iban')).toBeUndefined();
    await done(again.record.load());
    expect(again.profile.get('secrets.iban')).toBe('canary-mine');
    expect(again.record.getState().dirty).toBe(false);
  });
});

describe('a record that makes no sense', () => {
  it('is refused where it is made', async () => {
    const { loaded } = createRecordWorld();
    const { session, profile } = await loaded();
    const free = createDraft(session, 'free', { steps });
    const refusalOf = (make: () => unknown): unknown => {
      try {
        return make();
      } catch (error) {
        return isHoldfastError(error) ? error.code : error;
      }
    };
    for (const given of [{ url: '' }, { ...options, method: 'GET' }, { ...options, base: 1 }, { ...options, read: 1 }])
      expect(refusalOf(() => createRecord(session, free, given as typeof options))).toBe('HOLDFAST_CONFIG');
    expect(refusalOf(() => createRecord(session, profile, options))).toBe('HOLDFAST_CONFIG');
    expect(refusalOf(() => createRecord(session, { ...free }, options))).toBe('HOLDFAST_CONFIG');
    const { session: other } = await loaded();
    expect(refusalOf(() => createRecord(other, free, options))).toBe('HOLDFAST_CONFIG');
  });
});
