import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ann, openDesk } from '../support.ts';
import { defaults, settingsOf } from './support.ts';

describe('options of settings', () => {
  const desk = openDesk(createTestBrowser(), ann);
  const refused: readonly [RegExp, object][] = [
    [/"density" must be a list/, { sets: ['density'] }],
    [/scope "color" is no setting/, { scope: { color: 'tab' } }],
    [/scope is one of tab, device, account; not page/, { scope: 'page' }],
    [/scope is one of/, { scope: { panel: 'page' } }],
    [/refuses the defaults: density Airy or dense/, { defaults: { ...defaults, density: 'cosy' } }],
    [/defaults must be an object/, { defaults: {} }],
    [/must be made of names/, { defaults: { ...defaults, 'a.b': 1 } }],
    [/schema must be a Standard Schema/, { schema: {} }],
    [/must be synchronous/, { schema: z.object({}).refine(async () => true) }],
    [/no option "ttl"/, { ttl: 1 }],
    [/version counts/, { version: 0 }],
    [/claim is one of/, { claim: 'sum' }],
  ];
  it.each(refused)('are refused with the reason: %s', (reason, options) => {
    expect(() => settingsOf(desk, options as never)).toThrow(reason);
  });
});
