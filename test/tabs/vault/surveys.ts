import { createDraft, type Draft, type DraftConflict } from 'holdfast';
import * as z from 'zod';

const person = z.object({ name: z.string(), photo: z.file().optional() });
const steps = {
  table: z.object({
    people: z.array(person).optional(),
    note: z.string().optional(),
    plan: z.file().optional(),
    photos: z.array(z.file()).optional(),
    stars: z.number().optional(),
  }),
};
export type Survey = Draft<typeof steps>;

/** How a survey is kept: its bytes sealed, everything but its stars in memory only, or in clear. */
export type Keeping = 'sealed' | 'secret' | 'clear';

const path = 'table.people';

/** What a survey is filled with says how that is kept, and what it is. */
/** Different from the first sign on: of what begins alike only the rest is stored, and a search for all of it would find nothing. */
const canary = (keeping: Keeping, kind: string): string => `${kind}: canary-${keeping}-${kind}`;
const fileOf = (keeping: Keeping, kind: string): File =>
  new File([`${canary(keeping, `${kind}-bytes`)} of a file`], `${canary(keeping, kind)}.txt`, { type: 'text/plain' });

/** Into a field, items and files; what was there before is in the history. */
function fill(survey: Survey, keeping: Keeping): void {
  const people = survey.items(path);
  survey.set('table.note', canary(keeping, 'undone'));
  survey.set('table.note', canary(keeping, 'note'));
  survey.set('table.plan', fileOf(keeping, 'plan'));
  survey.set('table.photos', [fileOf(keeping, 'photo')]);
  people.add({ name: canary(keeping, 'item'), photo: fileOf(keeping, 'portrait') });
  const id = people.add({ name: canary(keeping, 'removed') });
  people.remove(id);
  survey.undo();
  survey.redo();
  survey.set('table.stars', 4);
}

/** Begins to edit the note, and the name of the first person, without looking at what comes from elsewhere. */
function begin(survey: Survey, keeping: Keeping): () => void {
  const people = survey.items(path);
  const edits = [survey.edit('table.note'), people.edit(people.getState()[0]?.id ?? '', 'name')];
  return () => {
    for (const edit of edits) {
      edit.set(canary(keeping, 'winner'));
      edit.end();
    }
  };
}

/** What is written meanwhile in another tab, and loses. */
function lose(survey: Survey, keeping: Keeping): void {
  survey.set('table.note', canary(keeping, 'loser'));
  survey.items(path).set(survey.items(path).getState()[0]?.id ?? '', 'name', canary(keeping, 'lost-item'));
}

/** What is offered of what lost. */
const lost = (survey: Survey): unknown[] => {
  const { conflicts, itemConflicts } = survey.getState();
  const values = (of: readonly DraftConflict<unknown>[] = []): unknown[] => of.map(({ value }) => value);
  return [...values(conflicts['table.note']), ...itemConflicts.flatMap((found) => values(found.values))];
};

export interface Surveys {
  readonly all: Readonly<Record<Keeping, Survey>>;
  readonly fill: typeof fill;
  readonly begin: typeof begin;
  readonly lose: typeof lose;
  readonly lost: typeof lost;
}

export function createSurveys(session: Parameters<typeof createDraft>[0]): Surveys {
  const fields = ['table.people', 'table.note', 'table.plan', 'table.photos'] as const;
  const all = {
    sealed: createDraft(session, 'sealed', { steps }),
    secret: createDraft(session, 'secret', { steps, personal: false, secret: fields }),
    clear: createDraft(session, 'in-clear', { steps, personal: false }),
  };
  return { all, fill, begin, lose, lost };
}
