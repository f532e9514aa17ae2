import { type Import, resolveImport } from './sources.ts';

/** Which rooms of src a room may import from, besides itself. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  foundation: [],
  platform: ['foundation'],
  'platform/browser': ['foundation', 'platform'],
  auth: ['foundation', 'platform'],
  'auth/oidc': ['foundation', 'platform', 'auth'],
  time: ['foundation', 'platform'],
  tabs: ['foundation', 'platform'],
  vault: ['foundation', 'platform'],
  documents: ['foundation', 'platform', 'auth', 'time', 'tabs', 'vault'],
  sync: ['foundation', 'platform', 'auth', 'time', 'tabs', 'vault', 'documents'],
  session: ['foundation', 'platform', 'auth', 'time', 'tabs', 'vault', 'documents', 'sync'],
  'session/create-session.ts': [
    ...['foundation', 'platform', 'platform/browser', 'auth', 'time', 'tabs', 'vault', 'documents', 'sync', 'session'],
  ],
  react: ['foundation', 'platform', 'auth', 'time', 'tabs', 'vault', 'documents', 'sync', 'session'],
  devtools: ['foundation', 'platform', 'auth', 'time', 'tabs', 'vault', 'documents', 'sync', 'session', 'react'],
  // What is looked into has to be made somewhere: as `createSession` does, `inspect()` takes the browser where it is given nothing else.
  'devtools/observe/inspect.ts': ['foundation', 'platform', 'platform/browser', 'devtools'],
  'devtools/absent.ts': ['foundation', 'platform', 'platform/browser', 'devtools'],
  testing: ['foundation', 'platform', 'auth', 'time', 'tabs', 'vault', 'documents', 'sync', 'session'],
  'testing/react': ['foundation', 'platform', 'session', 'react', 'testing'],
};

/** Which rooms may import which packages, and in what form. Whatever is missing here is not imported by src at all. */
const packages: Readonly<Record<string, { readonly rooms: readonly string[]; readonly typeOnly?: boolean }>> = {
  'zustand/vanilla': { rooms: Object.keys(rooms) },
  zustand: { rooms: ['react', 'devtools'] },
  'idb-keyval': { rooms: ['platform', 'platform/browser'] },
  react: { rooms: ['react', 'testing/react', 'devtools', 'devtools/absent.ts'] },
  'react/jsx-runtime': { rooms: ['react', 'testing/react', 'devtools'] },
  '@testing-library/react': { rooms: ['testing/react'] },
  'react-dom': { rooms: ['react', 'devtools'] },
  oauth4webapi: { rooms: ['auth/oidc'] },
  '@standard-schema/spec': { rooms: Object.keys(rooms), typeOnly: true },
};

/** The room a file of src is in: the longest name that fits. A door is in none. */
export function roomOf(path: string): string | undefined {
  const inside = path.replace(/^src\//, '');
  return Object.keys(rooms)
    .filter((room) => inside === room || inside.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0];
}

const isDoor = (path: string): boolean => /^src\/[^/]+\.tsx?$/.test(path);

function judgeSource(path: string, target: string, { typeOnly }: Import): string | undefined {
  const room = roomOf(path);
  if (!target.startsWith('src/')) {
    const rule = packages[target];
    if (!rule || (room !== undefined && !rule.rooms.includes(room))) return 'does not use this package';
    return rule.typeOnly && !typeOnly ? 'uses only the types of this package' : undefined;
  }
  if (isDoor(target)) return 'must not go through a door';
  const other = roomOf(target);
  if (isDoor(path)) return undefined;
  if (room === undefined || other === undefined) return 'is in no room that the table knows';
  if (room === other || rooms[room]?.includes(other)) return undefined;
  return `(${room}) must not know ${other}`;
}

/** Why one import is against the house rules, or nothing. */
export function judgeImport(path: string, found: Import): string | undefined {
  const target = resolveImport(path, found.from);
  const fault = (why: string | undefined): string | undefined => why && `${path} ${why}: ${found.from}`;
  if (path.startsWith('src/')) {
    if (found.reExportsAll) return fault('exports by name only');
    return fault(judgeSource(path, target, found));
  }
  if (path.startsWith('demo/') && /^(src|test)\//.test(target))
    return fault('uses the doors only, as an application does');
  if (
    path.startsWith('demo/') &&
    /^holdfast\/(?!react$|oidc$|devtools$|devtools\/production$|testing$|testing\/react$)/.test(target)
  )
    return fault('knows no such door');
  return undefined;
}
