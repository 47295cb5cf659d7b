import { describe, expect, it } from 'vitest';
import { createBaselines } from '../../../../src/core/backtest/baselines.ts';
import { createReplay } from '../../../../src/core/backtest/replay.ts';
import type { Counters } from '../../../../src/core/history/counters.ts';
import { fitFunnel } from '../../../../src/core/numbers/model/funnel-model.ts';
import { recordedOutcomes } from '../../../../src/core/numbers/model/recording-start.ts';
import { weighCounters } from '../../../../src/core/numbers/model/weighted-counters.ts';
import { DAY_MS } from '../../../../src/core/time/durations.ts';
import { type FirmFeature, featureFirm } from '../../../support/feature-firms.ts';

const exposure = (month: string, days: number) => ({ stageId: 'lead', month, ageBin: 5, exposureMs: days * DAY_MS });
const exit = (month: string, destination: string, count: number) => ({
  stageId: 'lead',
  month,
  ageBin: 5,
  destination,
  count,
});

function countersAt(
  feature: FirmFeature,
  day: number,
): { readonly counters: Counters; readonly at: number } & ReturnType<typeof featureFirm> {
  const firm = featureFirm(feature, 1);
  const replay = createReplay(createBaselines(firm.stageIds));
  const at = firm.from + day * DAY_MS;
  for (const event of firm.events) if (event.at <= at) replay.apply(event);
  return { ...firm, counters: replay.counters(), at };
}

describe('outcomes recorded later than deals', () => {
  it('leave the months before the first of them out', () => {
    const open = [exposure('2026-01', 900), exposure('2026-02', 900), exposure('2026-03', 900)];
    expect(recordedOutcomes(open, [exit('2026-03', 'won', 12), exit('2026-03', 'lost', 18)])).toEqual({
      from: '2026-03',
      share: 1,
    });
  });

  it('are not supposed where a month without any may be chance, or where next to nothing closed yet', () => {
    const open = [exposure('2026-02', 60), exposure('2026-03', 900)];
    expect(recordedOutcomes(open, [exit('2026-03', 'won', 12), exit('2026-03', 'lost', 18)]).from).toBe('');
    expect(recordedOutcomes([exposure('2026-02', 900), exposure('2026-03', 900)], [exit('2026-03', 'won', 5)]).from).toBe('');
  });

  it('moves between stages are no outcome', () => {
    const open = [exposure('2026-02', 900), exposure('2026-03', 900)];
    const exits = [exit('2026-02', 'offer', 30), exit('2026-03', 'won', 12), exit('2026-03', 'lost', 18)];
    expect(recordedOutcomes(open, exits).from).toBe('2026-03');
  });

  it('before the first, much waiting counts as some: nobody can tell slow from unrecorded', () => {
    expect(recordedOutcomes([exposure('2026-03', 100)], []).share).toBe(1);
    expect(recordedOutcomes([exposure('2026-03', 1680)], []).share).toBeCloseTo(0.1);
  });

  it('let the model see a firm as what it is since: a deal closes as soon as in those months alone', () => {
    const { stageIds, counters, at, pipeline } = countersAt('late outcomes', 240);
    const since = (month: string): boolean => month >= '2024-03';
    const alone = {
      ...counters,
      exposure: counters.exposure.filter(({ month }) => since(month)),
      exits: counters.exits.filter(({ month }) => since(month)),
    };
    const leaving = (some: Counters): number =>
      fitFunnel(pipeline, some, at).exitProbabilityWithin(
        { stageId: stageIds[0] ?? '', ageMs: 0, ownerId: '', tier: 0 },
        60 * DAY_MS,
      );
    expect(leaving(counters)).toBeCloseTo(leaving(alone), 2);
  });

  it('change nothing in a firm that recorded them from the start', () => {
    const { stageIds, counters, at } = countersAt('steady', 300);
    const [first] = counters.exposure.map(({ month }) => month).sort();
    expect(recordedOutcomes(counters.exposure, counters.exits).from).toBe('');
    const weighted = weighCounters(stageIds, counters, at);
    const without = weighCounters(
      stageIds,
      { ...counters, exposure: counters.exposure.filter(({ month }) => month !== first) },
      at,
    );
    expect(weighted.exposure[0]?.reduce((a, b) => a + b, 0)).toBeGreaterThan(
      without.exposure[0]?.reduce((a, b) => a + b, 0) ?? 0,
    );
  });
});
