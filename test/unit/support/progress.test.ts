import { afterEach, expect, it, vi } from 'vitest';
import { createProgress } from '../../support/progress.ts';

afterEach(() => void vi.useRealTimers());

it('tells on a terminal what is under way and for how long, and leaves no line behind', () => {
  vi.useFakeTimers();
  const written: string[] = [];
  const progress = createProgress({ isTTY: true, write: (text) => written.push(text) });
  const endSizes = progress.begin('sizes');
  const endTypes = progress.begin('types');
  vi.advanceTimersByTime(2000);
  expect(written.at(-1)).toBe('… sizes (2 s), types (2 s)');
  endSizes();
  vi.advanceTimersByTime(1000);
  expect(written.at(-1)).toBe('… types (3 s)');
  endTypes();
  const { length } = written;
  vi.advanceTimersByTime(5000);
  expect([written.length, written.at(-1), vi.getTimerCount()]).toEqual([length, '\r\x1b[K', 0]);
});

it('says nothing where nobody looks, as in a log', () => {
  const write = vi.fn();
  const progress = createProgress({ write });
  progress.begin('sizes')();
  progress.clear();
  expect(write).not.toHaveBeenCalled();
});
