import { exponent } from '../../money/money.ts';
import { shownStep } from '../../money/shown-amount.ts';

/** What a forecast says of a period, whole minor units, what is won already included. */
export type ForecastFigures = {
  readonly wonMinor: number;
  readonly expectedMinor: number;
  readonly lowMinor: number;
  readonly highMinor: number;
  /** Share of the cases in which something more is won, 0..1. */
  readonly furtherWinChance: number;
};

/** A forecast as it is told. */
export type ForecastStatement =
  /** Less than one per cent of a usual deal is expected beside what is won; where no win tells what one is, hardly any chance of one. */
  | { readonly kind: 'nothing-more'; readonly wonMinor: number }
  /** A further win is unlikely: how likely it is, instead of a range that most often ends where it begins. `stepMinor`: as below. */
  | {
      readonly kind: 'chance';
      readonly wonMinor: number;
      readonly expectedMinor: number;
      readonly stepMinor: number;
      readonly winChance: number;
    }
  /** `stepMinor`: what the three were rounded to. Low <= expected <= high, and low < high. */
  | {
      readonly kind: 'range';
      readonly expectedMinor: number;
      readonly lowMinor: number;
      readonly highMinor: number;
      readonly stepMinor: number;
    };

/** What is expected by a forecast as it is told, minor units: what is won where nothing more is. */
export const statedExpectedMinor = (statement: ForecastStatement): number =>
  statement.kind === 'nothing-more' ? statement.wonMinor : statement.expectedMinor;

/** Whether a forecast is told with what is expected: a chance of hardly anything is told alone. */
export const tellsExpected = (statement: ForecastStatement): boolean =>
  statement.kind === 'range' || (statement.kind === 'chance' && statement.expectedMinor > statement.wonMinor);

const NOTHING_SHARE_OF_A_DEAL = 0.01;
const UNLIKELY = 0.5;
/** A forecast is known by points five per cent apart: a chance below the first of them is no figure. */
export const LEAST_CHANCE = 0.05;
/** A figure is told in steps of at least this part of its range: finer ones claim what nobody knows. */
const STEPS_IN_A_RANGE = 20;

/** The largest of 1, 2 and 5 times a power of ten that is at most so much, at least one whole unit of the currency. */
export function roundingStep(atMostMinor: number, currency: string): number {
  const unit = 10 ** exponent(currency);
  if (!(atMostMinor > unit)) return unit;
  const power = 10 ** Math.floor(Math.log10(atMostMinor) + 1e-12);
  return ([5, 2, 1].find((times) => times * power <= atMostMinor * (1 + 1e-12)) ?? 1) * power;
}

/** Share of a forecast's cases in which more is won than so far. @param quantilesMinor evenly spaced points of it, ascending. */
export const furtherWinChance = (quantilesMinor: readonly number[], wonMinor: number): number =>
  quantilesMinor.length === 0 ? 0 : quantilesMinor.filter((point) => point > wonMinor).length / quantilesMinor.length;

/**
 * A forecast as people believe it: rounded to what its range bears, with a range that contains its figure and is not a point, a chance
 * where a further win is unlikely, and nothing more where next to nothing is expected.
 *
 * @param usualDealMinor mean value of a win; 0: not known.
 * @example forecastStatement({ wonMinor: 0, expectedMinor: 33_421_17, lowMinor: 12_030_00, highMinor: 61_940_00, … }, 10_000_00, 'PLN')
 *   // => range 33_000_00, 12_000_00 to 62_000_00
 */
export function forecastStatement(figures: ForecastFigures, usualDealMinor: number, currency: string): ForecastStatement {
  const { wonMinor, expectedMinor, lowMinor, highMinor, furtherWinChance: furtherChance } = figures;
  const more = expectedMinor - wonMinor;
  if (more <= 0 || more < NOTHING_SHARE_OF_A_DEAL * usualDealMinor) return { kind: 'nothing-more', wonMinor };
  if (furtherChance < UNLIKELY) {
    // Of a win that hardly comes, while none ever came, nobody knows what it would bring.
    if (usualDealMinor <= 0 && furtherChance < LEAST_CHANCE) return { kind: 'nothing-more', wonMinor };
    const step = Math.max(roundingStep(usualDealMinor / STEPS_IN_A_RANGE, currency), shownStep(expectedMinor, currency));
    const rounded = Math.max(wonMinor, Math.round(expectedMinor / step) * step);
    return { kind: 'chance', wonMinor, expectedMinor: rounded, stepMinor: step, winChance: furtherChance };
  }
  const low = Math.min(lowMinor, expectedMinor);
  const high = Math.max(highMinor, expectedMinor);
  // No finer than it is shown, so that parts of it add up as they are read.
  const step = Math.max(roundingStep((high - low) / STEPS_IN_A_RANGE, currency), shownStep(high, currency));
  const expected = Math.round(expectedMinor / step) * step;
  // Outwards, so that what is said holds as often as what was computed.
  // What is won is won: no range begins below it, in steps of its own.
  const wonLow = Math.ceil(wonMinor / step) * step;
  const lowest = Math.max(0, Math.min(Math.max(Math.floor(low / step) * step, wonLow), expected));
  return {
    kind: 'range',
    expectedMinor: expected,
    lowMinor: lowest,
    highMinor: Math.max(Math.ceil(high / step) * step, expected, lowest + step),
    stepMinor: step,
  };
}
