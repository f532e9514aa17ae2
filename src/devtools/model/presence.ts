/** What a tab says of itself to the devtools of another one. It names nobody. */
export interface Presence {
  /** `who` asks, `here` answers. */
  readonly type: 'who' | 'here';
  /** Of this tab, as long as it isn't reloaded. */
  readonly id: string;
  readonly visible: boolean;
  readonly status: string;
  /** The beginning of the epoch it shows, to be told from another. */
  readonly epoch: string;
  /** Whether something was broken there by its controls. */
  readonly broken: boolean;
}

/** A tab that answered. Moments on the monotonic clock of this one, in milliseconds. */
export interface Answered extends Presence {
  readonly own: boolean;
  readonly firstAt: number;
  readonly heardAt: number;
}

export type Answers = readonly Answered[];

/** Whoever is silent for this long has been closed, or is asleep. */
const silence = 6500;
/** And is forgotten then. */
const gone = 60_000;

/** Whatever came through the channel. Never throws, never believes. */
export function parsePresence(raw: unknown): Presence | null {
  const { type, id, visible, status, epoch, broken } = (raw ?? {}) as Record<string, unknown>;
  const isText = (value: unknown): value is string => typeof value === 'string' && value.length < 100;
  if ((type !== 'who' && type !== 'here') || !isText(id) || !isText(status) || !isText(epoch)) return null;
  return { type, id, status, epoch, visible: visible === true, broken: broken === true };
}

/** The answers with one more; who was silent for long is left out. Oldest tab first, this one before all. */
export function remember(answers: Answers, presence: Presence, now: number, own = false): Answers {
  const before = answers.find(({ id }) => id === presence.id);
  const next: Answered = { ...presence, own, firstAt: before?.firstAt ?? now, heardAt: now };
  const others = answers.filter(({ id, heardAt }) => id !== presence.id && now - heardAt < gone);
  return [...others, next].sort((a, b) => Number(b.own) - Number(a.own) || a.firstAt - b.firstAt);
}

/** Whether it answered lately. */
export const isSilent = ({ heardAt }: Answered, now: number): boolean => now - heardAt > silence;
