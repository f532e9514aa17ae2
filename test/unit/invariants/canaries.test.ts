import fc from 'fast-check';
import { bearer, seconds } from 'holdfast';
import { describe, it } from 'vitest';
import { anyChaos, createChaos, unleash } from './chaos.ts';
import { anyWorld, holds, patience } from './interleave.ts';
import { createStage, type Login, type OpenTab, type Person, password } from './stage.ts';

/** Everything readable in `value`, also what JSON leaves out: messages, stacks, causes, headers, URLs. */
function textOf(value: unknown, seen = new Set<unknown>()): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || seen.has(value)) return '';
  seen.add(value);
  const { url, headers } = value as { url?: unknown; headers?: unknown };
  const more = headers instanceof Headers ? [url, [...headers].flat()] : [];
  const own = Object.getOwnPropertyNames(value).map((name) => [name, Reflect.get(value, name)]);
  return [...own.flat(), ...more].map((part) => textOf(part, seen)).join('\n');
}

/** Servers garble answers: a token stands where none belongs, or in something that can't be read. */
const garble: Record<string, (text: string) => { body: string; type: string }> = {
  'as it is': (body) => ({ body, type: 'application/json' }),
  'cut off': (text) => ({ body: text.slice(0, -3), type: 'application/json' }),
  'in a page': (text) => ({ body: `<!doctype html><pre>${text}</pre>`, type: 'text/html' }),
  'as text': (text) => ({ body: text.replaceAll('"', ''), type: 'text/plain' }),
  'under other names': (text) => ({ body: text.replaceAll('token"', 'Token"'), type: 'application/json' }),
  'in a list': (text) => ({ body: JSON.stringify([text]), type: 'application/json' }),
  'in place of numbers': (text) => ({
    body: JSON.stringify({ ...JSON.parse(text), expires_in: JSON.parse(text).access_token, refresh_token: 7 }),
    type: 'application/json',
  }),
};

describe('a credential', () => {
  it('stands in no store, message, report, address, event, state or error, whatever goes wrong', patience, async () => {
    const input = fc.record({
      world: anyWorld(['cookie', 'bearer', 'bearer']),
      atRest: fc.constantFrom('sealed' as const, 'memory' as const),
      garbled: fc.array(fc.constantFrom(...Object.keys(garble)), { maxLength: 6 }),
      refuse: fc.boolean(),
      script: anyChaos(),
    });
    await holds(120, input, async ({ world, atRest, garbled, refuse, script }) => {
      const stage = createStage(world);
      const { faults, browser, server } = stage;
      /** What the application got to see, with where. */
      const told: [where: string, what: unknown][] = [];
      const serve = browser.network.handler;
      let answers = 0;
      browser.network.handler = async (request, tab) => {
        const response = (await serve?.(request, tab)) as Response;
        if (new URL(request.url).pathname !== '/token' || !response.ok) return response;
        const text = await response.clone().text();
        const how = garble[garbled[answers++] ?? 'as it is'];
        if (!how || !text.startsWith('{')) return response;
        const { body, type } = how(text);
        return new Response(body, { status: 200, headers: { 'content-type': type } });
      };
      const open = (): OpenTab => {
        const transport = bearer<Person, Login & Record<string, unknown>>({
          signIn: '/token',
          refresh: '/token',
          signOut: '/token/revoke',
          atRest,
        });
        const one = stage.open(world.transport === 'bearer' ? { transport } : {});
        const { session, tab } = one;
        for (const event of ['signed-in', 'refreshed', 'ended', 'freshness', 'storage', 'message', 'extended'] as const)
          session.on(event, (what: unknown) => told.push([`${event} in ${tab.name}`, what]));
        session.subscribe((state) => told.push([`the state of ${tab.name}`, state]));
        return one;
      };
      for (let at = 0; at < 2; at++) open();
      browser.databases.failNext(refuse ? 20 : 0);
      const chaos = createChaos(stage, open);
      const { expect } = stage;
      Object.assign(stage, {
        expect: (one: OpenTab, what: string, asked: Promise<unknown>) => {
          const hear = (answer: unknown): void => {
            // An answer to the application is the application's; a credential isn't in it either way.
            told.push([`${what} in ${one.tab.name}`, answer]);
          };
          asked.then(hear, hear);
          expect(one, what, asked);
        },
      });
      await unleash(stage, chaos, [{ at: 0, act: { does: 'sign in', tab: 0, as: 'ada' } }, ...script]);
      await browser.clock.advance(seconds(70));
      await chaos.calm();
      const secrets = [password, ...server.secrets];
      const everything: [string, string][] = [
        ['what is stored, sent between tabs, reported or in an address', browser.text()],
        ...told.map(([where, what]): [string, string] => [where, textOf(what)]),
        ...stage.tabs.flatMap(({ tab }) => tab.reports.map((report): [string, string] => [tab.name, textOf(report)])),
      ];
      for (const [where, text] of everything)
        for (const secret of secrets)
          if (text.includes(secret)) faults.push(`${secret} stands in ${where}: ${text.slice(0, 300)}`);
      return faults.filter((fault) => fault.includes('canary'));
    });
  });
});
