import { createTestBrowser } from 'holdfast/testing';
import * as z from 'zod';
import { createDraft } from '../../../../src/documents/draft/draft.ts';
import type { Draft, DraftOptions } from '../../../../src/documents/draft/face.ts';
import { ann, type Desk, openDesk } from '../support.ts';

const person = z.object({ name: z.string().min(1, 'Who?'), diet: z.enum(['any', 'vegan']).optional() });
export const steps = {
  table: z.object({ people: z.array(person).min(1, 'Who eats with you?').optional(), note: z.string().optional() }),
  thanks: z.object({ stars: z.number().optional() }),
};
export type Steps = typeof steps;

export const surveyOf = (desk: Desk, options: Partial<DraftOptions<Steps>> = {}): Draft<Steps> =>
  createDraft(desk, 'survey', { steps, ...options });

/** Ann's survey in two tabs. */
export const openTwo = async () => {
  const browser = createTestBrowser();
  const desks = [openDesk(browser, ann), openDesk(browser, ann)] as const;
  const [here, there] = [surveyOf(desks[0]), surveyOf(desks[1])];
  await browser.clock.settle();
  return { browser, desks, here, there, people: here.items('table.people'), elsewhere: there.items('table.people') };
};

/** Names in their order. */
export const names = (draft: Draft<Steps>): (string | undefined)[] =>
  (draft.get('table.people') ?? []).map(({ name }) => name);
