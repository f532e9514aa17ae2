import type { Stage } from './stage.ts';

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
export function rotateStrictly({ server }: Stage, lifetime: number): StrictTokens {
  const uses = new Map<number, number>();
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
        return new Response(JSON.stringify({ error: 'invalid_grant' }), {
          status: 400,
          headers: { 'content-type': 'application/json' },
        });
      }
    }
    given++;
    return {
      access_token: `access-${given}`,
      refresh_token: `refresh-${given}`,
      expires_in: lifetime / 1000,
      user: { id: 'u1', name: 'Ada' },
    };
  });
  server.answer('/api/things', () => ({}));
  return { refused: () => refused, uses };
}
