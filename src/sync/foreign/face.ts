import type { Failure } from '../../auth/failure.ts';
import type { DraftOutput, DraftPath, DraftSteps, DraftValue, DraftValues } from '../../documents/draft/steps.ts';
import type { SavedStatus } from '../../documents/saved.ts';
import type { ReadableStore } from '../../foundation/store.ts';

/** Options of `createRecord`. */
export interface RecordOptions<Steps extends DraftSteps> {
  /** Where the record is: `GET` answers it with a strong `ETag`, `PUT` with `If-Match` replaces it. Relative to the page. */
  readonly url: string;
  /**
   * What of the record the draft is about, by step and field. `body` is the JSON that the server sent; throw where it makes no sense.
   * @default it is by step and field already
   * @example read: (body) => ({ details: profileSchema.parse(body) })
   */
  readonly read?: (body: unknown) => Partial<DraftValues<Steps>>;
  /**
   * What is sent: made of what the schemas make of the values, and of the JSON that it is to replace, for whatever the form doesn't show.
   * @default the values, by step and field
   * @example write: ({ details }, body) => ({ ...(body as Profile), ...details })
   */
  readonly write?: (values: DraftOutput<Steps>, body: unknown) => unknown;
  /**
   * What a `422` says about fields: messages by path. Without any, the answer of `submit` is `refused`, with the body.
   * @default `errors` of the body: an object of texts or lists of texts, or a list of `{ pointer, detail }` (RFC 9457); names are paths, JSON pointers, or names of fields
   */
  readonly readErrors?: (body: unknown) => { readonly [Path in DraftPath<Steps>]?: string };
  /** @default 'PUT' */
  readonly method?: string;
  /** Sent along with every request. What the session's `fetch` adds need not stand here. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A field that the person and somebody else have both changed since the person saw it. */
export type RecordConflict<Steps extends DraftSteps> = {
  [Path in DraftPath<Steps>]: {
    readonly path: Path;
    /** What stood there when the person began to edit it; `undefined` for nothing, or where that isn't known. */
    readonly base: DraftValue<Steps, Path>;
    readonly mine: DraftValue<Steps, Path>;
    readonly theirs: DraftValue<Steps, Path>;
  };
}[DraftPath<Steps>];

/** Why nothing came of `load` or `submit`. What was typed stays. */
export type RecordProblem =
  /** The server has no such record (404, 410). */
  | { readonly outcome: 'gone' }
  /** Nobody is signed in any more, or somebody else is; what was edited waits for the same person. */
  | { readonly outcome: 'signed-out' }
  /** The server won't (403, 409, 413 …). `body` is what it sent, if it was JSON. */
  | { readonly outcome: 'refused'; readonly status: number; readonly body: unknown }
  /** It could not be found out: offline, busy (`failure.retryAfter`), or no record in the answer. Try again. */
  | { readonly outcome: 'failed'; readonly failure: Failure };

/** Answer of `load`. */
export type RecordLoadResult = { readonly outcome: 'loaded' } | RecordProblem;

/** Answer of `submit`. */
export type RecordSubmitResult<Steps extends DraftSteps> =
  /** The server has it, and the draft is what the server has. */
  | { readonly outcome: 'saved' }
  /** Nothing was sent: somebody else changed what the person changed. `take` settles each. */
  | { readonly outcome: 'conflicts'; readonly conflicts: readonly RecordConflict<Steps>[] }
  /** A schema or the server (422) refused; the draft is on that step now, and its `errors` say why. */
  | { readonly outcome: 'invalid' }
  | RecordProblem;

/** What is seen of a record. Equal data keeps its identity. */
export interface RecordState<Steps extends DraftSteps> {
  /**
   * - `unread`: this tab has not asked the server yet. What is known on this device shows in the draft.
   * - `loading`: it is being asked for the first time · `ready`: it has answered · `failed`: it has not, `problem` says why
   * - `saving`: `submit` is under way
   */
  readonly status: 'unread' | 'loading' | 'ready' | 'failed' | 'saving';
  /** Fields that differ from what the server has. */
  readonly changed: readonly DraftPath<Steps>[];
  /** Whether there are any. */
  readonly dirty: boolean;
  readonly conflicts: readonly RecordConflict<Steps>[];
  /** Why nothing came of the last `load` or `submit`; null when something did. */
  readonly problem: RecordProblem | null;
  /** As that of the draft: how safe what was typed is on this device. */
  readonly saved: SavedStatus;
}

/**
 * A record that belongs to a server, and a draft in which somebody edits it, while others may change it there. The draft shows what
 * the server has wherever the person has not edited; nothing of anybody is overwritten unseen.
 * It is a readable zustand store of {@link RecordState}.
 */
export interface DraftRecord<Steps extends DraftSteps> extends ReadableStore<RecordState<Steps>> {
  readonly url: string;
  /**
   * Asks the server for the record. What the person has not edited follows it; what both changed becomes a conflict.
   * @throws HOLDFAST_ETAG where the server sends no strong `ETag`
   */
  load(): Promise<RecordLoadResult>;
  /**
   * Checks every step and sends the record, if nobody changed it meanwhile. If somebody did, their changes are joined field by field and it
   * is sent again, five times at most; what both changed is not sent but answered. Calls while one is under way share its answer.
   * What `write` throws is thrown.
   * @throws HOLDFAST_ETAG where the server sends no strong `ETag`
   * @example if ((await record.submit()).outcome === 'saved') …
   */
  submit(): Promise<RecordSubmitResult<Steps>>;
  /**
   * Settles a conflict: `mine` stands above what the server has now, `theirs` drops the edit. If the server's changes again, it is asked
   * again. Answers whether there was one.
   */
  take(path: DraftPath<Steps>, whose: 'mine' | 'theirs'): boolean;
}
