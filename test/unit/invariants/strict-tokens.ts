import type { Stage } from './stage.ts';

const refuse = (status: number, error: string): Response =>
  new Response(JSON.stringify({ error }), { status, headers: { 'content-type': 'application/json' } });

/** What a server with strict rotation gave and refused, told apart by when it was given: the first is of generation 1. */
export interface StrictTokens {
  /** Highest generation whose refresh token the server refused; 0 while it refused none. */
  refused(): number;
  /** How often the token of each generation was used. */
  readonly uses: ReadonlyMap<number, number>;
}

/**
 * Answers `/token` and everything else in place of the stage's server: each refresh token is good once, a used one is refused, and that
 * ends nothing. Whoever signs somebody out here does so without need.
 */
export function rotateStrictly({ server, browser: { clock } }: Stage, lifetime: number): StrictTokens {
  const uses = new Map<number, number>();
  const goodUntil = new Map<string, number>();
  let given = 0;
  let refused = 0;
  server.answer('/token', async (request) => {
    const body = (await request.json()) as { refresh_token?: string };
    if (body.refresh_token !== undefined) {
      const generation = Number(body.refresh_token.split('-')[1]);
      const used = uses.get(generation) ?? 0;
      uses.set(generation, used + 1);
      if (used > 0) {
        refused = Math.max(refused, generation);
        return refuse(400, 'invalid_grant');
      }
    }
    given++;
    goodUntil.set(`Bearer access-${given}`, clock.elapsed() + lifetime);
    return {
      access_token: `access-${given}`,
      refresh_token: `refresh-${given}`,
      expires_in: lifetime / 1000,
      user: { id: 'u1', name: 'Ada' },
    };
  });
  server.answer('/api/things', ({ headers }) =>
    clock.elapsed() < (goodUntil.get(headers.get('authorization') ?? '') ?? 0) ? {} : refuse(401, 'invalid_token'),
  );
  return { refused: () => refused, uses };
}
