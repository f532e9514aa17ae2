import { cleanup } from '@testing-library/react';
import type { EndReason } from 'holdfast';
import {
  countTime,
  englishGateWords,
  englishWords,
  germanGateWords,
  germanWords,
  type WarningFacts,
  type WarningWords,
} from 'holdfast/react';
import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { arabicWords } from './support/arabic-words.ts';
import { gateDialog, renderGate } from './support/gate.tsx';
import { button, dialog, openSession, openShop } from './support/shop.tsx';

const root = document.documentElement;

afterEach(() => {
  cleanup();
  root.removeAttribute('lang');
  root.removeAttribute('dir');
});

const languageOf = (element: Element | null): string | null | undefined =>
  element?.closest('[lang]')?.getAttribute('lang');
const directionOf = (element: Element): string => getComputedStyle(element).direction;
const heading = (): HTMLElement => dialog().querySelector('h2')!;

describe('the words of a warning', () => {
  it('say which language they are in, in a page that is in another one, and are read in their direction', async () => {
    root.lang = 'ar';
    root.dir = 'rtl';
    const shop = await openShop({ signIn: <p>تسجيل الدخول</p> }, { lifetime: 900_000 });
    await shop.at(700);
    shop.tab.input();
    await shop.at(780);
    for (const element of [heading(), button('Keep working'), ...dialog().querySelectorAll('p[class]')]) {
      expect(languageOf(element)).toBe('en');
      expect(directionOf(element)).toBe('ltr');
    }
    // What the application puts in is in the language of the page.
    const form = dialog().querySelector('.holdfast-sign-in')!;
    expect([languageOf(form), directionOf(form)]).toEqual(['ar', 'rtl']);
  });

  it('stand from right to left where their language does', async () => {
    root.lang = 'en';
    const shop = await openShop({ words: arabicWords });
    await shop.at(780);
    expect([languageOf(heading()), directionOf(heading())]).toEqual(['ar', 'rtl']);
    const [stay, signOut] = dialog().querySelectorAll('button');
    expect(stay!.getBoundingClientRect().left).toBeGreaterThan(signOut!.getBoundingClientRect().left);
  });

  it('are in the language of the page, where they don’t say another one', async () => {
    root.lang = 'nl';
    const shop = await openShop({ words: { heading: () => 'Bent u er nog?' } });
    await shop.at(780);
    expect(languageOf(heading())).toBe('nl');
  });

  it('follow the language of the page as an application likes', async () => {
    for (const [lang, name] of [
      ['de-AT', 'Sind Sie noch da?'],
      ['en', 'Are you still there?'],
    ] as const) {
      root.lang = lang;
      const shop = await openShop({ words: root.lang.startsWith('de') ? germanWords : englishWords });
      await shop.at(780);
      await expect.element(page.getByRole('alertdialog', { name })).toBeVisible();
      cleanup();
    }
  });

  it('of the gate do so, too', async () => {
    root.lang = 'en';
    const shop = await openSession();
    await renderGate(shop, { words: germanGateWords });
    await shop.at(900);
    await expect
      .element(page.getByRole('dialog', { name: 'Melden Sie sich neu an, um fortzufahren' }))
      .toHaveAccessibleDescription(/eine Weile nicht benutzt.*bleibt alles/);
    expect(languageOf(gateDialog()!.querySelector('h2'))).toBe('de');
    expect(languageOf(gateDialog()!.querySelector('form'))).toBe('en');
  });
});

const reasons: readonly WarningFacts['reason'][] = [
  ...(['idle', 'absolute', 'server'] as const),
  ...([
    'signed-out',
    'signed-out-elsewhere',
    'revoked',
    'switched-user',
    'storage-lost',
    'loop',
    'boot-failed',
  ] as const),
];
const every = (words: WarningWords, language: string): Map<string, string> => {
  const said = new Map<string, string>();
  for (const [name, word] of Object.entries(words)) {
    if (typeof word === 'string') continue;
    for (const reason of reasons)
      for (const draftsSaved of [false, true])
        for (const [minutes, seconds] of [
          [3, 150],
          [1, 60],
          [1, 1],
        ] as const)
          said.set([name, reason, draftsSaved, seconds].join(), word({ reason, minutes, seconds, draftsSaved }));
  }
  expect(words.lang).toBe(language);
  return said;
};

describe('German', () => {
  it('has a word for everything that English has one for, and none of them in English', () => {
    const [english, german] = [every(englishWords, 'en'), every(germanWords, 'de')];
    expect([...german.keys()]).toEqual([...english.keys()]);
    const same = [...german].filter(([key, text]) => text.trim() === '' || text === english.get(key));
    expect(same).toEqual([]);
    expect(Object.keys(germanGateWords)).toEqual(Object.keys(englishGateWords));
  });

  it('distinguishes what English distinguishes: reasons, limits, plurals, and whether work is kept', () => {
    const shape = (said: Map<string, string>): number[] => {
      const texts = [...new Set(said.values())];
      return [...said.values()].map((text) => texts.indexOf(text));
    };
    expect(shape(every(germanWords, 'de'))).toEqual(shape(every(englishWords, 'en')));
    const gate = (words: typeof germanGateWords): number =>
      new Set(reasons.map((reason) => words.message({ reason: reason as EndReason, draftsSaved: true }))).size;
    expect(gate(germanGateWords)).toBe(gate(englishGateWords));
  });

  it('counts in its plurals, as every language does in as many as it has', () => {
    const facts = (seconds: number): WarningFacts => ({
      reason: 'idle',
      minutes: Math.ceil(seconds / 60),
      seconds,
      draftsSaved: false,
    });
    expect([150, 60, 2, 1].map((left) => germanWords.countdown(facts(left)))).toEqual([
      '3 Minuten',
      '60 Sekunden',
      '2 Sekunden',
      '1 Sekunde',
    ]);
    const polish = { one: 'sekunda', few: 'sekundy', many: 'sekund', other: 'sekundy' };
    expect([1, 2, 5, 22, 60].map((left) => countTime('pl', facts(left), {}, polish))).toEqual([
      '1 sekunda',
      '2 sekundy',
      '5 sekund',
      '22 sekundy',
      '60 sekund',
    ]);
  });
});
