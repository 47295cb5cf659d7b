import { describe, expect, it } from 'vitest';
import { currentPeriodTargets } from '../../../../src/core/numbers/needs/target-periods.ts';
import type { PlainDate } from '../../../../src/core/time/calendar.ts';
import type { PeriodKind } from '../../../../src/core/time/periods.ts';

describe('the targets that stages are measured against', () => {
  const target = (period: PeriodKind, startsOn: PlainDate, valueMinor = 100, memberId: string | null = null) => ({
    memberId,
    period,
    startsOn,
    valueMinor,
  });
  const aimed = (...targets: readonly ReturnType<typeof target>[]) =>
    currentPeriodTargets(targets, '2026-11-23', 1).map(({ period, targetMinor }) => `${period.startsOn} ${targetMinor}`);

  it('are those of the running and the next month, else quarter, else year', () => {
    const year = target('year', '2026-01-01', 900);
    const quarter = target('quarter', '2026-10-01', 300);
    expect(aimed()).toEqual([]);
    expect(aimed(year)).toEqual(['2026-01-01 900']);
    expect(aimed(year, quarter)).toEqual(['2026-10-01 300']);
    expect(aimed(year, quarter, target('month', '2026-12-01'))).toEqual(['2026-12-01 100']);
    expect(aimed(target('month', '2026-11-01', 7), target('month', '2026-12-01', 8))).toEqual(['2026-11-01 7', '2026-12-01 8']);
    expect(aimed(target('month', '2026-11-01', 7, 'anna'), target('month', '2026-11-01', 8, 'piotr'))).toEqual(['2026-11-01 15']);
  });
});
