import { describe, expect, it } from 'vitest';
import type { ShownForecastChange } from '../../../../src/core/numbers/forecast-change-parts.ts';
import { periodContaining } from '../../../../src/core/time/periods.ts';
import { LANGUAGES } from '../../../../src/locale/languages.ts';
import { safe } from '../../../../src/locale/safe-text.ts';
import { type ForecastList, forecastList } from '../../../../src/slack/views/funnel/forecast.ts';
import { viewData } from '../../../support/view-data.ts';

const { member } = viewData('en', 'usual');
const forecast = (expectedMinor: number, lowMinor: number, highMinor: number, wonMinor = 0) => ({
  ...{ expectedMinor, lowMinor, highMinor, wonMinor },
  ...{ early: false, furtherWinChance: 0.9, usualDealMinor: 10_000_00 },
});
const NONE = { count: 0, valueMinor: 0 };

const said = (language: 'en' | 'pl', over: Partial<ForecastList>): string => {
  const list: ForecastList = {
    period: periodContaining('2026-11-16', 'month', 1),
    currency: 'PLN',
    fiscalStartMonth: 1,
    team: {
      forecast: forecast(115_000_00, 94_000_00, 173_000_00, 90_000_00),
      target: { valueMinor: 100_000_00, from: 'set' },
    },
    estimates: { count: 0, changeMinor: 0 },
    percent: 115,
    hygiene: { overdue: NONE, undated: NONE },
    path: null,
    stageShortName: () => 'Negotiation',
    change: null,
    reps: [],
    offset: 0,
    repsTotal: 0,
    asOf: { pipelineId: 'sales', at: 0, timeZone: 'Europe/Warsaw' },
    ...over,
  };
  return JSON.stringify(forecastList(LANGUAGES[language], list).blocks).replaceAll('\u00A0', ' ');
};

describe('how far a target is covered', () => {
  it('is said by what is won and expected, and that it is reached', () => {
    expect(said('en', {})).toContain('Target 100k PLN · 115% covered by wins so far and expected ones');
    expect(said('pl', { percent: 96 })).toContain('Cel 100 tys. zł · wygrane i prognoza pokrywają 96%');
    const reached = {
      forecast: forecast(115_000_00, 110_000_00, 173_000_00, 101_000_00),
      target: { valueMinor: 100_000_00, from: 'set' },
    } as const;
    expect(said('en', { team: reached })).toContain('Target 100k PLN: reached');
  });
});

describe("a rep's forecast", () => {
  const rep = (shown: { wonMinor: number; expectedMinor: number }, change: Partial<ReturnType<typeof forecast>> = {}) => ({
    member,
    shown,
    forecast: { ...forecast(shown.expectedMinor, 0, 80_000_00, shown.wonMinor), ...change },
    target: undefined,
  });

  it('is its part of the team’s, with a range that holds it', () => {
    expect(said('en', { reps: [rep({ wonMinor: 0, expectedMinor: 23_000_00 })] })).toContain(
      'won 0 · expected 23k (8 in 10: 0–80k)',
    );
  });

  it('says beside the wins that a target takes how many are expected, and nothing where that is none: a chance stands beside it', () => {
    const [en, pl] = [LANGUAGES.en.targets.way, LANGUAGES.pl.targets.way];
    const some = { needed: 4, expected: 2, value: safe`35k`, isMore: true };
    expect(en.wins(some)).toBe('4 more wins of about 35k each (2 expected)');
    expect(en.wins({ ...some, expected: 0 })).toBe('4 more wins of about 35k each');
    expect(pl.wins({ ...some, expected: 0 })).toBe('4 kolejnych wygranych po ok. 35k');
    // None is "more" beside "no wins yet".
    expect(en.wins({ ...some, isMore: false })).toBe('4 wins of about 35k each (2 expected)');
    expect(pl.wins({ ...some, needed: 1, expected: 0, isMore: false })).toBe('1 wygranej za ok. 35k');
  });

  it('says the chance where no further win is likely, and where nothing more is expected', () => {
    const unlikely = rep({ wonMinor: 5_000_00, expectedMinor: 9_000_00 }, { furtherWinChance: 0.3 });
    expect(said('en', { reps: [unlikely] })).toContain('won 5k · expected 9k (30% chance of another win)');
    expect(said('pl', { reps: [unlikely] })).toContain('prognoza 9 tys. (prawdopodobieństwo kolejnej wygranej: 30%)');
    expect(said('en', { reps: [rep({ wonMinor: 5_000_00, expectedMinor: 5_000_00 })] })).toContain(
      'won 5k · nothing more expected',
    );
  });

  it('is a chance where its part of the rounded figure is none, as on Home', () => {
    const small = rep({ wonMinor: 0, expectedMinor: 0 }, { expectedMinor: 3_000_00, furtherWinChance: 0.11 });
    expect(said('en', { reps: [small] })).toContain('won 0 · 11% chance of a win');
    expect(said('pl', { reps: [small] })).toContain('wygrane 0 · prawdopodobieństwo wygranej: 11%');
  });

  it('is told beside the chance of another win, of the team as of a rep: by how much a target is missed is what is expected', () => {
    const team = {
      forecast: { ...forecast(84_000_00, 80_000_00, 90_000_00, 80_000_00), furtherWinChance: 0.1 },
      target: undefined,
    };
    const reps = [rep({ wonMinor: 80_000_00, expectedMinor: 84_000_00 }, { furtherWinChance: 0.1 })];
    expect(said('en', { team, reps })).toMatch(
      /Won so far 80k PLN · expected 84k \(10% chance of another win\).*won 80k · expected 84k \(10% chance of another win\)/s,
    );
    expect(said('pl', { team })).toContain(
      'Wygrane dotąd 80 tys. zł · prognoza 84 tys. (prawdopodobieństwo kolejnej wygranej: 10%)',
    );
  });

  it('is no figure where the team is told none, and a small one has its currency', () => {
    const team = {
      forecast: { ...forecast(80_300_00, 80_000_00, 90_000_00, 80_000_00), usualDealMinor: 20_000_00, furtherWinChance: 0.1 },
      target: undefined,
    };
    const unlikely = rep({ wonMinor: 0, expectedMinor: 4_000_00 }, { furtherWinChance: 0.05 });
    const nothing = rep({ wonMinor: 80_000_00, expectedMinor: 80_050_00 });
    expect(said('en', { team, reps: [unlikely, nothing] })).toMatch(
      /10% chance of another win.*won 0 · 5% chance of a win.*won 80k · nothing more expected/s,
    );
    expect(said('en', { reps: [rep({ wonMinor: 0, expectedMinor: 400_00 }, { furtherWinChance: 0.1 })] })).toContain(
      'expected 400 PLN (10% chance of a win)',
    );
    expect(said('pl', { reps: [rep({ wonMinor: 0, expectedMinor: 400_00 }, { furtherWinChance: 0.1 })] })).toContain(
      'prognoza 400 zł',
    );
  });
});

describe('what would have to be true for a target', () => {
  it('is one sentence of ways that each would do, in each language', () => {
    const path = {
      ...{ period: periodContaining('2026-11-16', 'month', 1), targetMinor: 240_000_00 },
      wins: { needed: 5, expected: 2, valueMinor: 14_000_00, isMore: true },
      newPerWeek: { now: 5, needed: 9 },
      passRate: { stageId: 'negotiation', now: 0.61, needed: 0.78 },
    };
    expect(said('en', { path })).toContain(
      'For November to reach 240k PLN it would take 5 more wins of about 14k each (2 expected), or about 9 new deals a week (5 now), or 78% of the deals in ',
    );
    expect(said('pl', { path })).toContain(
      'Żeby osiągnąć cel 240 tys. zł (listopad), potrzeba 5 kolejnych wygranych po ok. 14 tys. (prognoza: 2) albo ok. 9 nowych szans tygodniowo (teraz 5) albo 78% szans idących dalej z etapu „',
    );
    const alone = {
      ...path,
      newPerWeek: null,
      passRate: null,
      wins: { needed: 1, expected: 0, valueMinor: 14_000_00, isMore: true },
    };
    expect(said('en', { path: alone })).toContain('it would take 1 more win of about 14k.');
    // A full stop of its own ends the sentence.
    expect(said('pl', { path: alone })).toMatch(/potrzeba 1 kolejnej wygranej za ok\. 14 tys\.(?!\.)/);
  });
});

describe('why a forecast moved', () => {
  const change: ShownForecastChange = {
    period: periodContaining('2026-11-16', 'month', 1),
    ...{ span: { from: 0, to: 1 }, since: 0, on: '2026-11-16', restMinor: 0, restated: false },
    ...{ fromMinor: 190_000_00, toMinor: 205_000_00 },
    parts: [
      { kind: 'won', count: 3, changeMinor: 41_000_00 },
      { kind: 'unmoved', count: 51, changeMinor: -18_000_00 },
      { kind: 'rates', count: 0, changeMinor: -8_000_00 },
    ],
  };

  it('is one sum from last week to this one, in each language', () => {
    expect(said('en', { change })).toContain(
      '190k at the start of Mon 16 Nov + 41k won − 18k no move − 8k updated win rates = 205k PLN',
    );
    expect(said('pl', { change })).toContain(
      '190 tys. (pon. 16 lis rano) + 41 tys. wygrane − 18 tys. bez ruchu − 8 tys. świeższe dane o skuteczności = 205 tys. zł',
    );
    expect(said('en', { change: { ...change, restated: true } })).toContain('updated win rates and history added since');
    expect(said('en', { change: { ...change, fromMinor: change.toMinor, parts: [] } })).toContain(
      '205k PLN, as at the start of Mon 16 Nov',
    );
  });

  it('of a team names what came and went, in each language, and opens the deals as the team has them', () => {
    const moved: ShownForecastChange = {
      ...change,
      toMinor: 196_000_00,
      parts: [
        { kind: 'joined', count: 3, changeMinor: 41_000_00 },
        { kind: 'left', count: 2, changeMinor: -38_000_00 },
        { kind: 'people', count: 0, changeMinor: 3_000_00 },
      ],
    };
    const asOf = { pipelineId: 'sales', at: 0, timeZone: 'Europe/Warsaw', teamId: 'north' };
    const en = said('en', { change: moved, asOf });
    expect(en).toContain('+ 41k joined the team − 38k left the team + 3k new deals after the team changed = 196k PLN');
    expect(en).toContain('moved.open:left');
    expect(en).toContain('north');
    expect(en).not.toContain('moved.open:people');
    expect(said('pl', { change: moved, asOf })).toContain(
      '+ 41 tys. przejęte przez zespół − 38 tys. przekazane poza zespół + 3 tys. nowe szanse po zmianie składu = 196 tys. zł',
    );
  });

  it('opens the deals of each part that has some', () => {
    const shown = said('en', { change });
    expect(shown).toContain('moved.open:won');
    expect(shown).toContain('moved.open:unmoved');
    expect(shown).not.toContain('moved.open:rates');
  });
});
