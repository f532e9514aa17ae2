import { days, hours, isHoldfastError, type LimitOptions, type LimitPreset, minutes, seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { createShop } from '../../support/world/shop.ts';
import { active, ended, state, warned } from './support.ts';

function refusal(limits: LimitOptions): string {
  try {
    createShop().begin({ idle: {}, ...limits, lifetime: limits.lifetime as number });
  } catch (error) {
    if (isHoldfastError(error) && error.code === 'HOLDFAST_CONFIG') return error.message;
    throw error;
  }
  return 'accepted';
}

describe('limits that make no sense are refused, with the fix:', () => {
  it.each<[string, LimitOptions, RegExp]>([
    [
      'warning = timeout',
      { idle: { timeout: minutes(2), warning: minutes(2) } },
      /Raise the timeout or lower the warn/,
    ],
    [
      'warning > timeout',
      { idle: { timeout: minutes(2), warning: minutes(3) } },
      /Raise the timeout or lower the warn/,
    ],
    ['warning < 20 s', { idle: { warning: 19_999 } }, /WCAG 2.2.1.*seconds\(20\)/],
    ['no room for a warning', { idle: { timeout: seconds(20) } }, /Raise the timeout/],
    ['lifetime < timeout', { idle: { timeout: hours(1) }, lifetime: minutes(59) }, /Raise the lifetime or lower/],
    ['NaN', { idle: { timeout: Number.NaN } }, /idle.timeout must be a positive number.*minutes\(15\).*NaN/],
    ['a warning that is NaN', { idle: { warning: Number.NaN } }, /idle.warning must be a positive number/],
    ['Infinity', { lifetime: Number.POSITIVE_INFINITY }, /lifetime must be a positive number.*Infinity/],
    ['zero', { idle: { timeout: 0 } }, /idle.timeout must be a positive number/],
    ['below zero', { keepAlive: -1 }, /keepAlive must be a positive number/],
    ['a text', { idle: { timeout: '15m' as never } }, /idle.timeout must be a positive number.*15m/],
    ['a misspelt name', { idle: { timeOut: 1 } as LimitOptions['idle'] & {} }, /idle has no option "timeOut".*timeout/],
    ['an unknown answer', { idle: { answer: 'click' as 'extend' } }, /"click".*"extend" or "any-input"/],
    ['a verify that is no function', { idle: { verify: true as never } }, /idle.verify.*Give a function/],
    ['an unknown preset', { preset: 'nist' as LimitPreset }, /"nist".*"nist-aal2", "nist-aal3", "pci-dss"/],
    [
      'a longer idle limit than aal3',
      { preset: 'nist-aal3', idle: { timeout: minutes(16) } },
      /"nist-aal3" allows.*Lower/,
    ],
    ['a longer lifetime than aal3', { preset: 'nist-aal3', lifetime: hours(13) }, /"nist-aal3" allows.*Lower/],
    ['a longer lifetime than aal2', { preset: 'nist-aal2', lifetime: hours(25) }, /"nist-aal2" allows/],
  ])('%s', (_, limits, message) => {
    expect(refusal(limits)).toMatch(message);
  });

  it.each<[string, LimitOptions]>([
    ['the shortest that there is', { idle: { timeout: 20_001, warning: 20_000 }, lifetime: 20_001 }],
    ['shorter than a preset', { preset: 'nist-aal2', idle: { timeout: minutes(10) }, lifetime: hours(8) }],
    ['as long as a preset', { preset: 'nist-aal2', idle: { timeout: hours(1) }, lifetime: hours(24) }],
    ['a lifetime of one’s own where the preset names none', { preset: 'pci-dss', lifetime: days(7) }],
  ])('but not %s', (_, limits) => {
    expect(refusal(limits)).toBe('accepted');
  });
});

describe('the limits', () => {
  it.each<[string, LimitOptions, { timeout: number; warning: number; lifetime: number }]>([
    ['without options', {}, { timeout: minutes(15), warning: minutes(2), lifetime: hours(12) }],
    ['nist-aal2', { preset: 'nist-aal2' }, { timeout: hours(1), warning: minutes(2), lifetime: hours(24) }],
    ['nist-aal3', { preset: 'nist-aal3' }, { timeout: minutes(15), warning: minutes(2), lifetime: hours(12) }],
    ['pci-dss', { preset: 'pci-dss' }, { timeout: minutes(15), warning: minutes(2), lifetime: hours(12) }],
    [
      'owasp-high-value',
      { preset: 'owasp-high-value' },
      { timeout: minutes(5), warning: seconds(75), lifetime: hours(12) },
    ],
    ['a minute', { idle: { timeout: minutes(1) } }, { timeout: minutes(1), warning: seconds(20), lifetime: hours(12) }],
    ['a day', { idle: { timeout: days(1) } }, { timeout: days(1), warning: minutes(2), lifetime: days(1) }],
  ])('are, %s: as written', async (_, limits, { timeout, warning, lifetime }) => {
    const shop = createShop();
    const a = await shop.signedIn({ idle: {}, ...limits, lifetime: limits.lifetime as number });
    const { deadlines, warnAt, signedInAt } = a.session.timer.getState();
    expect([deadlines.idle - signedInAt, deadlines.absolute - signedInAt]).toEqual([timeout, lifetime]);
    expect(warnAt - signedInAt).toBe(Math.min(timeout, lifetime) - warning);
    await shop.browser.clock.advance(timeout - warning - 1000);
    expect(state(a)).toMatchObject(active);
    await shop.browser.clock.advance(1000);
    if (timeout < lifetime) expect(state(a)).toMatchObject(warned);
    await shop.browser.clock.advance(warning);
    expect(state(a)).toMatchObject(ended('idle'));
  });
});
