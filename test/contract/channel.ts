import { describe, expect, it } from 'vitest';
import type { OpenChannel } from '../../src/platform/channel.ts';

/** The same origin in two documents, or in two ends where a document can hear itself. */
export interface ChannelsUnderTest {
  readonly here: OpenChannel;
  readonly there: OpenChannel;
}

let count = 0;
const newName = (): string => `contract-${Date.now()}-${++count}`;

export function describeChannel(name: string, make: () => Promise<ChannelsUnderTest>): void {
  describe(`channel: ${name}`, () => {
    const open = async () => {
      const { here, there } = await make();
      const channel = newName();
      const heard: { here: unknown[]; there: unknown[] } = { here: [], there: [] };
      const a = here(channel, (message) => heard.here.push(message));
      const b = there(channel, (message) => heard.there.push(message));
      return { a, b, heard, channel, here, there };
    };

    it('brings copies to the others in order, later, and never to the sender', async () => {
      const { a, b, heard } = await open();
      const message = { n: 1, list: [1, 2] };
      a.post(message);
      message.n = 99;
      a.post('second');
      expect(heard.there).toEqual([]);
      await expect.poll(() => heard.there).toEqual([{ n: 1, list: [1, 2] }, 'second']);
      expect(heard.here).toEqual([]);
      b.post('back');
      await expect.poll(() => heard.here).toEqual(['back']);
      a.close();
      b.close();
    });

    it('keeps names apart', async () => {
      const { a, b, heard, there } = await open();
      const foreign = there(newName(), () => {});
      foreign.post('foreign');
      b.post('own');
      await expect.poll(() => heard.here).toEqual(['own']);
      for (const channel of [a, b, foreign]) channel.close();
    });

    it('is silent once closed, and posting to it never throws', async () => {
      const { a, b, heard, channel, there } = await open();
      const witness: unknown[] = [];
      const c = there(channel, (message) => witness.push(message));
      b.close();
      b.post('from the dead');
      a.post('to the living');
      a.post(() => 'what can not be cloned');
      await expect.poll(() => witness).toEqual(['to the living']);
      expect(heard).toEqual({ here: [], there: [] });
      a.close();
      c.close();
    });
  });
}
