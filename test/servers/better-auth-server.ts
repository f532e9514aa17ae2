import { betterAuth } from 'better-auth';
import { memoryAdapter } from 'better-auth/adapters/memory';
import { toNodeHandler } from 'better-auth/node';
import type { Handler } from './front.ts';

export interface BetterAuthServer {
  readonly handler: Handler;
  /** Id of the one person that it knows. */
  readonly ada: string;
  /** How many sessions there are. */
  sessions(): number;
  /** Ends every session behind the application's back. */
  revoke(): void;
}

/** better-auth with email and password, everything else as it comes, and its rows in memory. `lifetime` in milliseconds. */
export async function createBetterAuthServer(origin: string, lifetime?: number): Promise<BetterAuthServer> {
  const rows: Record<string, unknown[]> = { user: [], session: [], account: [], verification: [] };
  const auth = betterAuth({
    baseURL: origin,
    secret: 'thirty-two letters that are no secret',
    database: memoryAdapter(rows),
    emailAndPassword: { enabled: true, autoSignIn: false },
    session: lifetime === undefined ? {} : { expiresIn: lifetime / 1000 },
    logger: { disabled: true },
    telemetry: { enabled: false },
  });
  const body = { name: 'Ada', email: 'ada@example.com', password: 'correct horse' };
  const { user } = await auth.api.signUpEmail({ body });
  return {
    handler: toNodeHandler(auth),
    ada: user.id,
    sessions: () => rows['session']?.length ?? 0,
    revoke: () => void rows['session']?.splice(0),
  };
}
