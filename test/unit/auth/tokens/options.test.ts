import { type BearerOptions, bearer } from 'holdfast';
import { describe, expect, it } from 'vitest';
import type { Person } from '../../../support/world/tokens.ts';

describe('options of bearer', () => {
  const whole: BearerOptions<Person, Record<string, unknown>> = { signIn: '/token', refresh: '/token' };
  it.each([
    { given: { refesh: '/token' }, says: 'no option "refesh"' },
    { given: { refresh: '' }, says: 'needs `refresh`' },
    { given: { rotation: 'loose' }, says: "'strict' or 'grace', not 'loose'" },
    { given: { atRest: 'localStorage' }, says: "'sealed' or 'memory' or 'dangerously-in-clear'" },
    { given: { refreshToken: 'header' }, says: "'body' or 'cookie'" },
    { given: { final: 400 }, says: '`final` must be a function; it is 400' },
    { given: { origins: ['https://api.test/v1'] }, says: 'without a path' },
  ])('are refused at once when they make no sense: $given', ({ given, says }) => {
    const options = { ...whole, ...given } as BearerOptions<Person, Record<string, unknown>>;
    expect(() => bearer(options)).toThrow(says);
  });
});
