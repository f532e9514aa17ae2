import { inDevelopment } from '../foundation/development.ts';
import { type DocumentHost, type DocumentOwner, documentHost } from '../vault/host.ts';

const made = new WeakMap<DocumentHost, Map<string, number>>();

/** Of a document that is made a second time on one session: most likely in a component, or by a name that is taken. */
export function adviseOnName(session: DocumentOwner, name: string): void {
  inDevelopment(() => {
    const host = session[documentHost];
    const names = made.get(host) ?? new Map<string, number>();
    made.set(host, names);
    const count = (names.get(name) ?? 0) + 1;
    names.set(name, count);
    if (count === 2)
      host.platform.report(
        `"${name}" was made twice on one session. Make each draft, cart and settings once, in a module and not in a component, under a name of its own; hot reloading of that module makes it anew, too.`,
      );
  });
}
