import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advance } from '../../src/core/advance.ts';
import type { StageStock } from '../../src/core/amount.ts';
import { hygieneBefore, stockBefore } from '../../src/core/stock-before.ts';
import { actOf, changeOf, MONDAY, newborn, PIPELINE } from '../support/deal-builders.ts';
import { ANYWAY, firm, HOUR, played, stockOf, worth } from '../support/played-deals.ts';

const sorted = (stock: readonly StageStock[]) => stock.toSorted((a, b) => (a.stageId < b.stageId ? -1 : 1));

describe('the funnel at an earlier instant', () => {
  test('is the funnel now minus what came after', () => {
    fc.assert(
      fc.property(firm, fc.integer({ min: 0, max: 200 }), (scripts, hours) => {
        const events = played(scripts);
        const at = MONDAY + hours * HOUR;
        const earlier = events.filter((event) => event.at <= at);
        const later = events.filter((event) => event.at > at);
        expect(sorted(stockBefore(stockOf(events), later))).toEqual(sorted(stockOf(earlier)));
      }),
    );
  });

  test('counts dates as they were: a date that was set later was missing then', () => {
    const life = newborn(worth(500));
    const dated = changeOf(advance(life.file, PIPELINE, { ...ANYWAY, answers: { deal: { closeOn: '2026-12-01' } } }, actOf()));
    const now = { overdue: { count: 0, valueMinor: 0 }, undated: { count: 0, valueMinor: 0 } };
    expect(hygieneBefore(now, [dated.event], '2026-11-20').undated).toEqual({ count: 1, valueMinor: 500 });
    const then = { ...now, overdue: { count: 1, valueMinor: 500 } };
    expect(hygieneBefore(then, [dated.event], '2026-12-24')).toEqual({ ...now, undated: { count: 1, valueMinor: 500 } });
  });
});
