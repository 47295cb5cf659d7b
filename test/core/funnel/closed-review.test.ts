import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClosedDeal, closedReview, MIN_CLOSED_TO_COMPARE, reviewMonths } from '../../../src/core/funnel/closed-review.ts';
import { type Amount, addAmounts, NO_AMOUNT } from '../../../src/core/money/amount.ts';
import { DAY_MS } from '../../../src/core/time/durations.ts';

const sumOf = (amounts: readonly Amount[]) => amounts.reduce((sum, each) => addAmounts(sum, each), NO_AMOUNT);
const at = (moment: string) => Date.parse(moment);
const months = reviewMonths('2026-11-02');
const instants = { before: at('2026-05-01'), now: at('2026-08-01'), end: at('2026-11-01') };
const where = { months, instants };
const closed = (some: Partial<ClosedDeal>): ClosedDeal => ({
  outcome: 'won',
  valueMinor: 100,
  createdAt: at('2026-08-01'),
  closedAt: at('2026-09-01'),
  lostReasonId: null,
  ...some,
});

const deal = fc.record({
  outcome: fc.constantFrom('won' as const, 'lost' as const),
  valueMinor: fc.option(fc.integer({ min: 0, max: 1e13 })),
  createdAt: fc.integer({ min: instants.before - 400 * DAY_MS, max: instants.before }),
  closedAt: fc.integer({ min: instants.before, max: instants.end - 1 }),
  lostReasonId: fc.option(fc.constantFrom('price', 'budget', 'gone')),
});

describe('three months against the three before', () => {
  it('are the whole months before the running one', () => {
    expect(months).toEqual({ before: '2026-05-01', now: '2026-08-01', end: '2026-11-01' });
    expect(closedReview([closed({})], where)).toMatchObject({ fromMonth: '2026-08-01', toMonth: '2026-10-01' });
  });

  it('count each closed deal once, and the reasons add up to what was lost', () => {
    fc.assert(
      fc.property(fc.array(deal, { minLength: 1, maxLength: 60 }), (deals) => {
        const review = closedReview(deals, where);
        if (review === null) throw new Error('something was closed');
        const { now, before, reasons } = review;
        expect(now.won.count + now.lost.count + before.won.count + before.lost.count).toBe(deals.length);
        const values = deals.reduce((sum, { valueMinor }) => sum + (valueMinor ?? 0), 0);
        expect(sumOf([now.won, now.lost, before.won, before.lost]).valueMinor).toBe(values);
        for (const [stretch, lost] of [
          ['now', now.lost],
          ['before', before.lost],
        ] as const)
          expect(sumOf(reasons.map((line) => line[stretch]))).toEqual(lost);
        expect(new Set(reasons.map(({ reasonId }) => reasonId)).size).toBe(reasons.length);
      }),
    );
  });

  it('have a win rate from ten closed deals on, between none and all', () => {
    fc.assert(
      fc.property(fc.array(deal, { minLength: 1, maxLength: 40 }), (deals) => {
        const review = closedReview(deals, where);
        for (const summary of review === null ? [] : [review.now, review.before]) {
          const all = summary.won.count + summary.lost.count;
          if (all < MIN_CLOSED_TO_COMPARE) expect(summary.winShare).toBeNull();
          else expect(summary.winShare).toBeCloseTo(summary.won.count / all);
        }
      }),
    );
  });

  it('have the median days from first entry to win, and what was won a week', () => {
    const wins = [10, 20, 30, 40, 400].map((days) =>
      closed({ createdAt: at('2026-10-01') - days * DAY_MS, closedAt: at('2026-10-01'), valueMinor: 92_000 }),
    );
    const review = closedReview(wins, where);
    expect(review?.now.cycleDays).toBe(30);
    // 460,000 in 92 days.
    expect(review?.now.perWeekMinor).toBeCloseTo(35_000);
    expect(review?.before).toMatchObject({ cycleDays: null, perWeekMinor: 0 });
    expect(closedReview(wins.slice(1), where)?.now.cycleDays).toBeNull();
  });

  it('are none where nothing was closed', () => {
    expect(closedReview([], where)).toBeNull();
  });
});
