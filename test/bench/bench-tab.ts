import type { Tab, TestBrowser } from '../support/tab.ts';

/** What a page offers under `bench`. */
type Asked<Bench> = { readonly [Name in keyof Bench]: (...args: never[]) => unknown };

/** The benchmark's page in a tab. It is asked by the protocol alone, since what a driver puts into a page listens to input too. */
export interface BenchTab<Bench extends Asked<Bench>> {
  call<Name extends keyof Bench>(
    name: Name,
    ...args: Parameters<Bench[Name]>
  ): Promise<Awaited<ReturnType<Bench[Name]>>>;
  /** Gives the page a function of that name, to which it tells texts. */
  listen(name: string, listener: (text: string) => void): Promise<void>;
  front(): Promise<void>;
  /** CPU time of the page's main thread, in seconds. */
  cpu(): Promise<number>;
}

export async function openBench<Bench extends Asked<Bench>>(
  browser: TestBrowser,
  url: string,
): Promise<BenchTab<Bench>> {
  return benchIn(await browser.newTab(url));
}

/** The same, in a tab that is open. */
export async function benchIn<Bench extends Asked<Bench>>(tab: Tab): Promise<BenchTab<Bench>> {
  if (!tab.page) throw new Error('CPU time is read by the DevTools protocol, which this engine has not.');
  const session = await tab.page.context().newCDPSession(tab.page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return {
    front: () => tab.front(),
    async listen(name, listener) {
      session.on('Runtime.bindingCalled', (called) => {
        if (called.name === name) listener(called.payload);
      });
      await session.send('Runtime.enable');
      await session.send('Runtime.addBinding', { name });
    },
    async call(name, ...args) {
      const expression = `bench.${String(name)}(${args.map((arg) => JSON.stringify(arg)).join()})`;
      const asked = { expression, awaitPromise: true, returnByValue: true };
      const { result, exceptionDetails } = await session.send('Runtime.evaluate', asked);
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    },
    async cpu() {
      const { metrics } = await session.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Number.NaN;
    },
  };
}
