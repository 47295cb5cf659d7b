import type { WinOverride } from '../deal/deal.ts';
import type { StageId } from '../ids.ts';
import type { PlainDate } from '../time/calendar.ts';
import type { Instant } from '../time/instant.ts';

/** A manager's own estimate of a stage's win probability at entry, shown beside the computed one. */
export type StageEstimate = WinOverride & {
  readonly stageId: StageId;
  /** Not blank. */
  readonly reason: string;
  /** ms. */
  readonly setAt: Instant;
};

/** The estimates that were set at or before an instant and have not run out on a day. @param all at most one per stage. */
export const estimatesInForce = (all: readonly StageEstimate[], at: Instant, today: PlainDate): readonly StageEstimate[] =>
  all.filter(({ setAt, until }) => setAt <= at && until >= today);
