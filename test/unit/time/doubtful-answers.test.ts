import { minutes, seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { active, ended, idle, state, story, times } from './support.ts';

type Verify = (about: { gap: number }) => number | Promise<number>;

/** The clock was set forward by an hour at 100, and the hook has been asked. */
async function inDoubt(verify: Verify) {
  const told = await story(idle({ verify }));
  await told.at(100);
  told.browser.clock.setWall(minutes(60));
  told.a.tab.focus();
  return told;
}

const never = (): Promise<number> => new Promise(() => {});
const garbage = (answer: unknown): Verify => (() => answer) as Verify;

describe('a verify hook', () => {
  it.each<[string, Verify, number]>([
    ['at once', () => seconds(800), 800],
    ['later', async () => seconds(800), 800],
    ['more than the limit', () => minutes(60), 900],
    ['exactly the limit', () => minutes(15), 900],
  ])('that answers %s: active with what that leaves', async (_, verify, left) => {
    const { a, at } = await inDoubt(verify);
    await at(100.1);
    expect([state(a), a.remaining(), a.tab.curtain]).toMatchObject([active, left, false]);
  });

  it.each<[string, Verify]>([
    ['NaN', garbage(Number.NaN)],
    ['Infinity', garbage(Number.POSITIVE_INFINITY)],
    ['-Infinity', garbage(Number.NEGATIVE_INFINITY)],
    ['a negative number', garbage(-5000)],
    ['a text', garbage('800000')],
    ['nothing', garbage(undefined)],
    ['null', garbage(null)],
    ['true', garbage(true)],
    ['a list', garbage([800_000])],
    ['a promise of a text', garbage(Promise.resolve('800000'))],
  ])('that answers garbage (%s): ended', async (_, verify) => {
    const { a, at } = await inDoubt(verify);
    await at(101);
    expect([state(a), a.tab.curtain]).toMatchObject([ended('idle'), false]);
    expect(times(a, 'ended')).toBe(1);
  });

  it.each<[string, Verify]>([
    [
      'throws',
      () => {
        throw new Error('no such server');
      },
    ],
    ['rejects', () => Promise.reject(new Error('no such server'))],
  ])('that %s: ended, and the developer is told', async (_, verify) => {
    const { a, at } = await inDoubt(verify);
    await at(101);
    expect([state(a), a.tab.curtain]).toMatchObject([ended('idle'), false]);
    expect(a.tab.reports).toMatchObject([
      { message: expect.stringContaining('idle.verify'), error: { message: 'no such server' } },
    ]);
  });

  it('that never answers: covered for 10 s, then ended', async () => {
    const { a, at } = await inDoubt(never);
    await at(109);
    expect([a.status(), a.tab.curtain]).toEqual(['authenticated', true]);
    await at(111);
    expect([state(a), a.tab.curtain]).toMatchObject([ended('idle'), false]);
  });

  it('that answers after its 10 s, or after a sign-out, brings nothing back', async () => {
    let answer: (left: number) => void = () => {};
    const slow = (): Promise<number> =>
      new Promise((resolve) => {
        answer = resolve;
      });
    const late = await inDoubt(slow);
    await late.at(111);
    answer(seconds(800));
    await late.at(112);
    expect(state(late.a)).toMatchObject(ended('idle'));

    const left = await inDoubt(slow);
    void left.a.session.signOut();
    expect(state(left.a)).toMatchObject(ended('signed-out'));
    answer(seconds(800));
    await left.at(112);
    expect([state(left.a), left.a.tab.curtain]).toMatchObject([ended('signed-out'), false]);
    expect(times(left.a, 'ended')).toBe(1);
  });

  it('is forgotten by a sign-in, whose page is not covered', async () => {
    const { browser, a, at } = await inDoubt(never);
    void a.session.signIn({ name: 'ada' });
    await at(101);
    expect([state(a), a.tab.curtain]).toMatchObject([active, false]);
    await browser.clock.advance(seconds(600));
    expect(state(a)).toMatchObject(active);
  });

  it('in another tab is heard: a sign-out there ends the doubt here', async () => {
    const { browser, a, at, open } = await story(idle({ verify: never }));
    const b = await open(idle({ verify: never }));
    await at(100);
    browser.clock.setWall(minutes(60));
    for (const tab of [a, b]) tab.tab.focus();
    expect(a.tab.curtain).toBe(true);
    void b.session.signOut();
    await at(101);
    expect([state(a), a.tab.curtain]).toMatchObject([ended('signed-out-elsewhere'), false]);
  });

  it.each([
    { left: seconds(800), becomes: active },
    { left: 0, becomes: ended('idle') },
  ])('asked in two tabs says the same in both ($left)', async ({ left, becomes }) => {
    const { browser, a, at, open } = await story(idle({ verify: () => left }));
    const b = await open(idle({ verify: async () => left }));
    await at(100);
    browser.clock.setWall(minutes(60));
    for (const tab of [a, b]) tab.tab.focus();
    await at(101);
    for (const tab of [a, b]) expect([state(tab), tab.tab.curtain]).toMatchObject([becomes, false]);
  });

  it('that hangs in one tab ends nothing that another tab knows to live', async () => {
    const { browser, a, at, open } = await story(idle({ verify: () => seconds(800) }));
    const b = await open(idle({ verify: never }));
    await at(100);
    browser.clock.setWall(minutes(60));
    for (const tab of [a, b]) tab.tab.focus();
    await at(105);
    expect(a.tab.input()).toBe('pass');
    await at(111);
    for (const tab of [a, b]) expect([state(tab), tab.tab.curtain]).toMatchObject([active, false]);
  });

  it('is asked by each tab for itself, and told to no other through configure', async () => {
    const { browser, a, at, open } = await story();
    const b = await open();
    let asked = 0;
    a.session.configure({
      idle: {
        verify: () => {
          asked++;
          return seconds(800);
        },
      },
    });
    await at(100);
    browser.clock.setWall(minutes(60));
    a.tab.focus();
    await at(100.1);
    expect([asked, state(a)]).toMatchObject([1, active]);
    expect(b.tab.reports).toEqual([]);
  });
});
