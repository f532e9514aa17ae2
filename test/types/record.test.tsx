import {
  createRecord,
  type Draft,
  type DraftRecord,
  type RecordConflict,
  type RecordProblem,
  type RecordSubmitResult,
  type Session,
} from 'holdfast';
import { useRecord } from 'holdfast/react';
import { describe, expectTypeOf, it } from 'vitest';
import * as z from 'zod';

declare const session: Session<{ readonly id: string }>;
const details = z.object({ name: z.string(), age: z.string().transform(Number).optional() });
const address = z.object({ city: z.string() });
declare const draft: Draft<{ details: typeof details; address: typeof address }>;

// Functions that are never called: only their types are of interest.
describe('a record is typed by its draft', () => {
  it('in what is read and written', () => {
    void (() => {
      const record = createRecord(session, draft, {
        url: '/api/profile',
        read: (body) => ({ details: details.partial().pick({ name: true }).parse(body) }),
        write(values, body) {
          expectTypeOf(values.details.age).toEqualTypeOf<number | undefined>();
          expectTypeOf(body).toEqualTypeOf<unknown>();
          return values.address;
        },
        readErrors: () => ({ 'details.name': 'Taken.' }),
      });
      expectTypeOf(record).toEqualTypeOf<DraftRecord<{ details: typeof details; address: typeof address }>>();
      // @ts-expect-error the draft has no such step
      createRecord(session, draft, { url: '/', read: () => ({ order: {} }) });
      // @ts-expect-error a field is read as the schema takes it
      createRecord(session, draft, { url: '/', read: () => ({ details: { name: 1 } }) });
      // @ts-expect-error the draft has no such field
      createRecord(session, draft, { url: '/', readErrors: () => ({ 'details.mail': 'No.' }) });
    });
  });

  it('in its conflicts: a path narrows its values', () => {
    void (() => {
      const record = createRecord(session, draft, { url: '/api/profile' });
      const { conflicts, changed } = record.getState();
      expectTypeOf(changed).toEqualTypeOf<readonly ('details.name' | 'details.age' | 'address.city')[]>();
      for (const { path, base, mine, theirs } of conflicts) {
        if (path === 'details.name') expectTypeOf({ base, mine, theirs }.mine).toEqualTypeOf<string | undefined>();
        record.take(path, 'theirs');
      }
      record.take('details.name', 'mine');
      // @ts-expect-error the draft has no such field
      record.take('details.mail', 'mine');
      // @ts-expect-error it is one or the other
      record.take('details.name', 'both');
    });
  });

  it('in its answers: an outcome narrows what is with it', () => {
    void (async () => {
      const record = createRecord(session, draft, { url: '/api/profile' });
      const result = await record.submit();
      type Steps = { details: typeof details; address: typeof address };
      expectTypeOf(result).toEqualTypeOf<RecordSubmitResult<Steps>>();
      if (result.outcome === 'conflicts') expectTypeOf(result.conflicts).items.toEqualTypeOf<RecordConflict<Steps>>();
      if (result.outcome === 'refused') expectTypeOf(result.status).toEqualTypeOf<number>();
      expectTypeOf((await record.load()).outcome).toEqualTypeOf<'loaded' | RecordProblem['outcome']>();
    });
  });

  it('in React, without what a hook has read already', () => {
    void (() => {
      const record = createRecord(session, draft, { url: '/api/profile' });
      const { status, dirty, take, submit, load, ...rest } = useRecord(record);
      expectTypeOf(status).toEqualTypeOf<'unread' | 'loading' | 'ready' | 'failed' | 'saving'>();
      expectTypeOf(dirty).toEqualTypeOf<boolean>();
      expectTypeOf(take).toEqualTypeOf<typeof record.take>();
      expectTypeOf(submit).toEqualTypeOf<typeof record.submit>();
      expectTypeOf(load).toEqualTypeOf<typeof record.load>();
      expectTypeOf(useRecord(record, (state) => state.conflicts.length)).toEqualTypeOf<number>();
      // @ts-expect-error a hook has read it already
      rest.getState();
    });
  });
});
