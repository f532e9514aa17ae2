import { faulty, type ServerFault } from './answers.ts';
import type { TestBrowser } from './browser.ts';
import { makeUrl } from './host.ts';
import type { TestServer } from './server-face.ts';

type Serve = (request: Request, from: TestBrowser) => Promise<Response>;

/** What befalls requests on their way to the server and back. */
type ServerRoad = Pick<TestServer, 'connect' | 'fail' | 'hold'>;

const unreachable = (): never => {
  throw new TypeError('Failed to fetch');
};

export function createServerRoad(serve: Serve, server: () => Pick<TestServer, 'latency' | 'interrupt'>): ServerRoad {
  const faults = new Map<string, ServerFault[]>();
  const held = new Map<string, Promise<Response | undefined>>();
  const pause = (from: TestBrowser): Promise<void> => {
    const { latency } = server();
    return latency > 0 ? new Promise((resolve) => void from.after(latency / 2, resolve)) : Promise.resolve();
  };
  return {
    connect(from) {
      from.network.handler = async (request, tab) => {
        const { pathname } = makeUrl(request.url);
        const instead = (await server().interrupt?.(request.clone(), tab)) ?? (await held.get(pathname))?.clone();
        if (instead) return instead;
        const fault = faults.get(pathname)?.shift();
        await pause(from);
        if (fault === 'network') return unreachable();
        if (fault === 'hang') return new Promise<Response>(() => {});
        const response = fault === undefined || fault === 'lost' ? await serve(request, from) : faulty(fault);
        await pause(from);
        return fault === 'lost' ? unreachable() : response;
      };
    },
    fail(path, fault, times = 1) {
      faults.set(path, [...(faults.get(path) ?? []), ...Array.from({ length: times }, () => fault)]);
    },
    hold(...paths) {
      let letGo: (instead?: Response) => void = () => {};
      const answer = new Promise<Response | undefined>((resolve) => {
        letGo = resolve;
      });
      for (const path of paths) held.set(path, answer);
      return (instead) => {
        for (const path of paths) if (held.get(path) === answer) held.delete(path);
        letGo(instead);
      };
    },
  };
}
