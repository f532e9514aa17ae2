import { createDraft, createRecord } from 'holdfast';
import { session } from '../../session.ts';
import { detailsSchema } from './schema.ts';

/** What is typed here is this device's matter until it is sent; what the shop has is on every device. */
export const details = createDraft(session, 'details', { steps: { person: detailsSchema }, sync: false });

export const profile = createRecord(session, details, {
  url: '/api/profile',
  read: (body) => ({ person: detailsSchema.partial().parse(body) }),
  write: ({ person }, body) => ({ ...(body as object), ...person }),
});
