import { Broken } from './rule.ts';

/** What a server answered, with what was asked, so that a failure can be understood without the code of the rule. */
export interface Answer {
  /** Like `PUT conformance-x with If-Match: "1"`. It names no credential. */
  readonly asked: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The `ETag` as it stands in the header, quotes included; empty where there is none. */
  readonly etag: string;
}

/** The statuses of a write that was done. */
export const written: readonly number[] = [200, 201, 204];

/** Fails unless the answer has one of these statuses. Gives the answer back. */
export function expectStatus(answer: Answer, statuses: readonly number[], because: string): Answer {
  if (statuses.includes(answer.status)) return answer;
  throw new Broken(`${answer.asked} was answered ${answer.status}, not ${statuses.join(' or ')}: ${because}`);
}

/** Fails unless a write was done and says its revision. Gives the revision back. */
export function expectWritten(answer: Answer): string {
  expectStatus(answer, written, 'nothing stood against this write.');
  if (answer.etag === '') throw new Broken(`${answer.asked} was answered without ETag: a write says its new revision.`);
  return answer.etag;
}

/** The state of a document in an answer. */
export function readState(answer: Answer): unknown {
  try {
    return JSON.parse(answer.text);
  } catch {
    throw new Broken(`${answer.asked} was answered with ${answer.text.length} signs that are no JSON.`);
  }
}

/** True where two JSON values are the same; the order of an object's names doesn't count. */
export function isSame(one: unknown, two: unknown): boolean {
  if (typeof one !== 'object' || typeof two !== 'object' || one === null || two === null) return one === two;
  if (Array.isArray(one) !== Array.isArray(two)) return false;
  const [mine, theirs] = [new Map(Object.entries(one)), new Map(Object.entries(two))];
  return (
    mine.size === theirs.size && [...mine].every(([name, value]) => theirs.has(name) && isSame(value, theirs.get(name)))
  );
}

/** Fails unless the answer is a document with this state. */
export function expectState(answer: Answer, state: unknown, because: string): void {
  expectStatus(answer, [200], because);
  if (!isSame(readState(answer), state))
    throw new Broken(`${answer.asked} was answered with another state: ${because}`);
}
