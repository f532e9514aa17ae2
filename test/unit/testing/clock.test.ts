import { createTestBrowser } from 'holdfast/testing';
import { expect, it } from 'vitest';

it('runs each timer at its own moment, in order, over all tabs', async () => {
  const { clock, openTab } = createTestBrowser();
  const [a, b] = [openTab(), openTab()];
  const seen: [string, number][] = [];
  a.platform.clock.after(300, () => seen.push(['a', clock.elapsed()]));
  b.platform.clock.after(100, () => {
    seen.push(['b', clock.elapsed()]);
    b.platform.clock.after(100, () => seen.push(['b again', clock.elapsed()]));
  });
  await clock.advance(299);
  expect(seen).toEqual([
    ['b', 100],
    ['b again', 200],
  ]);
  await clock.advance(1);
  expect(seen.at(-1)).toEqual(['a', 300]);
});

it('waits for what a timer causes before the next timer runs', async () => {
  const { clock, openTab } = createTestBrowser();
  const { platform } = openTab();
  const seen: string[] = [];
  const seal = async (): Promise<void> => {
    const key = await platform.crypto.createKey();
    const sealed = await platform.crypto.seal(key, 'tea');
    seen.push(`sealed ${await platform.crypto.open(key, sealed)}`);
  };
  platform.clock.after(1, () => void seal());
  platform.clock.after(2, () => seen.push('next'));
  await clock.advance(2);
  expect(seen).toEqual(['sealed tea', 'next']);
});

it('fires a timer of 30 days after 30 days', async () => {
  const { clock, openTab } = createTestBrowser();
  const day = 86_400_000;
  let fired = 0;
  openTab().platform.clock.after(30 * day, () => fired++);
  await clock.advance(30 * day - 1);
  expect(fired).toBe(0);
  await clock.advance(1);
  expect(fired).toBe(1);
});

it.each(['runs', 'stops'] as const)(
  'sleeps without running code while wall time goes on (monotonic %s)',
  async (monotonic) => {
    const { clock, openTab } = createTestBrowser();
    const tab = openTab();
    const own = tab.platform.clock;
    const seen: string[] = [];
    own.after(1000, () => seen.push(`timer at ${clock.elapsed()}`));
    tab.platform.page.subscribe((event) => seen.push(event));
    const wall = own.wall();
    await clock.sleep(5000, { monotonic });
    expect(own.wall() - wall).toBe(5000);
    expect(own.monotonic()).toBe(monotonic === 'runs' ? 5000 : 0);
    expect(seen).toEqual(monotonic === 'runs' ? ['timer at 5000', 'wake'] : ['wake']);
    await clock.advance(1000);
    expect(seen).toHaveLength(2);
  },
);

it('lets an input come before everything else after a sleep', async () => {
  const { clock, openTab } = createTestBrowser();
  const tab = openTab();
  const seen: string[] = [];
  tab.platform.clock.after(1000, () => seen.push('timer'));
  tab.platform.activity.listen(() => {
    seen.push('input');
    return 'swallow';
  });
  await clock.sleep(5000, { first: 'input' });
  expect([tab.input(), tab.seen]).toEqual(['swallow', 0]);
  await clock.advance(0);
  expect(seen).toEqual(['input', 'timer']);
});

it('moves only the wall when somebody sets the clock', async () => {
  const { clock, openTab } = createTestBrowser({ startAt: 1000 });
  const own = openTab().platform.clock;
  clock.setWall(-700);
  expect([own.wall(), own.monotonic(), clock.elapsed()]).toEqual([300, 0, 0]);
});

it('refuses to be turned twice at once, and to hang in a loop of timers', async () => {
  const { clock, openTab } = createTestBrowser();
  const first = clock.advance(1);
  await expect(clock.advance(1)).rejects.toMatchObject({ code: 'HOLDFAST_USAGE' });
  await first;
  const own = openTab().platform.clock;
  const again = (): unknown => own.after(0, again);
  again();
  await expect(clock.advance(1)).rejects.toThrow('sets itself again');
});
