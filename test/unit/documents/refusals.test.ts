import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createDraft } from '../../../src/documents/draft/draft.ts';
import { ann, contact, openDesk, openDraft } from './support.ts';

describe('a draft', () => {
  it('refuses paths that do not exist and values that are no data', async () => {
    const { draft } = await openDraft();
    const set = draft.set as (path: string, value: unknown) => void;
    for (const [path, value] of [
      ['nowhere.name', 'x'],
      ['contact', 'x'],
      ['contact.name', () => 'x'],
      ['contact.name', { nested: [new (class Event {})()] }],
    ] as const)
      expect(() => set(path, value)).toThrow(expect.objectContaining({ code: 'HOLDFAST_USAGE' }));
    set('contact.name', { first: 'Ann', born: new Date(0), tags: ['a', null] });
  });

  it('refuses options that make no sense, with the reason', () => {
    const desk = openDesk(createTestBrowser(), ann);
    const make =
      (options: object, name = 'x') =>
      () =>
        createDraft(desk, name, options as { steps: { contact: typeof contact } });
    for (const [options, words] of [
      [{ steps: { contact }, stpes: 1 }, 'stpes'],
      [{ steps: {} }, 'needs steps'],
      [{}, 'needs steps'],
      [{ steps: { 'a.b': contact } }, 'a.b'],
      [{ steps: { contact: {} } }, 'a Standard Schema'],
      [{ steps: { contact }, secret: ['contact'] }, 'secret'],
      [{ steps: { contact }, ttl: -1 }, 'ttl'],
      [{ steps: { contact }, version: 0 }, 'version'],
      [{ steps: { contact }, afterSignOut: 'keep' }, 'afterSignOut'],
      [{ steps: { contact }, personal: ['contact'] }, 'personal'],
      [{ steps: { contact }, claim: 'sum' }, 'claim'],
    ] as const)
      expect(make(options)).toThrow(
        expect.objectContaining({ code: 'HOLDFAST_CONFIG', message: expect.stringContaining(words) }),
      );
    expect(make({ steps: { contact } }, '')).toThrow(expect.objectContaining({ code: 'HOLDFAST_CONFIG' }));
  });
});
