import { minutes, seconds } from 'holdfast';
import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { pace } from '../../../src/devtools/follow/pace.ts';
import { readMarks, thin } from '../../../src/devtools/model/lanes.ts';
import { emptyPast } from '../../../src/devtools/model/past.ts';
import { createScale } from '../../../src/devtools/model/scale.ts';
import { describeStrip } from '../../../src/devtools/model/strip-words.ts';
import { createLog, type Observation } from '../../../src/devtools/observe/observation.ts';

const write = (id: number, at: number, more: { took?: number | null; failed?: boolean } = {}): Observation => ({
  ...{ id, at, kind: 'write', stores: ['journal'], keys: 1, strict: false, failed: false, took: 2 },
  ...more,
});

describe('a session in which much happens', () => {
  it('is drawn four times a second: the first time at once, and what follows together', async () => {
    const browser = createTestBrowser();
    const tab = browser.openTab();
    const log = createLog(100);
    const drawn: number[] = [];
    const stop = pace(tab.platform.clock, [log.subscribe])(() => drawn.push(log.read().length));
    for (let i = 0; i < 100; i++) {
      log.add(write(i, i * 10));
      await browser.clock.advance(10);
    }
    expect(drawn).toEqual([1, 25, 50, 75, 100]);
    stop();
    log.add(write(0, 0));
    await browser.clock.advance(seconds(1));
    expect(drawn).toHaveLength(5);
  });

  it('keeps the newest, each with what became of it, also of what was added long before', () => {
    const log = createLog(3);
    const says = Array.from({ length: 10 }, (_, id) => log.add(write(id, id, { took: null })));
    says[0]?.({ took: 1 });
    says[8]?.({ took: 7 });
    expect(log.read().map(({ id, took }) => [id, took])).toEqual([
      [7, null],
      [8, 7],
      [9, null],
    ]);
    expect(log.read()).toBe(log.read());
    log.clear();
    says[9]?.({ took: 9 });
    log.add(write(0, 0))({ took: 3 });
    expect(log.read().map(({ took }) => took)).toEqual([3]);
  });

  it('has one mark for what falls on the same pixels, which tells how many there are and what was worst', () => {
    const scale = createScale(0, 600, minutes(1), minutes(1), minutes(1));
    const seen = Array.from({ length: 40 }, (_, id) => write(id, seconds(30) + id, { failed: id === 20 }));
    const marks = readMarks([...seen, write(50, seconds(40))], 'write', scale);
    expect(marks.map(({ tone }) => tone)).toEqual(['bad', 'plain']);
    expect(marks[0]?.words).toMatch(/^40 here\. write journal · 1 key, refused/);
    const said = seen.map(({ at }, id) => ({ at, look: id % 2 ? 'sent' : 'heard' }));
    expect(thin(said, scale, ({ look }) => look).map(({ look }) => look)).toEqual(['heard', 'sent']);
  });

  it('is told in words to whoever doesn’t see the strip', () => {
    const past = { ...emptyPast, inputs: [{ at: 5, by: 'here' } as const, { at: 1, by: 'here' } as const] };
    const words = describeStrip(past, [write(1, 5), write(2, 6, { failed: true }), write(3, 1)], 4);
    expect(words).toBe(
      'Input: 1 time in this tab, 0 times in others; 0 holds; 0 messages; 0 requests; 0 locks; 2 writes, 1 of them lost or refused',
    );
    expect(describeStrip(past, null, 0)).toBe('Input: 2 times in this tab, 0 times in others; 0 holds; 0 messages');
  });
});
