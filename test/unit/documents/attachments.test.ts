import { openAsBlob } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { createDraft } from '../../../src/documents/draft/draft.ts';
import { isData } from '../../../src/vault/data.ts';
import { ann, type Desk, openDesk } from './support.ts';

const address = z.object({
  proof: z.file().optional(),
  photos: z.array(z.file()).optional(),
  note: z.string().optional(),
  doors: z.array(z.object({ name: z.string(), photo: z.file().optional() })).optional(),
});
const draftOf = (desk: Desk, maxSize?: number) =>
  createDraft(desk, 'checkout', { steps: { address }, ...(maxSize !== undefined && { maxSize }) });
const file = (text: string, name = 'door.txt'): File => new File([text], name, { type: 'text/plain' });
const openTwo = async () => {
  const browser = createTestBrowser();
  const desk = openDesk(browser, ann);
  const drafts = [draftOf(desk), draftOf(openDesk(browser, ann))] as const;
  await browser.clock.settle();
  return { browser, desk, drafts };
};

describe('a file in a draft', () => {
  it('is in every tab, and there after a crash, with name, type and bytes', async () => {
    const { browser, drafts } = await openTwo();
    drafts[0].set('address.proof', file('The green one.'));
    drafts[0].set('address.photos', [file('a', 'a.txt'), file('b', 'b.txt')]);
    await browser.clock.settle();
    browser.reopen();
    const again = draftOf(openDesk(browser, ann));
    await browser.clock.settle();
    for (const draft of [drafts[1], again]) {
      const proof = draft.get('address.proof');
      expect([proof?.name, proof?.type, await proof?.text()]).toEqual(['door.txt', 'text/plain', 'The green one.']);
      expect(draft.get('address.photos')?.map(({ name }) => name)).toEqual(['a.txt', 'b.txt']);
    }
  });

  it('is one value: of two the later stands', async () => {
    const { browser, drafts } = await openTwo();
    drafts[0].set('address.proof', file('one', 'one.txt'));
    browser.clock.setWall(1);
    drafts[1].set('address.proof', file('two', 'two.txt'));
    await browser.clock.settle();
    expect(drafts.map((draft) => draft.get('address.proof')?.name)).toEqual(['two.txt', 'two.txt']);
  });

  it('is not said to be saved before it is, and costs the rest of an exit nothing', async () => {
    const { browser, desk, drafts } = await openTwo();
    browser.databases.writeDelay = 60_000;
    drafts[0].set('address.proof', file('x'));
    drafts[0].set('address.note', 'Ring twice');
    expect(drafts[0].getState().saved).toBe('saving');
    desk.exit();
    browser.reopen();
    browser.databases.writeDelay = 0;
    const again = draftOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(again.getState().values.address).toEqual({ note: 'Ring twice' });
  });

  it('that can’t be read any more is reported, and keeps nothing else from being saved', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'holdfast-'));
    const path = join(folder, 'gone.txt');
    await writeFile(path, 'x');
    const gone = new File([await openAsBlob(path)], 'gone.txt');
    await rm(folder, { recursive: true });
    const { browser, desk, drafts } = await openTwo();
    drafts[0].set('address.proof', gone);
    drafts[0].set('address.note', 'Ring twice');
    // The disk is a real one, so it may take a moment to say no.
    await vi.waitFor(async () => {
      await browser.clock.advance(500);
      expect(desk.reported).toHaveLength(1);
    });
    expect(desk.reported[0]).toEqual([
      'volatile',
      expect.objectContaining({ code: 'HOLDFAST_STORAGE', message: expect.stringContaining('Choose it again') }),
    ]);
    expect(drafts[0].getState().saved).toBe('error');
    await browser.clock.advance(2000);
    expect(drafts[1].getState().values.address).toEqual({ note: 'Ring twice' });
    drafts[0].set('address.proof', file('x'));
    await browser.clock.advance(2000);
    expect(drafts[0].getState().saved).toBe('saved');
    expect(drafts[1].get('address.proof')?.name).toBe('door.txt');
  });

  it('goes with what it is part of, and can be in an item', async () => {
    const { browser, drafts } = await openTwo();
    const doors = drafts[0].items('address.doors');
    const id = doors.add({ name: 'Front' });
    doors.set(id, 'photo', file('front', 'front.txt'));
    await browser.clock.settle();
    expect(drafts[1].get('address.doors')?.[0]?.photo?.name).toBe('front.txt');
    drafts[1].reset();
    await browser.clock.settle();
    expect(drafts[0].getState().values.address).toEqual({});
  });

  it('is refused, with the bytes needed, where all of them would weigh too much', async () => {
    const browser = createTestBrowser();
    const draft = draftOf(openDesk(browser, ann), 10);
    await browser.clock.settle();
    draft.set('address.proof', file('12345'));
    const usage = expect.objectContaining({ code: 'HOLDFAST_USAGE', message: expect.stringContaining('11 bytes') });
    expect(() => draft.set('address.photos', [file('123'), file('456')])).toThrow(usage);
    expect(() => draft.items('address.doors').add({ name: 'x', photo: file('123456') })).toThrow(usage);
    expect(() => draft.set('address.proof', file('12345678901'))).toThrow(usage);
    draft.set('address.proof', file('1234567890'));
    draft.set('address.note', 'A text weighs nothing here, however long it is.');
    expect(draft.get('address.photos')).toBeUndefined();
  });

  it('is data, but not for JSON', () => {
    expect([isData(file('x')), isData([new Blob(['x'])]), isData(file('x'), true)]).toEqual([true, true, false]);
  });
});
