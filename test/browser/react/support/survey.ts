import { createDraft } from 'holdfast';
import { z } from 'zod';
import type { OpenTab } from '../../../support/world/shop.ts';
import { openSession } from './shop.tsx';

const person = z.object({ name: z.string('Who is it?'), vegan: z.boolean().optional() });
const steps = {
  table: z.object({
    people: z.array(person).min(1, 'Nobody yet.'),
    plan: z.file().optional(),
    note: z.string().optional(),
    photos: z.array(z.file()).optional(),
  }),
};
const surveyOf = ({ session }: Pick<OpenTab, 'session'>) => createDraft(session, 'survey', { steps });
export type Survey = ReturnType<typeof surveyOf>;

/** A survey in two tabs. */
export const openTwo = async () => {
  const shop = await openSession();
  const other = await shop.open();
  const [survey, elsewhere] = [surveyOf(shop), surveyOf(other)];
  await shop.settle();
  return {
    ...shop,
    survey,
    people: survey.items('table.people'),
    elsewhere: elsewhere.items('table.people'),
    there: elsewhere,
  };
};
