import type { DigestFacts } from '../../../core/funnel/digest.ts';
import type { StageId } from '../../../core/ids.ts';
import { dateAt, daysBetween, type PlainDate } from '../../../core/time/calendar.ts';
import type { Messages } from '../../../locale/messages.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import { linkText, literal } from '../kit/text.ts';

/** A stage alert that stands open in the place where a digest is read: its stages, its day, and its permalink; null: not known. */
export type OpenAlert = { readonly stageIds: readonly StageId[]; readonly on: PlainDate; readonly url: string | null };

/** Whether an open alert tells of a stage. */
export const isTold = (alerts: readonly OpenAlert[], stageId: StageId): boolean =>
  alerts.some(({ stageIds }) => stageIds.includes(stageId));

/** `More on Offer and Needs: see Tuesday's alert`, a line for each alert; of stages that are not short any more nothing. */
export function openAlertLines(
  m: Messages,
  { gaps, at, timeZone }: Pick<DigestFacts, 'gaps' | 'at' | 'timeZone'>,
  alerts: readonly OpenAlert[],
): readonly SafeText[] {
  const today = dateAt(at, timeZone);
  return alerts.flatMap(({ stageIds, on, url }) => {
    const stages = gaps.filter(({ stageId }) => stageIds.includes(stageId)).map(({ shortName }) => literal(shortName, 20));
    if (stages.length === 0) return [];
    const alert = m.digest.alertOfDay(on, daysBetween(on, today));
    return [m.digest.moreInAlert(stages, url === null ? alert : linkText(alert, url))];
  });
}
