import type { CandidateLine } from '../../core/gap-line.ts';
import type { Messages } from '../../locale/messages.ts';
import type { ButtonSpec } from './blocks.ts';
import { dealTitle } from './deal-title.ts';
import { literal, lowered, type Tagged } from './text.ts';

/** Promises to move a deal that fills a gap. */
export const TAKE = 'alert.take';

/** `D-141 Bielik · 48k PLN`. */
export const candidateTitle = (m: Messages, candidate: CandidateLine): Tagged =>
  [
    dealTitle(candidate),
    ...(candidate.valueMinor === null ? [] : [m.f.shortMoney(candidate.valueMinor, candidate.currency)]),
  ].join(' · ');

/** What the deal lacks for its next stage; where it lacks nothing, what works where it is. */
export const todoOf = (m: Messages, { missing, todo }: CandidateLine): Tagged =>
  missing.length > 0
    ? m.alerts.missing(missing.slice(0, 2).map((text) => literal(lowered(text), 60)))
    : literal(lowered(todo ?? ''), 100);

/** `a1b2 141>offer`: the alert, the deal and the stage that it is to reach. */
export const takeValue = (alertId: string, { number, toStageId }: Pick<CandidateLine, 'number' | 'toStageId'>): string =>
  `${alertId} ${number}>${toStageId}`;

export function readTakeValue(
  value: string,
): { readonly alertId: string; readonly number: number; readonly toStageId: string } | undefined {
  const [, alertId, number, toStageId] = /^([\w-]{1,40}) (\d{1,9})>(.{1,100})$/s.exec(value) ?? [];
  if (alertId === undefined || number === undefined || toStageId === undefined) return undefined;
  return { alertId, number: Number(number), toStageId };
}

export const takeButton = (m: Messages, alertId: string, candidate: CandidateLine, index: number): ButtonSpec => ({
  id: `${TAKE}:${index}`,
  text: m.alerts.take,
  value: takeValue(alertId, candidate),
});
