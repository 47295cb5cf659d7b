import { describe, expect, it } from 'vitest';
import { periodContaining } from '../../../../src/core/time/periods.ts';
import { LANGUAGES } from '../../../../src/locale/languages.ts';
import { type ForecastList, forecastList } from '../../../../src/slack/views/funnel/forecast.ts';
import { viewData } from '../../../support/view-data.ts';

const { member } = viewData('en', 'usual');
const forecast = (expectedMinor: number, lowMinor: number, highMinor: number) => ({
  expectedMinor,
  lowMinor,
  highMinor,
  early: false,
});
const NONE = { count: 0, valueMinor: 0 };

const said = (language: 'en' | 'pl', over: Partial<ForecastList>): string => {
  const list: ForecastList = {
    period: periodContaining('2026-11-16', 'month', 1),
    currency: 'PLN',
    fiscalStartMonth: 1,
    team: {
      wonMinor: 90_000_00,
      forecast: forecast(115_000_00, 94_000_00, 173_000_00),
      target: { valueMinor: 100_000_00, from: 'set' },
    },
    estimates: { count: 0, changeMinor: 0 },
    openMinor: 5_000_00,
    hygiene: { overdue: NONE, undated: NONE },
    reps: [],
    offset: 0,
    repsTotal: 0,
    asOf: { pipelineId: 'sales', at: 0, timeZone: 'Europe/Warsaw' },
    ...over,
  };
  return JSON.stringify(forecastList(LANGUAGES[language], list).blocks).replaceAll('\u00A0', ' ');
};

describe('what the open deals cover of a target', () => {
  it('is a share up to twice what is missing, then times, and beyond ten not counted', () => {
    expect(said('en', {})).toContain('open deals cover 50% of what is missing');
    expect(said('en', { openMinor: 25_000_00 })).toContain('open deals cover 3 times what is missing');
    expect(said('en', { openMinor: 600_000_00 })).toContain('open deals cover over 10 times what is missing');
    expect(said('pl', { openMinor: 600_000_00 })).toContain('otwarte szanse dają ponad 10 razy tyle, ile brakuje');
  });
});

describe("a rep's forecast", () => {
  const rep = (expected: number, low: number, high: number) => ({
    member,
    wonMinor: 0,
    forecast: forecast(expected, low, high),
    target: undefined,
  });

  it('is no finer than a thousandth of the team’s', () => {
    expect(said('en', { reps: [rep(23_234, 0, 8_012_300)] })).toContain('expected 200 (8 in 10: 0–80.1k)');
  });

  it('has no range where both ends are the same', () => {
    expect(said('en', { reps: [rep(2_700, 0, 2_700)] })).toContain('won 0 · expected 0"');
    expect(said('pl', { reps: [rep(2_700, 0, 2_700)] })).toContain('prognoza 0"');
  });
});
