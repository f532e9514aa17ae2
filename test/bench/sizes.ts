import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';

/** A budget, counted as what an application downloads: bundled, minified, `gzip -9`; react is the application's own. */
export interface SizeRow {
  readonly what: string;
  /** Bytes. */
  readonly size: number;
  /** Bytes; absent for rows that are there for comparison. */
  readonly budget?: number;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
/** One that an application doesn't speak is shaken off, so it isn't counted where everything is. */
const secondLanguage = `${root}src/react/german-words.ts`;
const noWords = 'export const germanWords = {}, germanGateWords = {};';
const react = /^react(-dom)?(\/|$)/;

/** The bytes that this code costs an application. */
async function measure(code: string): Promise<number> {
  const entry = `${root}size-of.ts`;
  const built = await build({
    configFile: false,
    root,
    logLevel: 'error',
    mode: 'production',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? entry : null),
        load: (id) => (id === entry ? code : id === secondLanguage ? noWords : null),
      },
    ],
    build: {
      write: false,
      minify: 'oxc',
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: { input: entry, external: react, preserveEntrySignatures: 'strict', output: { format: 'es' } },
    },
  });
  const outputs = [built].flat() as Rolldown.RolldownOutput[];
  const text = outputs.flatMap(({ output }) => output.map((it) => (it.type === 'chunk' ? it.code : ''))).join('');
  return gzipSync(text, { level: 9 }).length;
}

/*
 * The budgets began as 7.5, 4.5 and 16 kB and were raised to what the first whole version weighs. What the bytes beyond buy:
 * - session: a head in two places, so that a killed browser brings no signed-out session back; a sign-out that is owed and made
 *   good; adopting, ending and switching in every tab; the whole gesture swallowed after a sleep; requests that are never sent or
 *   answered under another person's session; refusals that say what was given and how to mend it. Then 5 kB more, so that servers
 *   need no change (endpoints, anti-CSRF tokens with one more try, what nobody and a suspicion look like, the server's clock), a
 *   start without a network shows who was signed in (sealed), tabs ask once for all and pass a holder that hangs, also without Web
 *   Locks, requests wait for the same person's return, and a page can begin with what the server rendered. Then 2.5 kB: holds that no dead tab
 *   keeps, limits that change while a session runs and in every tab, presets, frames, and a question before a session ends for a
 *   clock that may have been set.
 *   Then 0.1, so that edits are dated by the server's clock; and 0.1 for documents that are let go on.
 *   Then 0.05 to wait for what is known, by `ready`. Then 0.15 for requests that are refused when whoever is present is shown, and in tabs
 *   that no hint reached, for a server's clock that outlives a reload, and for the event `claimed`, which costs documents 0.05.
 * - draft and cart: claims that happen once, wipes that are finished at the next start, migration, set-aside data, the shadow for
 *   what an exit left unwritten, submitting once over all tabs. Then 2.5 kB: arrays that several tabs edit item by item. Then 2.5 kB, and
 *   0.6 in the session's cryptography, for sealing: keys of each document, names that say nothing, everything that counts as data as
 *   text, a pad for what an exit finds unsealed, and a fold that works outside of its transaction.
 *   Then 1.7 for what lost unseen, kept and offered, edits that take their time, and taking the own ones back. Then 2.9 for the cart:
 *   limits, reports of what the shop sees otherwise, attempts that are taken back exactly, coupons and adjustments, and lines brought
 *   up to date by what changed; and 0.7 for reading, multiplying and dividing money without a float.
 *   Then 0.7 for a disk that is full, drafts that are over, connections that break and records that the disk has lost.
 *   Then 1.3 for fields of items: what lost in them, undo of whole arrays by their items, items that are edited late, and reading one at a time.
 *   Then 0.4 for reading record by record what another tab stored, and for messages that say nothing of it.
 *   Then 0.5 for many fields or lines at once, and for what one of thousands costs: moments that are drawn for who reads them, and who
 *   watches one part.
 *   Then 0.6, and 0.3 in the session's cryptography, for an edit that writes a third: short keys, one value in one piece, stamps without
 *   what their key says, and what late tabs left to documents that are gone, removed at the next start.
 *   Then 0.5 in the session, which looks for stored work, for keys that are bytes and name a stay by 128 bits.
 *   Then 0.5 for a claim, and a document's key, that find no room: shown, told and done later; and for what is set aside at a claim.
 *   Then 0.8 for items that come back under who types into them, and for what a whole array covers unseen, offered and taken back.
 *   Then 1.8 for an edit that writes what changed and not the whole, and for whoever reads and folds that.
 *   Then 0.7 for pages, which halve what restoring takes, and for keeping what makes sense of a value of which a part does not.
 *   Then 0.1 for what was closed and is typed over at once, which leaves storage, and for whoever goes on under another epoch.
 *   Then 0.4, and 0.4 in the session, for offering what they hold to `sync`, for messages about that, and a store that says how far it is.
 *   Then 0.4 for a guest's document that waits for what the account has on its server.
 *   Then 0.4 for a ground beneath a draft, and for what a server says about its fields.
 *   Then 0.2 for a restore that asks for everything at once and takes fewer steps for each element.
 *   Then 0.2, and 0.1 in the session, for a restore that is asked for in one round, behind a start that writes nothing.
 *   Then 0.15 for a document that asks before the page draws, looks at its own note, and joins once what it reads.
 *   Then 0.02 for what a change stands on at an exit, and for a guest's cart that replaces all of the account's.
 * - settings: nested paths, sets, the name of a tab that its duplicate does not share, and refusing stored values one by one.
 * - sync: a state machine over every status of the wire, backoff, one tab that works, a stream with its parser, and what was acknowledged.
 *   Then 0.4 for a turn that is taken from a tab that hangs, and for what goes on where it was stopped.
 * - record: three ways for each field, kept with the draft, over every answer of a server and every tab. Then 0.02 to be found by the devtools.
 * - everything: a warning that stays within reach after "Keep working" and speaks on, fits at 400 % zoom, isn't hidden by the
 *   application's dialogs, says its language and direction, yields to a gate, and lets guests out of the screen at the end.
 *   Then 0.05 for a start that waits for a sign-in of its page.
 * Pads, files and tags of storage went from the session's cryptography to the vault: 0.3 less for a session, as much more for documents.
 * What the bytes are spent on, and what 6 and 16 kB would cost, stands in `docs/footprint.md`.
 * The five packages that they replace weigh 28.4 kB together and do less.
 */
/** Every size with a budget, and the size of a peer beside them. */
export async function measureSizes(): Promise<readonly SizeRow[]> {
  const session = "export { createSession, cookie } from './src/index.ts';";
  const documents = "export { createDraft, createCart } from './src/index.ts';";
  const sessionSize = await measure(session);
  const withDocuments = await measure(session + documents);
  const withSettings = await measure(`${session}${documents}export { createSettings } from './src/index.ts';`);
  const withSync = await measure(`${session}${documents}export { createSettings, http } from './src/index.ts';`);
  const withRecord = await measure(`${session}${documents}export { createRecord } from './src/index.ts';`);
  return [
    { what: 'session with `cookie` transport and idle limits', size: sessionSize, budget: 23_680 },
    { what: 'draft and cart on top', size: withDocuments - sessionSize, budget: 31_430 },
    { what: 'settings on top of both', size: withSettings - withDocuments, budget: 3_400 },
    { what: '`sync` on top of all three', size: withSync - withSettings, budget: 7_500 },
    { what: 'record on top of both', size: withRecord - withDocuments, budget: 4_770 },
    {
      what: 'everything of `holdfast` and `holdfast/react`, in one language',
      size: await measure("export * from './src/index.ts'; export * from './src/react.ts';"),
      budget: 83_110,
    },
    {
      what: '`holdfast/oidc`, with oauth4webapi, on top of a session',
      size: (await measure(`${session}export * from './src/oidc.ts';`)) - sessionSize,
      budget: 14_450,
    },
    { what: '(react-idle-timer: idle limits alone)', size: await measure("export * from 'react-idle-timer';") },
  ];
}

const kB = (bytes: number | undefined): string => (bytes === undefined ? '' : `${(bytes / 1000).toFixed(2)} kB`);

/** The rows as a Markdown table. */
export function formatSizes(rows: readonly SizeRow[]): string {
  const lines = rows.map(({ what, size, budget }) => {
    const left = budget === undefined ? '' : `${Math.round((size / budget) * 100)} %`;
    return `| ${what} | ${kB(size)} | ${kB(budget)} | ${left} |`;
  });
  return ['| what | gzip -9 | budget | used |', '| --- | ---: | ---: | ---: |', ...lines].join('\n');
}

/** The rows that are over their budget. */
export function overBudget(rows: readonly SizeRow[]): readonly SizeRow[] {
  return rows.filter(({ size, budget }) => budget !== undefined && size > budget);
}
