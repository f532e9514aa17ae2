import { hours, minutes, seconds } from '../../../src/index.ts';
import { table } from '../spread.ts';
import { countHours, documents, type Habit, type Sent } from './hours.ts';

type Row = readonly [what: string, habit: Omit<Habit, 'tabs' | 'span'>];

const rows: readonly Row[] = [
  ['behind other windows', { transport: 'cookie', idle: hours(12), looks: false, works: false }],
  ['in front, nobody touches it', { transport: 'cookie', idle: hours(12), looks: true, works: false }],
  ['at work', { transport: 'cookie', idle: minutes(15), looks: true, works: true }],
  ['at work, with tokens of 5 minutes', { transport: 'bearer', idle: minutes(15), looks: true, works: true }],
];
/** A day of work in thirty tabs takes as long as all others together, and each of its hours is like the first one. */
const spanOf = (tabs: number, works: boolean): number => hours(works && tabs > 5 ? 1 : 8);

const show = (count: number, span: number): string => {
  const each = (count * hours(1)) / span;
  return each === 0 || Number.isInteger(each) ? String(each) : each.toFixed(1);
};

function cells({ session, kept, asked, written, streams }: Sent, span: number): readonly string[] {
  const hourly = [kept, asked - documents, written].map((count) => show(count, span));
  return [String(session), String(streams), ...hourly];
}

/** What one signed-in browser asks for, beside clients in which each tab asks by itself, as a Markdown table. */
export async function tableOfRequests(): Promise<string> {
  const lines: (readonly string[])[] = [];
  for (const [what, habit] of rows) {
    for (const tabs of [1, 5, 30]) {
      const span = spanOf(tabs, habit.works);
      const sent = await countHours({ ...habit, tabs, span });
      const polled = [seconds(60), seconds(30)].map((every) => String((tabs * hours(1)) / every));
      lines.push([`${what}, ${tabs} ${tabs === 1 ? 'tab' : 'tabs'}`, ...cells(sent, span), ...polled]);
    }
  }
  return table(
    [
      'one browser',
      'who is signed in, once',
      'streams opened, once',
      'an hour: kept alive',
      `${documents} documents asked for`,
      'written',
      'one question per tab each 60 s',
      'each 30 s',
    ],
    lines,
  );
}
