import { expect, it } from 'vitest';
import { LANGUAGES } from '../../../../../src/locale/languages.ts';
import { ordinarySentence } from '../../../../../src/slack/views/funnel/plan/targets.ts';
import { toPlainText } from '../../../../../src/slack/views/kit/text.ts';

const PERIODS = [
  { kind: 'month', lowMinor: 95_000_00, highMinor: 130_000_00 },
  { kind: 'quarter', lowMinor: 310_000_00, highMinor: 420_000_00 },
  { kind: 'year', lowMinor: 1_200_000_00, highMinor: 1_200_000_00 },
] as const;

const said = (language: 'en' | 'pl', periods: readonly (typeof PERIODS)[number][]): string =>
  toPlainText(ordinarySentence(LANGUAGES[language], periods, 'PLN') ?? LANGUAGES[language].targets.none).replaceAll(
    '\u00A0',
    ' ',
  );

it('what ordinary periods brought is one sentence in each language, and none where nothing is known', () => {
  expect(said('en', PERIODS)).toBe('So far an ordinary month brought 95–130k, a quarter 310–420k and a year about 1.2m.');
  expect(said('pl', PERIODS)).toBe('Zwykle miesiąc przynosi 95–130 tys., kwartał 310–420 tys. i rok ok. 1,2 mln.');
  expect(ordinarySentence(LANGUAGES.en, [], 'PLN')).toBeUndefined();
});
