import type { LimitKind } from '../../time/reading.ts';

const clock = /* @__PURE__ */ new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const shortClock = /* @__PURE__ */ new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** `14:05:12`. */
export const formatMoment = (moment: number): string => clock.format(moment);
/** `14:05`. */
export const formatMinute = (moment: number): string => shortClock.format(moment);

const day = /* @__PURE__ */ new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
/** `5 May, 14:05`, of what may be long ago. */
export const formatDay = (moment: number): string => day.format(moment);

/** `1:05`, or `11:59:30` where hours are left. */
export function formatLength(ms: number): string {
  const whole = Math.max(0, Math.ceil(ms / 1000));
  const [hours, rest] = [Math.floor(whole / 3600), whole % 3600];
  const two = (value: number): string => String(value).padStart(2, '0');
  return hours > 0
    ? `${hours}:${two(Math.floor(rest / 60))}:${two(rest % 60)}`
    : `${Math.floor(rest / 60)}:${two(rest % 60)}`;
}

/** `12 s` or `3 min`, of what is past. */
export function formatAge(ms: number): string {
  const whole = Math.max(0, Math.floor(ms / 1000));
  if (whole < 60) return `${whole} s`;
  return whole < 3600
    ? `${Math.floor(whole / 60)} min`
    : `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** How long something took: `3.2 ms`, `140 ms`, `2.4 s`. */
export function formatTook(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)} s`;
  return ms >= 10 ? `${Math.round(ms)} ms` : `${ms.toFixed(1)} ms`;
}

/** `512 B`, `1.5 kB`, `20.0 MB`. */
export function formatBytes(bytes: number): string {
  const units = ['kB', 'MB', 'GB', 'TB'];
  if (bytes < 1000) return `${bytes} B`;
  const power = Math.min(units.length, Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1000 ** power).toFixed(1)} ${units[power - 1]}`;
}

/** `1 tab`, `2 tabs`. */
export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

export const limitNames: Readonly<Record<LimitKind, string>> = {
  idle: 'Untouched',
  absolute: 'Signed in',
  server: 'Server',
};
