import type { Context } from 'hono';
import { badRequest, Refusal } from '../http/refusal.ts';
import { toBase64Url } from '../secrets.ts';

/** Random, so that it tells nothing, comes never again, and no two processes have to agree on the next one. */
export const newRev = (): string => toBase64Url(crypto.getRandomValues(new Uint8Array(16)));

/** As an ETag: strong, since two answers with one revision are the same byte by byte. */
export const tagOf = (rev: string): string => `"${rev}"`;

/** The revisions that a caller has, by `If-None-Match`. There a weakened tag is as good as a strong one (RFC 9110, 13.1.2). */
export const readKnown = (c: Context): readonly string[] =>
  [...(c.req.header('if-none-match') ?? '').matchAll(/(?:W\/)?"([^"]*)"/g)].map(([, rev = '']) => rev);

/** On what a write rests: on a revision that its writer has seen, or on there being none. */
export type Ground = { readonly on: 'nothing' } | { readonly on: 'revision'; readonly rev: string };

/** Without a condition a write could cover what nobody has seen, so there is none without. */
export function readGround(c: Context): Ground {
  const [match, noneMatch] = [c.req.header('if-match'), c.req.header('if-none-match')];
  if (match !== undefined && noneMatch !== undefined) throw badRequest('Send If-Match or If-None-Match, not both.');
  if (noneMatch?.trim() === '*') return { on: 'nothing' };
  const [, rev] = /^\s*"([^"]*)"\s*$/.exec(match ?? '') ?? [];
  if (rev !== undefined) return { on: 'revision', rev };
  // A weak tag never matches here (RFC 9110, 13.1.1). Nor does a list, or `*`: a writer has seen one revision.
  if (match !== undefined) throw outdated();
  throw new Refusal(428, 'condition_required', 'Send If-Match with the ETag you have seen, or If-None-Match: *.');
}

export const outdated = (): Refusal =>
  new Refusal(412, 'outdated', 'Another revision stands. Get it, join yours with it, and put the sum.');
