import type { SignInResult } from 'holdfast';

/** Who shops here, as the server tells it. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** What the sign-in form asks for. */
export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Two people to try the shop with. Their passwords are no secret. */
export const demoPeople: readonly (Credentials & { readonly name: string })[] = [
  { name: 'Ada', email: 'ada@example.com', password: 'correct horse' },
  { name: 'Grace', email: 'grace@example.com', password: 'battery staple' },
];

/** Why one is not signed in, in words that say what to do next; `null` where one is. */
export function readRefusal(result: SignInResult<User>): string | null {
  switch (result.outcome) {
    case 'signed-in':
    case 'redirecting':
      return null;
    case 'rejected':
      if (result.status === 400 || result.status === 401)
        return 'Email and password don’t belong together. Please check both.';
      if (result.status === 429) return 'Too many attempts with this email. Wait a few minutes, then try again.';
      if (result.status === 403)
        return 'The shop could not be sure that it was you. Please reload the page and try again.';
      return `The shop said no (${result.status}). Please try again.`;
    case 'failed':
      return readFailure(result.failure.kind, result.failure.retryAfter);
    default:
      return result satisfies never;
  }
}

function readFailure(kind: string, retryAfter?: number): string {
  switch (kind) {
    case 'network':
    case 'timeout':
      return 'The shop can’t be reached. Check your connection and try again; what you typed is still here.';
    case 'throttled':
      return `Too many attempts. Try again in ${retryAfter ? `${Math.ceil(retryAfter / 1000)} seconds` : 'a few minutes'}.`;
    case 'server':
      return 'The shop’s server has a problem. Try again in a moment.';
    default:
      return 'The shop gave an answer that makes no sense. Try again in a moment.';
  }
}
