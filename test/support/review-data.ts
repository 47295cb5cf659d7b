import type { AgeingLine } from '../../src/core/funnel/ageing.ts';
import type { ClosedReview, ClosedSummary } from '../../src/core/funnel/closed-review.ts';
import type { ManagerNoteFacts } from '../../src/core/funnel/manager-note.ts';
import type { ViewData } from './view-data.ts';

const LARGE_MINOR = 1e13;

/** Deals that are stuck: one, or as many as a list may have. */
export const sampleAgeing = ({ dataSize, file: { deal }, text }: ViewData): readonly AgeingLine[] =>
  Array.from({ length: { empty: 1, usual: 3, extreme: 100 }[dataSize] }, (_, index) => ({
    number: 999_999_900 + index,
    name: dataSize === 'extreme' ? text : deal.name,
    ownerId: 'anna',
    valueMinor: index === 0 ? null : LARGE_MINOR,
    stageId: deal.stageId,
    days: 10_000,
    usualDays: 14,
  }));

const summary = (count: number): ClosedSummary => ({
  won: { count, valueMinor: count * 10_050 },
  lost: { count: 2 * count, valueMinor: count * 20_075 },
  winShare: count === 0 ? null : 1 / 3,
  cycleDays: count === 0 ? null : 41.4,
  perWeekMinor: count * 1234.5,
});

/** Three months against none, some, or very many before. */
export function sampleClosedReview({ dataSize, pipeline }: ViewData): ClosedReview {
  const count = { empty: 0, usual: 9, extreme: 1_000_000 }[dataSize];
  return {
    fromMonth: '2026-08-01',
    toMonth: '2026-10-01',
    now: summary(Math.max(1, count)),
    before: summary(count),
    reasons: [...pipeline.lostReasons.map(({ id }) => id), null].map((reasonId) => ({
      reasonId,
      now: { count: count + 1, valueMinor: LARGE_MINOR },
      before: { count, valueMinor: count },
    })),
  };
}

/** What a manager reads: one thing, or everything of everybody. */
export function sampleManagerNote(data: ViewData): ManagerNoteFacts {
  const stuck = sampleAgeing(data);
  const [longest] = stuck;
  const many = { empty: 0, usual: 2, extreme: 40 }[data.dataSize];
  const owners = Array.from({ length: many }, (_, index) => (index === 0 ? 'anna' : `rep ${index}`));
  return {
    slips: owners.map((memberId) => ({ memberId, count: 3, numbers: [141, 142], causes: { guess: 1, obstacle: 1, unknown: 1 } })),
    stuck:
      longest === undefined
        ? []
        : ['anna', ...owners].map((memberId) => ({
            memberId,
            deals: { count: 4, valueMinor: LARGE_MINOR },
            numbers: stuck.map(({ number }) => number),
            longest,
          })),
    left: owners.map((memberId) => ({ memberId, deals: { count: 4, valueMinor: LARGE_MINOR } })),
    coaching:
      many === 0
        ? null
        : {
            memberId: 'anna',
            stageId: 'offer',
            exits: 41,
            notLost: 15,
            share: 0.38,
            low: 0.29,
            high: 0.47,
            teamShare: 0.64,
            verdict: 'below',
          },
  };
}
