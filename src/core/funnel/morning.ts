import type { Deal, PlannedStep } from '../deal/deal.ts';
import { type AttentionReason, attentionReasons, type LocalDay } from '../deal/hygiene/attention.ts';
import { openSteps } from '../deal/next-steps.ts';
import { type Pipelines, pipelineOf } from '../pipeline/pipelines.ts';
import { stageById } from '../pipeline/stage.ts';
import { weekday } from '../time/calendar.ts';

/** A deal in a morning note, and the reason. */
export type MorningLine = {
  readonly deal: Deal;
  readonly why:
    | { readonly kind: 'nextStep'; readonly overdue: boolean; readonly step: PlannedStep }
    /** The reminder of an incomplete deal. */
    | { readonly kind: 'reminder' }
    | Extract<AttentionReason, { kind: 'pastClose' | 'ageing' }>
    | { readonly kind: 'unplanned' };
};

/** The day of a note, and the pipelines, whose stages define when a deal is ageing. */
export type MorningScope = LocalDay & { readonly pipelines: Pipelines };

const FRIDAY = 5;
const RANK = { nextStep: 0, reminder: 1, pastClose: 2, ageing: 3, unplanned: 4 } as const;

function findAttentionReason<K extends 'pastClose' | 'ageing'>(
  deal: Deal,
  kind: K,
  { pipelines, ...day }: MorningScope,
): Extract<AttentionReason, { kind: K }> | undefined {
  const needs = attentionReasons(deal, stageById(pipelineOf(pipelines, deal), deal.stageId), day);
  return needs.find((each): each is Extract<AttentionReason, { kind: K }> => each.kind === kind);
}

/**
 * Lines of one person's morning note: next steps that are due, reminders of incomplete deals, and ageing deals; on Fridays also overdue
 * close dates and deals without a next step. A deal is listed once for each
 * step that is due, else for the first of these reasons.
 *
 * @param deals the person's open deals. @param newlyAgeing ageing deals that the person was not yet notified of.
 * @returns most urgent first; empty: no note.
 */
export function morningLines(deals: readonly Deal[], newlyAgeing: readonly Deal[], scope: MorningScope): readonly MorningLine[] {
  const { today } = scope;
  const friday = weekday(today) === FRIDAY;
  const notYetNotified = new Set(newlyAgeing.map(({ number }) => number));
  const all = [...deals, ...newlyAgeing.filter(({ number }) => !deals.some((deal) => deal.number === number))];
  const lines = all.flatMap((deal): MorningLine[] => {
    const due = openSteps(deal).filter(({ on }) => on !== null && on <= today);
    if (due.length > 0)
      return due.map((step) => ({ deal, why: { kind: 'nextStep', overdue: step.on !== null && step.on < today, step } }));
    if (deal.remindOn !== null && deal.remindOn <= today) return [{ deal, why: { kind: 'reminder' } }];
    const past = friday ? findAttentionReason(deal, 'pastClose', scope) : undefined;
    if (past !== undefined) return [{ deal, why: past }];
    const ageing = notYetNotified.has(deal.number) ? findAttentionReason(deal, 'ageing', scope) : undefined;
    if (ageing !== undefined) return [{ deal, why: ageing }];
    return friday && deal.nextStep === null ? [{ deal, why: { kind: 'unplanned' } }] : [];
  });
  const longest = (line: MorningLine) => (line.why.kind === 'ageing' ? -line.why.days : 0);
  return lines.toSorted(
    (a, b) => RANK[a.why.kind] - RANK[b.why.kind] || longest(a) - longest(b) || a.deal.number - b.deal.number,
  );
}
