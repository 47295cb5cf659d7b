import { describe, expect, it } from 'vitest';
import type { ForecastChartFacts } from '../../../../src/core/funnel/forecast-chart.ts';
import { type PeriodKind, periodContaining } from '../../../../src/core/time/periods.ts';
import { LANGUAGES } from '../../../../src/locale/languages.ts';
import { forecastChartAlt, forecastChartData } from '../../../../src/slack/views/funnel/forecast-chart.ts';
import { plainSpaces } from '../../../support/plain-spaces.ts';

const facts = (kind: PeriodKind): ForecastChartFacts => ({
  period: periodContaining('2026-11-25', kind, 1),
  fiscalStartMonth: 1,
  currency: 'PLN',
  at: Date.parse('2026-11-25T09:00:00Z'),
  timeZone: 'Europe/Warsaw',
  wonMinor: 171_000_00,
  days: [
    { on: '2026-11-04', valueMinor: 100_000_00 },
    { on: '2026-11-25', valueMinor: 71_000_00 },
  ],
  ahead: [
    {
      endsOn: '2026-11-30',
      expectedMinor: 205_000_00,
      lowMinor: 186_000_00,
      highMinor: 228_000_00,
      early: false,
      furtherWinChance: 1,
      usualDealMinor: 0,
    },
  ],
  targetMinor: 240_000_00,
});

describe('the picture of a forecast', () => {
  it('carries its numbers in words, in both languages', () => {
    expect(plainSpaces(forecastChartAlt(LANGUAGES.en, facts('month')))).toBe(
      'Forecast, November 2026: won so far 171k PLN, expected 206k (8 in 10: 186–228k), target 240k PLN.',
    );
    expect(plainSpaces(forecastChartAlt(LANGUAGES.pl, { ...facts('month'), targetMinor: null }))).toBe(
      'Prognoza, listopad 2026: wygrane dotąd 171 tys. zł, prognoza 206 tys. (8 na 10: 186–228 tys.).',
    );
  });

  it('rises on the days on which something was won, and ends now at what is won', () => {
    const { won, ticks, ahead, now } = forecastChartData(LANGUAGES.pl, facts('month'));
    expect(won.map(({ value }) => value / 100_00)).toEqual([0, 0, 1000, 1000, 1710, 1710]);
    expect(won.every(({ at }, index) => at >= (won[index - 1]?.at ?? 0))).toBe(true);
    expect(won.at(-1)?.at).toBeCloseTo((24 + 10 / 24) / 30, 6);
    expect(ahead[0]?.at).toBe(1);
    expect(ticks.map(({ label }) => plainSpaces(label))).toEqual(['1 lis', '8 lis', '15 lis', '22 lis', '30 lis']);
    expect(plainSpaces(now)).toBe('dziś, 25 listopada');
  });

  it('steps up upright: no win is drawn as a slope', () => {
    const { won } = forecastChartData(LANGUAGES.en, facts('month'));
    const slopes = won.filter(({ at, value }, i) => value !== (won[i - 1]?.value ?? 0) && at !== (won[i - 1]?.at ?? 0));
    expect(slopes).toEqual([]);
  });

  it('has the verdict for its title', () => {
    const title = (language: 'en' | 'pl', changes: Partial<ForecastChartFacts> = {}) =>
      plainSpaces(forecastChartData(LANGUAGES[language], { ...facts('month'), ...changes }).title);
    expect(title('en')).toBe('November: 206k of 240k PLN expected');
    expect(forecastChartData(LANGUAGES.en, facts('month')).ahead.at(-1)?.expected).toBe(206_000_00);
    expect(title('pl')).toBe('Listopad: prognoza 206 z 240 tys. zł');
    expect(title('en', { targetMinor: null })).toBe('November: 206k PLN expected');
    expect(title('en', { wonMinor: 250_000_00 })).toBe('November: target of 240k PLN reached');
    expect(title('pl', { ahead: [] })).toBe('Prognoza, listopad 2026');
  });

  it('names the months of a quarter and of a year', () => {
    expect(forecastChartData(LANGUAGES.en, facts('quarter')).ticks.map(({ label }) => label)).toEqual([
      'October',
      'November',
      'December',
    ]);
    expect(forecastChartData(LANGUAGES.en, facts('year')).ticks).toHaveLength(12);
  });
});
