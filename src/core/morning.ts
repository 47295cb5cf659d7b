import { attention, type Need } from './attention.ts';
import { type PlainDate, weekday } from './calendar.ts';
import type { Deal } from './deal.ts';
import { type Pipeline, stageById } from './stage.ts';

/** A deal in somebody's morning note, and why it is there. */
export type MorningLine = {
  readonly deal: Deal;
  readonly why:
    | { readonly kind: 'nextStep'; readonly overdue: boolean }
    /** "Remind me on Friday": what the deal was moved past. */
    | { readonly kind: 'reminder' }
    | Extract<Need, { kind: 'pastClose' | 'ageing' }>
    | { readonly kind: 'unplanned' };
};

const FRIDAY = 5;

/**
 * What one person's morning note holds: next steps that are due and reminders that were asked for; on Fridays also overdue close dates,
 * deals that stand still, and deals without a next step.
 *
 * @param deals the person's open deals. @returns most urgent first; empty: no note.
 */
export function morningLines(
  deals: readonly Deal[],
  pipeline: Pipeline,
  today: PlainDate,
  timeZone: string,
): readonly MorningLine[] {
  const friday = weekday(today) === FRIDAY;
  const lines = deals.flatMap((deal): MorningLine[] => {
    const due = deal.nextStepOn !== null && deal.nextStepOn <= today;
    if (due) return [{ deal, why: { kind: 'nextStep', overdue: deal.nextStepOn !== null && deal.nextStepOn < today } }];
    if (deal.remindOn !== null && deal.remindOn <= today) return [{ deal, why: { kind: 'reminder' } }];
    if (!friday) return [];
    const needs = attention(deal, stageById(pipeline, deal.stageId), today, timeZone);
    const need = needs.find((each) => each.kind === 'pastClose' || each.kind === 'ageing');
    if (need !== undefined && (need.kind === 'pastClose' || need.kind === 'ageing')) return [{ deal, why: need }];
    return deal.nextStep === null ? [{ deal, why: { kind: 'unplanned' } }] : [];
  });
  const rank = { nextStep: 0, reminder: 1, pastClose: 2, ageing: 3, unplanned: 4 } as const;
  return lines.toSorted((a, b) => rank[a.why.kind] - rank[b.why.kind] || a.deal.number - b.deal.number);
}
