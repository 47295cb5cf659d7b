import { describe, expect, it } from 'vitest';
import { fitFunnel } from '../../../../src/core/numbers/model/funnel-model.ts';
import { currentPeriodTargets, toTargetPeriod } from '../../../../src/core/numbers/needs/target-periods.ts';
import { seededRandom } from '../../../../src/core/numbers/statistics/random.ts';
import type { PlainDate } from '../../../../src/core/time/calendar.ts';
import { DAY_MS } from '../../../../src/core/time/durations.ts';
import type { PeriodKind } from '../../../../src/core/time/periods.ts';
import { FIRM_START, firmPipeline, observeAt, randomFirm, simulateHistory } from '../../../support/simulated-firm.ts';

const NOW = FIRM_START + 300 * DAY_MS;
const random = seededRandom(4);
const { counters } = observeAt(simulateHistory(randomFirm(random, 1.5), random, 300), NOW);
const model = fitFunnel(firmPipeline, counters, NOW);

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

  it('lie between local midnights, on the days of the change to and from summer time too', () => {
    const at = (startsOn: PlainDate, endsOn: PlainDate) => {
      const period = { kind: 'month', startsOn, endsOn } as const;
      const { from, to } = toTargetPeriod(
        { model, counters },
        { period, targetMinor: 1 },
        { timeZone: 'Europe/Warsaw', wonMinor: 0, meanWinMinor: 100 },
      );
      return [new Date(from).toISOString(), new Date(to).toISOString()];
    };
    expect(at('2026-03-01', '2026-03-31')).toEqual(['2026-02-28T23:00:00.000Z', '2026-03-31T22:00:00.000Z']);
    expect(at('2026-10-01', '2026-10-31')).toEqual(['2026-09-30T22:00:00.000Z', '2026-10-31T23:00:00.000Z']);
  });

  it('leave to open deals what new ones are not expected to bring', () => {
    const period = (startsOn: PlainDate, endsOn: PlainDate) => ({ kind: 'month', startsOn, endsOn }) as const;
    const running = toTargetPeriod(
      { model, counters },
      { period: period('2024-10-01', '2024-10-31'), targetMinor: 9 },
      { timeZone: 'UTC', wonMinor: 4, meanWinMinor: 100 },
    );
    const next = toTargetPeriod(
      { model, counters },
      { period: period('2024-11-01', '2024-11-30'), targetMinor: 9 },
      { timeZone: 'UTC', wonMinor: 0, meanWinMinor: 100 },
    );
    expect(running).toMatchObject({ targetMinor: 9, wonMinor: 4 });
    expect(next.newWins).toBeGreaterThan(running.newWins);
    expect(next.newMinor).toBeCloseTo(next.newWins * 100, 6);
    const over = toTargetPeriod(
      { model, counters },
      { period: period('2024-09-01', '2024-09-30'), targetMinor: 9 },
      { timeZone: 'UTC', wonMinor: 4, meanWinMinor: 100 },
    );
    expect(over).toMatchObject({ newWins: 0, newMinor: 0 });
  });
});
