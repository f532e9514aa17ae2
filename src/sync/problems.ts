import type { ReplicaEffect } from './replica-state.ts';

/** What to tell an application, without a word of what is in the document. */
export const problemOf = (name: string, answer: Extract<ReplicaEffect, { do: 'report' }>['answer']): string => {
  if (answer.got === 'missing') return `"${name}" is gone from the account. It is kept on this device only.`;
  if (answer.got === 'forbidden')
    return `The server doesn't let this person store "${name}". It is kept on this device only.`;
  if (answer.got === 'newer')
    return `"${name}" was stored in the account by a newer version of this application. Reload the page; until then it is kept on this device only.`;
  if (answer.got === 'clock')
    return `The clock of this device is ${Math.round(answer.ahead / 1000)} s ahead of the server's, which doesn't take "${name}". It is sent again until it is in time; set the clock.`;
  const status = answer.got === 'refused' ? answer.status : 0;
  return status === 413
    ? `"${name}" is larger than the server takes (413). It is kept on this device; make it smaller, or let it out with sync: false.`
    : `The server refused "${name}" (${status}). It is kept on this device and sent again when it changes.`;
};
