import type { ReadableStore } from '../foundation/store.ts';
import type { Kept } from '../vault/contents.ts';
import { createExpiry } from '../vault/expiry.ts';
import type { DocumentHost, Partition, SavedTo } from '../vault/host.ts';
import { markClaim, markLeaving } from '../vault/opening.ts';
import { openStay, type Stay } from '../vault/stay.ts';
import { randomTag } from '../vault/tag.ts';
import { finishWipes } from '../vault/wipe.ts';
import { createClaiming, holdsWork } from './claiming.ts';
import { closing, createElements, type Element, type Elements } from './elements.ts';
import type { Face } from './face.ts';
import { type Fragment, join, type Register, storedFragment } from './fragment.ts';
import { createMarks } from './marks.ts';
import { changedElsewhere, raise } from './raising.ts';
import { isReceipt, type Receipt, type SavedStatus } from './saved.ts';
import { createSharing } from './sharing.ts';
import { createStampClock, momentOf, type Stamp } from './stamp.ts';

/** The engine under a draft and a cart: elements that are joined, stored and shown for whoever is signed in. */
export interface Document {
  /** Follows the session. Called once, when the face can be shown: in `view`. */
  attach(view: ReadableStore<object>): void;
  /** Everything known, joined. */
  all(): Elements;
  /** This stay's own part of an element. */
  own(name: string): Fragment | undefined;
  /** Names this tab's stay. */
  replica(): string;
  tick(after?: Stamp): Stamp;
  /** Joins edits into this stay's own part; they are shown before this returns, and stored as soon as can be. */
  write(...edits: Element[]): void;
  saved(): SavedStatus;
  savedTo(): SavedTo;
  /** Names what is open, until it is closed, and says nothing about whose it is. Null while it isn't known what is stored. */
  mark(): string | null;
  /** The idempotency key of what is open: the same in every tab until it is closed. */
  key(): string;
  /** Resolves when all tabs' edits that can be known are known here, and ours are stored. */
  gather(): Promise<void>;
  /** Closes what was seen at `stamp`, and begins anew. */
  close(stamp: Stamp, receipt: Receipt | null, ...edits: Element[]): void;
  /** The last closing. */
  closed(): { readonly stamp: Stamp; readonly receipt: Receipt | null };
}

export function createDocument(host: DocumentHost, name: string, face: Face): Document {
  const dated = host.dated ?? host.now;
  const stamps = createStampClock(dated);
  let touched = createExpiry(host, name, face.ttl);
  let partition: Partition | null = null;
  let stay: Stay | null = null;
  const fresh = () => createElements(face.accept, stamps.observe);
  let elements = fresh();
  let own = new Map<string, Fragment>();
  let replica = '';

  const identify = (): string => {
    replica ||= randomTag(host.platform.crypto);
    return replica;
  };
  const tick = (after?: Stamp): Stamp => stamps.tick(identify(), after);
  const closed: Document['closed'] = () => {
    const [stamp, receipt] = (elements.map.get(closing) as Register | undefined) ?? [''];
    return { stamp, receipt: isReceipt(receipt) ? receipt : null };
  };
  const { mark, key } = createMarks(
    () => stay?.id() ?? null,
    () => ({ contents: elements, closed: closed().stamp, replica: identify() }),
  );
  const apply = ([element, fragment]: Element): void => {
    const before = own.get(element);
    own.set(element, before ? join(before, fragment) : fragment);
    elements.merge([element, fragment]);
  };

  /** Stores that it was closed, and removes what was. */
  const clean = (): void => {
    stay?.touch(closing);
    void stay?.flush().then(() => stay?.tidy());
  };
  /** What is stored is known: forgets what nobody touched for too long, and lifts what was typed meanwhile above the rest. */
  const settle = (): void => {
    // What is stored may be dated by either clock. Nothing is over, and nothing typed is late enough, by one of them alone.
    const now = Math.min(host.now(), dated());
    const last = face.ttl && changedElsewhere(elements.map, own);
    if (last && momentOf(last) < now - face.ttl) {
      apply([closing, [tick(last), null]]);
      clean();
    }
    raise(elements.map, own, now, tick, apply);
  };

  const saved = (): SavedStatus => stay?.status() ?? 'restoring';
  /** `quietly`: where nothing of the contents has changed, only the status may. */
  const render = (quietly = false): void => {
    const changed = elements.changes();
    const edited = changed.size > 0;
    sharing.changed(edited);
    if (edited || !quietly) face.render(changed);
    else face.show({ saved: saved(), savedTo: sharing.savedTo() });
  };

  const leave = (): void => {
    claiming.begin();
    sharing.end();
    stay?.close();
    stay = null;
  };
  const begin = (): void => {
    elements = fresh();
    own = new Map();
    replica = '';
    // A note of the one before may have gone with it.
    touched = createExpiry(host, name, face.ttl);
    face.begun();
  };

  const open = (where: Partition): void => {
    const [present, mine] = [elements, own];
    const kept: Kept = {
      document: name,
      version: face.version,
      afterSignOut: face.afterSignOut,
      seals: face.seals,
      replica: identify(),
      absorb: present.absorb,
      all: present.all,
      // Nothing that was closed is written any more.
      own: (element) => (present.map.has(element) ? storedFragment(mine.get(element)) : undefined),
      fresh,
      adopt: (stored) => present.adopt((stored as typeof present).map),
      claim: (guest, theirs, as) => claiming.parts((guest as typeof present).map, (theirs as typeof present).map, as),
      waits: claiming.waits,
      claimed: (guest, joined) => claiming.tell((guest as typeof present).map, joined),
      opened() {
        if (elements !== present) return;
        settle();
        claiming.joinTyped();
        touched(where.id);
        face.opened();
        render();
      },
      changed: () => elements === present && render(true),
      // Asked for by a stay that isn't over: by the present one.
      lost() {
        leave();
        begin();
        open(where);
      },
    };
    stay = openStay(host, where, kept, own.keys());
    sharing.begin(where, stay, present.map);
    render();
  };

  const write = (...edits: Element[]): void => {
    edits.forEach(apply);
    for (const [element] of edits) stay?.touch(element);
    if (partition) touched(partition.id);
    render();
  };
  const gather = async (): Promise<void> => {
    const present = stay;
    await present?.ready;
    if (!present || present.id() === null) return;
    await present.flush();
    await present.reread();
  };
  const close: Document['close'] = (stamp, receipt, ...edits) => {
    write([closing, [stamp, receipt]], ...edits);
    clean();
  };
  const [all, present] = [() => elements.map, () => ({ partition, stay, sharing })];
  const claiming = createClaiming(host, name, face, { all, replica: identify, write }, present);
  const { known } = claiming;
  const offered = { write, close, clean, gather, closed, fresh, replica: identify, known };
  const sharing = createSharing(host, name, face, offered);
  return {
    attach(view) {
      host.onPartition((next, cause) => {
        const before = partition;
        partition = next;
        if (next && next.id === before?.id) return void stay?.reread();
        const leaving = before && before.id !== 'guest' && cause === 'signed-out' ? before.id : null;
        const joining = next && cause === 'signed-in' && face.claim && (!before || before.id === 'guest');
        // What a guest did before the storage answered goes along by itself; a claim reads what is stored.
        const typed = joining && before && stay?.id() === null ? own : null;
        if (leaving !== null) markLeaving(host, name, leaving, face.afterSignOut);
        if (!typed && (leaving === null || face.afterSignOut === 'seal')) stay?.exit();
        leave();
        // What was typed while nobody knew whose it is belongs to whoever it turns out to be.
        if (before) begin();
        if (joining) markClaim(host, name, next.id);
        const now = claiming.keep(typed);
        if (now) {
          claiming.parts(now, elements.map, identify()).forEach(apply);
          claiming.tell(now, true);
        }
        if (next) open(next);
        else if (leaving !== null) finishWipes(host).catch((error: unknown) => host.reportStorage('volatile', error));
        render();
      });
      host.onAnnounced((announced, keys) => {
        if (announced === null || announced === name) void stay?.reread(keys);
      });
      host.register({
        name,
        view,
        flush: async () => stay?.flush(),
        exit: () => stay?.exit(),
        kept: () => holdsWork(elements.map),
      });
    },
    all,
    own: (element) => own.get(element),
    replica: identify,
    tick,
    write,
    saved,
    savedTo: sharing.savedTo,
    mark,
    key,
    gather,
    close,
    closed,
  };
}
