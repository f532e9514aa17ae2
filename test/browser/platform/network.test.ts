import { expect, it } from 'vitest';
import { createBrowserNetwork } from '../../../src/platform/browser/network.ts';

it('hands over the text of an answer as it comes, with signs that are cut in two whole', async () => {
  const network = createBrowserNetwork();
  const bytes = new TextEncoder().encode('data: ä\n\n');
  const body = new ReadableStream<Uint8Array>({
    start(sender) {
      sender.enqueue(bytes.slice(0, 7));
      sender.enqueue(bytes.slice(7));
      sender.close();
    },
  });
  const found: string[] = [];
  await network.read(new Response(body), (text) => found.push(text), new AbortController().signal);
  expect(found.join('')).toBe('data: ä\n\n');
});

it('stops when it is told to, and says so where an answer breaks off', async () => {
  const network = createBrowserNetwork();
  const abort = network.abort();
  let cancelled = false;
  const open = new ReadableStream<Uint8Array>({
    cancel() {
      cancelled = true;
    },
  });
  const reading = network.read(new Response(open), () => {}, abort.signal);
  abort.abort();
  await expect(reading).rejects.toThrow();
  expect(cancelled).toBe(true);
  const broken = new ReadableStream<Uint8Array>({ start: (sender) => sender.error(new Error('cut')) });
  await expect(network.read(new Response(broken), () => {}, network.abort().signal)).rejects.toThrow('cut');
});
