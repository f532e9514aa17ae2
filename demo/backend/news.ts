import type { Fanout } from './fanout.ts';

/** What one person's devices are told, wherever they are connected. Nothing of what a document holds. */
export type News =
  | { readonly about: 'document'; readonly id: string; readonly rev: string }
  /** A session or a family of tokens of theirs has ended. Whose it was, each listener finds out for itself. */
  | { readonly about: 'end' };

export interface NewsDesk {
  /** A document was written: `rev` is its new ETag. */
  written(userId: string, id: string, rev: string): Promise<void>;
  ended(userId: string): Promise<void>;
  /** `undefined` is heard when news may have been missed. @returns the way to stop */
  listen(userId: string, hear: (news: News | undefined) => void): Promise<() => void>;
}

export function createNewsDesk(fanout: Fanout): NewsDesk {
  const channelOf = (userId: string): string => `news:${userId}`;
  const tell = (userId: string, news: News): Promise<void> => fanout.publish(channelOf(userId), JSON.stringify(news));

  /** What can't be read is as good as missed: an older or newer process may have said it. */
  function read(message: string | undefined): News | undefined {
    if (message === undefined) return undefined;
    const { about, id, rev } = JSON.parse(message) as Partial<Record<string, unknown>>;
    if (about === 'document' && typeof id === 'string' && typeof rev === 'string') return { about, id, rev };
    return about === 'end' ? { about } : undefined;
  }

  return {
    written: (userId, id, rev) => tell(userId, { about: 'document', id, rev }),
    ended: (userId) => tell(userId, { about: 'end' }),
    listen: (userId, hear) => fanout.subscribe(channelOf(userId), (message) => hear(read(message))),
  };
}
