import { type CandidateLine, isOnTheWay } from '../../../../core/funnel/gap-line.ts';
import type { StageId } from '../../../../core/ids.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { joinSafe, type SafeText } from '../../../../locale/safe-text.ts';
import { dealTitle } from '../../deal/deal-title.ts';
import type { ButtonSpec } from '../../kit/blocks.ts';
import { literal, lowerInitial } from '../../kit/text.ts';

/** Promises to move a deal that fills a gap. */
export const COMMIT_TO_DEAL = 'alert.take';

/** Characters of a criterion in a row: those of the stages that a new workspace gets fit whole. */
export const CRITERION_LIMIT = 80;

/** `D-141 Bielik · 48k PLN`. */
export const candidateTitle = (m: Messages, candidate: CandidateLine): SafeText =>
  joinSafe([dealTitle(candidate), ...(candidate.value === null ? [] : [m.f.shortMoney(candidate.value)])], ' · ');

/** `to Needs · needed first: …`: where a move goes unless it fills the gap's stage itself, and what the deal lacks for it, or what works. */
export function candidateTodo(m: Messages, candidate: CandidateLine, gapStageId: StageId): SafeText {
  const { missing, todo, toShortName } = candidate;
  const first =
    missing.length > 0
      ? m.alerts.missing(missing.slice(0, 2).map((text) => literal(lowerInitial(text), CRITERION_LIMIT)))
      : literal(lowerInitial(todo ?? ''), 100);
  const isNamed = toShortName !== undefined && isOnTheWay(candidate, gapStageId);
  return joinSafe([...(isNamed ? [m.alerts.toStage(literal(toShortName, 20))] : []), first], ' · ');
}

/** `a1b2 141>offer`: the alert, the deal and the stage that it is to reach. */
export const commitButtonValue = (alertId: string, { number, toStageId }: Pick<CandidateLine, 'number' | 'toStageId'>): string =>
  `${alertId} ${number}>${toStageId}`;

export function parseCommitButtonValue(
  value: string,
): { readonly alertId: string; readonly number: number; readonly toStageId: StageId } | undefined {
  const [, alertId, number, toStageId] = /^([\w-]{1,40}) (\d{1,9})>(.{1,100})$/s.exec(value) ?? [];
  if (alertId === undefined || number === undefined || toStageId === undefined) return undefined;
  return { alertId, number: Number(number), toStageId };
}

export const commitButton = (
  m: Messages,
  { alertId, candidate, index }: { readonly alertId: string; readonly candidate: CandidateLine; readonly index: number },
): ButtonSpec => ({
  id: `${COMMIT_TO_DEAL}:${index}`,
  text: m.alerts.commit,
  value: commitButtonValue(alertId, candidate),
});
