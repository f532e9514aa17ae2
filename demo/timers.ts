import { hours, type LimitPreset, minutes, seconds } from 'holdfast';

/** What one may choose in the address of the page, to watch in a minute what else takes a quarter of an hour. */
export interface Timers {
  readonly idle: number;
  readonly warning: number;
  readonly lifetime: number;
}

export interface Choice {
  readonly timers: Timers;
  readonly transport: 'cookie' | 'bearer';
  /** A standard whose limits bound these. */
  readonly preset: LimitPreset | null;
  /** Why the address was not followed, in sentences. Empty where it was. */
  readonly problems: readonly string[];
}

export const usual: Timers = { idle: minutes(15), warning: minutes(2), lifetime: hours(12) };

/** What the presets of the library allow at most; where it is more than the server of this shop does, what the server does. */
export const presets: Readonly<Record<LimitPreset, Timers>> = {
  'nist-aal2': { idle: hours(1), warning: minutes(2), lifetime: usual.lifetime },
  'nist-aal3': usual,
  'pci-dss': usual,
  'owasp-high-value': { idle: minutes(5), warning: minutes(1), lifetime: usual.lifetime },
};

const isPreset = (name: string): name is LimitPreset => Object.hasOwn(presets, name);

/** Nobody reads and answers a warning in less (WCAG 2.2.1). */
const shortestWarning = seconds(20);

function readSeconds(query: URLSearchParams, name: string, problems: string[]): number | undefined {
  const given = query.get(name);
  if (given === null) return undefined;
  const value = given.trim() === '' ? Number.NaN : Number(given);
  if (value > 0 && Number.isFinite(value)) return seconds(value);
  problems.push(`“${name}=${given}” is not a number of seconds.`);
  return undefined;
}

function checkTimers({ idle, warning, lifetime }: Timers, preset: LimitPreset | null, problems: string[]): void {
  if (preset && idle > presets[preset].idle)
    problems.push(
      `${preset} allows ${describeLength(presets[preset].idle)} untouched at most (idle=${presets[preset].idle / 1000}).`,
    );
  if (warning < shortestWarning)
    problems.push('The warning must be open for 20 seconds at least, so that it can be read.');
  if (warning >= idle)
    problems.push(
      `The warning (${warning / 1000} s) must be shorter than the idle limit (${idle / 1000} s): try idle=40 with warning=20.`,
    );
  if (lifetime < idle)
    problems.push(`The lifetime (${lifetime / 1000} s) can’t be shorter than the idle limit (${idle / 1000} s).`);
  if (lifetime > usual.lifetime) problems.push('The server of this shop allows 12 hours (lifetime=43200) at most.');
}

/** Reads the query of the page. What makes no sense is told, and the usual timers hold. */
export function readChoice(search: string): Choice {
  const query = new URLSearchParams(search);
  const problems: string[] = [];
  const asked = query.get('preset') ?? '';
  const preset = isPreset(asked) ? asked : null;
  if (asked !== '' && preset === null)
    problems.push(`“preset=${asked}” is none of ${Object.keys(presets).join(', ')}.`);
  const idle = readSeconds(query, 'idle', problems) ?? (preset ? presets[preset] : usual).idle;
  const warning =
    readSeconds(query, 'warning', problems) ?? Math.min(usual.warning, Math.max(shortestWarning, Math.round(idle / 2)));
  const lifetime = readSeconds(query, 'lifetime', problems) ?? usual.lifetime;
  const timers = { idle, warning, lifetime };
  if (problems.length === 0) checkTimers(timers, preset, problems);
  const transport = query.get('transport') ?? 'cookie';
  if (transport !== 'cookie' && transport !== 'bearer')
    problems.push(`“transport=${transport}” is neither “cookie” nor “bearer”.`);
  return {
    timers: problems.length === 0 ? timers : usual,
    preset: problems.length === 0 ? preset : null,
    transport: transport === 'bearer' ? 'bearer' : 'cookie',
    problems,
  };
}

const units = [
  [hours(1), 'hour'],
  [minutes(1), 'minute'],
  [seconds(1), 'second'],
] as const;

/** A length of time in the largest unit that leaves no rest: `15 minutes`, `90 seconds`. */
export function describeLength(ms: number): string {
  const [length, unit] = units.find(([whole]) => ms >= whole && ms % whole === 0) ?? [seconds(1), 'second'];
  const count = Math.round(ms / length);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
