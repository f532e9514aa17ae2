import { createEndpointRequest, type Endpoint, endpointOptions, isHtml, type RequestParts } from '../endpoint.ts';
import { exchange, failed, ok, type ServerNow } from '../exchange.ts';
import type { Answer, Lease, Transport } from '../transport.ts';
import { adviseOnForgery } from './advice.ts';
import { createAnswers } from './answers.ts';
import { createCsrf, isUnsafe } from './csrf.ts';
import { type CookieOptions, checkOptions } from './options.ts';

/**
 * The server keeps the session and the browser an HttpOnly cookie. The first choice for an application with a server
 * (OAuth 2.0 for Browser-Based Applications ranks it first), since script never sees a credential.
 *
 * @example
 * cookie<User>({ session: '/api/session', signIn: '/api/sign-in', signOut: '/api/sign-out' })
 * @throws HOLDFAST_CONFIG for unknown or impossible options
 */
export function cookie<User, Credentials = unknown>(
  options: CookieOptions<User, Credentials>,
): Transport<User, Credentials> {
  checkOptions(options);
  const { session, signIn, signOut, touch = session, headers = {}, origins = [] } = options;

  return {
    connect(context) {
      const { platform } = context;
      const { network } = platform;
      const answers = createAnswers<User>(options, platform);
      /** Tokens that requests of the application's were sent with. */
      const carried = new WeakMap<Request, string | null>();
      type Found = Answer<Lease<User> | null>;
      type Read<Value> = (body: unknown, response: Response, serverNow: ServerNow) => Answer<Value>;

      const send = async <Input, Value>(
        endpoint: Endpoint<Input>,
        input: Input,
        parts: RequestParts,
        signal: AbortSignal,
        map: Read<Value>,
      ): Promise<Answer<Value>> => {
        try {
          const request = createEndpointRequest(network, endpoint, input, { credentials: 'include', ...parts });
          // To lengthen a session does no harm.
          if (input !== undefined) adviseOnForgery(request, options, platform);
          return await exchange(context, request, signal, map);
        } catch (cause) {
          return failed('protocol', { cause });
        }
      };
      const get = <Value>(endpoint: Endpoint, signal: AbortSignal, map: Read<Value>): Promise<Answer<Value>> =>
        send(endpoint, undefined, { method: 'GET', headers }, signal, map);
      const csrf = createCsrf(options.csrf, session, platform, get);

      /** As `send`, with a token where one is needed, and once more where that is refused. */
      const post = async <Input, Value>(
        endpoint: Endpoint<Input>,
        input: Input,
        parts: Omit<RequestParts, 'method'>,
        signal: AbortSignal,
        map: Read<Value>,
      ): Promise<Answer<Value>> => {
        const isGuarded = isUnsafe(endpointOptions(endpoint).method ?? 'POST');
        for (let first = true; ; first = false) {
          const taken = isGuarded ? await csrf.take(signal) : ok(null);
          if (taken.outcome !== 'ok') return taken;
          const used = taken.value;
          let isRefused = false;
          const more = {
            ...parts,
            method: 'POST',
            headers: { ...headers, ...csrf.headers(used) },
            fields: csrf.fields(used),
          };
          const answer = await send<Input, Value>(endpoint, input, more, signal, (body, response, serverNow) => {
            isRefused = isGuarded && csrf.refuses(response, body);
            return map(body, response, serverNow);
          });
          if (!isRefused || !first || answer.outcome === 'ok' || !(await csrf.renew(used, signal))) return answer;
        }
      };

      const readAnswer: Read<Lease<User> | null> = (body, response, serverNow) => {
        if (!isHtml(response)) csrf.learn(body, response);
        return answers.readSession(body, response, serverNow);
      };
      const probe = (signal: AbortSignal): Promise<Found> => get(session, signal, readAnswer);

      return {
        probe,
        async touch(signal) {
          if (touch === session) return probe(signal);
          const answer = await post(touch, undefined, {}, signal, readAnswer);
          // Only the session endpoint may say that nobody is there.
          const isKnown = answer.outcome === 'ok' ? answer.value : isUnreachable(answer);
          return isKnown ? answer : probe(signal);
        },
        async signIn(credentials, signal) {
          const { accepts } = endpointOptions(signIn);
          const parts = { content: credentials as object };
          const answer: Found = await post(signIn, credentials, parts, signal, (body, response, serverNow) => {
            const { ok: agreed, status } = response;
            const refused = { outcome: 'rejected', status, body } as const;
            const unclear = failed('protocol', { status });
            if (accepts && !accepts(body, response))
              return isHtml(response) && csrf.refuses(response, body) ? unclear : refused;
            if (!accepts && status >= 400 && !isHtml(response)) return refused;
            if (!accepts && (!agreed || isHtml(response))) return unclear;
            // The token of before is dead; the new one may be in this very answer.
            csrf.drop();
            if (accepts || body === null) return ok(null);
            const read = readAnswer(body, response, serverNow);
            // 200 without a user is how some servers say "wrong password".
            return read.outcome === 'ok' && !read.value ? refused : read;
          });
          if (answer.outcome !== 'ok' || answer.value) return answer as Answer<Lease<User>>;
          const found = await probe(signal);
          if (found.outcome !== 'ok' || found.value) return found as Answer<Lease<User>>;
          const cause = new Error('the server agreed to the sign-in, and its session endpoint names nobody');
          return failed('protocol', { cause });
        },
        begin: async () => {},
        async signOut(_epoch, scope, signal) {
          const everywhere = scope === 'everywhere';
          const { accepts } = endpointOptions(signOut);
          // Outlives the page: a sign-out at closing time still arrives.
          const parts = { content: { everywhere }, keepalive: true };
          const told = await post<{ readonly everywhere: boolean }, null>(
            signOut,
            { everywhere },
            parts,
            signal,
            (body, response) => {
              const done = accepts ? accepts(body, response) : response.ok && !isHtml(response);
              return done ? ok(null) : { outcome: 'rejected', status: response.status, body };
            },
          );
          csrf.drop();
          if (told.outcome === 'ok' || isUnreachable(told)) return told;
          // Refused, mostly since the session and its token are gone already: the session endpoint knows.
          const answer = await probe(signal);
          if (answer.outcome === 'ok' && answer.value) return failed('protocol');
          return answer as Answer<null>;
        },
        async authorize(request, signal) {
          // The page's own origin gets cookies anyway; `include` is for the others that were listed.
          const own = network.request(request, { credentials: 'include' });
          for (const [name, value] of Object.entries(headers)) if (!own.headers.has(name)) own.headers.set(name, value);
          adviseOnForgery(own, options, platform);
          if (!options.csrf || !isUnsafe(own.method)) return own;
          const taken = await csrf.take(signal);
          // Without a token the server decides.
          const token = taken.outcome === 'ok' ? taken.value : null;
          for (const [name, value] of Object.entries(csrf.headers(token))) own.headers.set(name, value);
          carried.set(own, token);
          return own;
        },
        concerns: (response, sent) => answers.suspects(response, sent) || (carried.has(sent) && csrf.refuses(response)),
        async recover(sent, response, signal) {
          const used = carried.get(sent);
          return used !== undefined && csrf.refuses(response) && (await csrf.renew(used, signal)) ? 'again' : 'ask';
        },
        shared: true,
        allows: (origin) => origin === network.resolve('').origin || origins.includes(origin),
      };
    },
  };
}

/** Nothing was found out, and asking elsewhere would find out no more. */
const isUnreachable = (answer: Answer<unknown>): boolean =>
  answer.outcome === 'failed' && answer.failure.kind !== 'protocol';
