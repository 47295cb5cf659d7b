import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advance } from '../../../src/core/deal/advance.ts';
import { hygieneBefore, stockBefore } from '../../../src/core/history/stock-before.ts';
import type { StageStock } from '../../../src/core/money/amount.ts';
import { HOUR_MS } from '../../../src/core/time/durations.ts';
import { acceptedChange, actBy, freshDeal, MONDAY, PIPELINE } from '../../support/deal-builders.ts';
import { ANYWAY, dealScripts, playDeals, stockAfter, valueInMinor } from '../../support/play-deals.ts';

const sorted = (stock: readonly StageStock[]) => stock.toSorted((a, b) => (a.stageId < b.stageId ? -1 : 1));

describe('the funnel at an earlier instant', () => {
  test('is the funnel now minus what came after', () => {
    fc.assert(
      fc.property(dealScripts, fc.integer({ min: 0, max: 200 }), (scripts, hours) => {
        const events = playDeals(scripts);
        const at = MONDAY + hours * HOUR_MS;
        const earlier = events.filter((event) => event.at <= at);
        const later = events.filter((event) => event.at > at);
        expect(sorted(stockBefore(stockAfter(events), later))).toEqual(sorted(stockAfter(earlier)));
      }),
    );
  });

  test('counts dates as they were: a date that was set later was missing then', () => {
    const life = freshDeal(valueInMinor(500));
    const dated = acceptedChange(
      advance(life.file, { pipeline: PIPELINE, ...ANYWAY, answers: { deal: { closeOn: '2026-12-01' } } }, actBy()),
    );
    const now = { overdue: { count: 0, valueMinor: 0 }, undated: { count: 0, valueMinor: 0 } };
    expect(hygieneBefore(now, [dated.event], '2026-11-20').undated).toEqual({ count: 1, valueMinor: 500 });
    const then = { ...now, overdue: { count: 1, valueMinor: 500 } };
    expect(hygieneBefore(then, [dated.event], '2026-12-24')).toEqual({ ...now, undated: { count: 1, valueMinor: 500 } });
  });
});
