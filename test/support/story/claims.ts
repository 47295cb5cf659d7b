import type { AboutDays } from '../../../src/core/funnel/plan/stage-runway.ts';
import type { DealNumber, StageId } from '../../../src/core/ids.ts';
import type { PlainDate } from '../../../src/core/time/calendar.ts';
import type { ActionRow } from './find-actions.ts';
import type { SaidAmount } from './said-amount.ts';
import type { Surface } from './surface.ts';

/** `month-2026-11-01`: a period whatever the language; as it was said where nobody can tell. */
export type PeriodKey = string;

/** A stage is said to be short. */
export type ShortageClaim = {
  readonly stageId: StageId;
  readonly count: number | null;
  readonly needed: number | null;
  readonly period: PeriodKey | null;
  /** How long it lasts, as said; null: nothing was said of it. */
  readonly runway: AboutDays | null;
  readonly index: number;
  readonly said: string;
};

export type CoverageClaim = { readonly period: PeriodKey; readonly percent: number; readonly said: string };

export type ForecastClaim = {
  readonly expected: SaidAmount;
  readonly range: { readonly low: SaidAmount; readonly high: SaidAmount } | null;
  readonly said: string;
};

export type WeekClaim = { readonly week: number; readonly from: PlainDate; readonly to: PlainDate; readonly soFar: boolean };

/** `isBack`: it holds again what it needed; else not so much is asked of it any more. */
export type RecoveryClaim = {
  readonly stageId: StageId;
  readonly count: number;
  readonly isBack: boolean;
  readonly said: string;
};

/** Everything that one message claims. */
export type Claims = {
  readonly surface: Surface;
  /** What its notification says of a stage. */
  readonly notified: ShortageClaim | undefined;
  readonly shortages: readonly ShortageClaim[];
  readonly behind: readonly PeriodKey[];
  /** Periods in which no open deal is said to be won any more. */
  readonly nothingWinnable: readonly PeriodKey[];
  /** It says what can still be done for a period that ends short. */
  readonly showsAWay: boolean;
  readonly coverage: readonly CoverageClaim[];
  readonly forecasts: readonly ForecastClaim[];
  readonly week: WeekClaim | undefined;
  /** Deals that somebody is asked to move, in order, as often as they are named. */
  readonly actions: readonly DealNumber[];
  /** Those of them beside which stands who has taken them. */
  readonly taken: readonly DealNumber[];
  /** The reader's own moves of the plan. */
  readonly ownMoves: readonly ActionRow[];
  readonly asksForNewDeals: boolean;
  readonly overfull: readonly StageId[];
  /** Stages that are said to hold enough again, with what they hold. */
  readonly recovered: readonly RecoveryClaim[];
  /** How long it takes to fill a stage for a period. */
  readonly refills: readonly { readonly period: PeriodKey; readonly about: AboutDays; readonly said: string }[];
};
