import type { WinOverride } from '../deal/deal.ts';
import type { PlainDate } from '../time/calendar.ts';

/** A manager's own estimate of the share of the deals entering a stage that are won: beside the computed one, which stays. */
export type StageEstimate = WinOverride & {
  readonly stageId: string;
  /** Not blank. */
  readonly reason: string;
  /** ms. */
  readonly setAt: number;
};

/** The estimates that were set by an instant and hold on a day. @param all at most one per stage. */
export const estimatesInForce = (all: readonly StageEstimate[], at: number, today: PlainDate): readonly StageEstimate[] =>
  all.filter(({ setAt, until }) => setAt <= at && until >= today);
