import type { GapLine } from '../../../../core/funnel/gap-line.ts';
import type { StageId } from '../../../../core/ids.ts';
import type { Messages } from '../../../../locale/messages.ts';
import type { ButtonSpec } from '../../kit/blocks.ts';

/** Promises the new deals that a gap takes. */
export const COMMIT_TO_NEW_DEALS = 'alert.take-new';
/** Every stage that ran dry, with what fills it. */
export const SHOW_GAPS = 'gap.all';
/** Tells what a stage's need rests on; the value is the stage. */
export const GAP_WHY = 'gap.why';
/** Gives other deals than those named. */
export const GAP_OTHER_DEALS = 'gap.others';

/** `a1b2 3>offer`: the alert, how many, and the stage that they are for. */
export const commitToNewDealsButton = (m: Messages, alertId: string, gap: GapLine): ButtonSpec => ({
  id: COMMIT_TO_NEW_DEALS,
  text: m.alerts.commit,
  value: `${alertId} ${gap.newDeals}>${gap.stageId}`,
});

/** What {@link commitToNewDealsButton} carries; undefined for anything else. */
export function parseCommitToNewDealsValue(
  value: string,
): { readonly alertId: string; readonly newDeals: number; readonly stageId: StageId } | undefined {
  const [, alertId, count, stageId] = /^([\w-]{1,40}) ([1-9]\d{0,2})>(.{1,100})$/s.exec(value) ?? [];
  return alertId === undefined || stageId === undefined ? undefined : { alertId, newDeals: Number(count), stageId };
}

/** The whole plan, stage by stage. */
export const planButton = (m: Messages): ButtonSpec => ({ id: SHOW_GAPS, text: m.digest.rescue.button, value: 'now' });

/** The same, where a message names only the beginning of it. */
export const wholePlanButton = (m: Messages): ButtonSpec => ({ id: SHOW_GAPS, text: m.alerts.wholePlan, value: 'now' });

export const gapWhyButton = (m: Messages, stageId: StageId): ButtonSpec => ({
  id: GAP_WHY,
  text: m.gaps.why.button,
  value: stageId,
});

/** `4>offer`: how many of the nearest are left out, and the stage. */
export const otherDealsButton = (m: Messages, stageId: StageId, skip: number): ButtonSpec => ({
  id: GAP_OTHER_DEALS,
  text: m.gaps.others,
  value: `${skip}>${stageId}`,
});

export function parseOtherDealsValue(value: string): { readonly skip: number; readonly stageId: StageId } | undefined {
  const [, skip, stageId] = /^(\d{1,4})>(.{1,100})$/s.exec(value) ?? [];
  return skip === undefined || stageId === undefined ? undefined : { skip: Number(skip), stageId };
}
