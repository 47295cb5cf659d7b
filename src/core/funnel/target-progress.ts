import type { EffectiveTarget } from '../numbers/targets.ts';
import type { Period } from '../time/periods.ts';

/** Forecast of a period, wins so far included, with its 80 % range. */
export type Forecast = {
  readonly expectedMinor: number;
  readonly lowMinor: number;
  readonly highMinor: number;
  /** Fewer than four closed periods to learn from. */
  readonly early: boolean;
  /** Probability that anything more is won in the period, 0..1. */
  readonly furtherWinChance: number;
  /** Mean value of a win, minor units; 0: not known. */
  readonly usualDealMinor: number;
};

/** Wins of a period so far, against its target where one is set. */
export type TargetProgress = {
  readonly period: Period;
  readonly wonMinor: number;
  readonly wonCount: number;
  readonly target: EffectiveTarget | null;
  /** What is won is kept from the reader: it would give a hidden deal away (untold-amounts.ts). */
  readonly untold?: true | undefined;
  /** Null before the first deal was closed. */
  readonly forecast: Forecast | null;
};
