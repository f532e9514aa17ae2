import type { Idea } from './rule.ts';
import { contents } from './rules/contents.ts';
import { everyAnswer } from './rules/every-answer.ts';
import { foreignPages } from './rules/foreign-pages.ts';
import { live } from './rules/live.ts';
import { names } from './rules/names.ts';
import { people } from './rules/people.ts';
import { racing } from './rules/racing.ts';
import { reading } from './rules/reading.ts';
import { revisions } from './rules/revisions.ts';
import { writing } from './rules/writing.ts';

/** All that docs/protocol.md asks of a server and that can be seen from outside. */
export const ideas: readonly Idea[] = [
  reading,
  writing,
  revisions,
  racing,
  contents,
  names,
  everyAnswer,
  people,
  foreignPages,
  live,
];
