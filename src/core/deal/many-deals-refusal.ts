import type { Refusal } from './refusal.ts';

/** Why one of many deals stayed as it was, as it is stored: every reason of core, and two of the store. */
const REASONS: Readonly<Record<Refusal['why'] | 'changedMeanwhile' | 'noSuchDeal', true>> = {
  ...{ notAllowed: true, closed: true, notClosed: true, missing: true, noSuchStage: true, alreadyThere: true },
  ...{
    reasonNeeded: true,
    noSuchReason: true,
    otherPipeline: true,
    duplicate: true,
    nameNeeded: true,
    pastDate: true,
    futureDate: true,
    tooManySteps: true,
  },
  ...{ nothingToChange: true, nothingToUndo: true, notYours: true, tooLateToUndo: true },
  ...{ changedMeanwhile: true, noSuchDeal: true },
};
export type ManyDealsRefusal = keyof typeof REASONS;
export const MANY_DEALS_REFUSALS: readonly ManyDealsRefusal[] = Object.keys(REASONS).flatMap((why) =>
  isReason(why) ? [why] : [],
);
function isReason(why: string): why is ManyDealsRefusal {
  return why in REASONS;
}
