import type { Platform, Stage } from './stage.ts';

/** Which session of the server's belongs to which epoch, and to which tokens. Sessions are numbered as `server.sessions`. */
export interface Families {
  /** The platform of a tab, with an ear for the epochs that are minted there. */
  equip(platform: Platform, tab: string): Platform;
  ofEpoch(epoch: string): number | undefined;
  /** As `equip`, and hears of every request in the instant in which it leaves. */
  equipWith(onSend: (request: Request, tab: string) => void): Families['equip'];
  /** The session whose access token a request carries. */
  ofRequest(request: Request): number | undefined;
}

export function createFamilies(stage: Stage): Families {
  const { server, onAnswer } = stage;
  const tokens = new Map<string, number>();
  const epochs = new Map<string, number>();
  /** The session that each tab, by name, asked for last, though it may have asked the server for it before others. */
  const signedIn = new Map<string, { readonly session: number; readonly place: number }>();

  onAnswer.push(async ({ request, response, tab }) => {
    const { pathname } = new URL(request.url);
    const isToken = pathname === '/token';
    if (request.method !== 'POST' || !response.ok || !(isToken || pathname === '/api/sign-in')) return;
    const { refresh_token: used, place = 0 } = (await request.json()) as { refresh_token?: string; place?: number };
    const given = (await response.json().catch(() => null)) as Record<string, string> | null;
    if (!given?.['user']) return;
    const family = used === undefined ? server.sessions.length - 1 : tokens.get(used);
    const later = (signedIn.get(tab)?.place ?? -1) > place;
    if (used === undefined && !later) signedIn.set(tab, { session: server.sessions.length - 1, place });
    if (family === undefined || !isToken) return;
    tokens.set(String(given['access_token']), family);
    tokens.set(String(given['refresh_token']), family);
  });

  const families: Families = {
    equip: (platform, tab) => ({
      ...platform,
      crypto: {
        ...platform.crypto,
        randomId() {
          const id = platform.crypto.randomId();
          const family = signedIn.get(tab)?.session;
          // Epochs end with one of these. A tab that mints one has no later sign-in under way.
          if (family !== undefined) epochs.set(id.slice(0, 12), family);
          return id;
        },
      },
    }),
    equipWith: (onSend) => (platform, tab) => ({
      ...families.equip(platform, tab),
      network: {
        ...platform.network,
        fetch(request) {
          onSend(request, tab);
          return platform.network.fetch(request);
        },
      },
    }),
    ofEpoch: (epoch) => epochs.get(epoch.split('-')[1] ?? ''),
    ofRequest: ({ headers }) => tokens.get(headers.get('authorization')?.replace('Bearer ', '') ?? ''),
  };
  return families;
}
