import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forecastStatement, furtherWinChance, roundingStep } from '../../../../src/core/funnel/plan/forecast-statement.ts';

const statement = (wonMinor: number, expectedMinor: number, range: readonly [number, number], chance = 0.9) =>
  forecastStatement(
    { wonMinor, expectedMinor, lowMinor: range[0], highMinor: range[1], furtherWinChance: chance },
    10_000_00,
    'PLN',
  );

describe('a forecast as it is told', () => {
  it('is rounded to what its range bears', () => {
    expect(statement(0, 33_421_17, [12_030_00, 61_940_00])).toEqual({
      kind: 'range',
      expectedMinor: 34_000_00,
      lowMinor: 12_000_00,
      highMinor: 62_000_00,
      stepMinor: 2_000_00,
    });
  });

  it('says that nothing more is expected below one per cent of a usual deal', () => {
    expect(statement(50_000_00, 50_099_00, [50_000_00, 50_000_00])).toEqual({ kind: 'nothing-more', wonMinor: 50_000_00 });
    expect(statement(50_000_00, 49_000_00, [49_000_00, 49_000_00]).kind).toBe('nothing-more');
    expect(statement(50_000_00, 50_100_00, [50_000_00, 52_000_00]).kind).toBe('range');
  });

  it('says how likely a further win is, where it is unlikely, instead of a range that ends where it begins', () => {
    expect(statement(0, 20_000, [0, 20_000], 0.1)).toEqual({
      kind: 'chance',
      wonMinor: 0,
      expectedMinor: 0,
      stepMinor: 500_00,
      winChance: 0.1,
    });
  });

  it('says that nothing more is expected where no deal was ever won and hardly one will be', () => {
    const young = (chance: number) =>
      forecastStatement(
        { wonMinor: 0, expectedMinor: 191_00, lowMinor: 0, highMinor: 191_00, furtherWinChance: chance },
        0,
        'PLN',
      );
    expect(young(0.03)).toEqual({ kind: 'nothing-more', wonMinor: 0 });
    expect(young(0.2)).toMatchObject({ kind: 'chance', expectedMinor: 191_00 });
  });

  it('begins no lower than what is won, within what is rounded off', () => {
    const said = statement(77_300_00, 109_900_00, [70_000_00, 168_000_00]);
    expect(said).toMatchObject({ expectedMinor: 110_000_00, lowMinor: 78_000_00 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 8 }), fc.integer({ min: 0, max: 10 ** 8 }), (won, more) => {
        const any = statement(won, won + more, [Math.round(won / 2), won + 2 * more]);
        if (any.kind === 'range') expect(any.lowMinor).toBeGreaterThanOrEqual(won - any.stepMinor / 2);
      }),
    );
  });

  it('tells what is expected as coarsely as a usual deal bears where a further win is unlikely', () => {
    expect(statement(77_000_00, 83_612_00, [77_000_00, 90_000_00], 0.11)).toMatchObject({
      kind: 'chance',
      expectedMinor: 83_500_00,
    });
  });

  it('has a range that contains its figure and is not a point, whatever was computed', () => {
    const minor = fc.integer({ min: 0, max: 10 ** 10 });
    fc.assert(
      fc.property(minor, minor, minor, minor, fc.constantFrom('PLN', 'JPY', 'KWD'), (won, more, a, b, currency) => {
        const figures = {
          wonMinor: won,
          expectedMinor: won + more,
          lowMinor: Math.min(a, b),
          highMinor: Math.max(a, b),
          furtherWinChance: 1,
        };
        const said = forecastStatement(figures, 1_000_00, currency);
        if (said.kind !== 'range') return;
        const { lowMinor, expectedMinor, highMinor, stepMinor } = said;
        expect(lowMinor).toBeLessThanOrEqual(expectedMinor);
        expect(expectedMinor).toBeLessThanOrEqual(highMinor);
        expect(lowMinor).toBeLessThan(highMinor);
        for (const figure of [lowMinor, expectedMinor, highMinor]) expect(figure % stepMinor).toBe(0);
        expect(Math.abs(expectedMinor - won - more)).toBeLessThanOrEqual(stepMinor / 2);
      }),
      // What is won, rounded up, was once the upper end too.
      { examples: [[8_400_749_518, 99_250_482, 0, 0, 'PLN']] },
    );
  });

  it('counts the cases in which more is won', () => {
    expect(furtherWinChance([0, 0, 0, 5], 0)).toBe(0.25);
    expect(furtherWinChance([], 0)).toBe(0);
  });
});

describe('the step that figures are rounded to', () => {
  it('is 1, 2 or 5 times a power of ten, at least a whole unit of the currency', () => {
    expect([4_999_00, 2_000_00, 1_999_00, 1_50, 0].map((most) => roundingStep(most, 'PLN'))).toEqual([
      2_000_00, 2_000_00, 1_000_00, 1_00, 1_00,
    ]);
    expect(roundingStep(3, 'JPY')).toBe(2);
  });
});
