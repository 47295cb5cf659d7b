import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_COUNTERS } from '../../../src/core/counters.ts';
import { type Aim, aimedAt, aimOf } from '../../../src/core/numbers/aims.ts';
import { type FunnelModel, fitFunnel } from '../../../src/core/numbers/funnel-model.ts';
import { teamGroups } from '../../../src/core/numbers/open-groups.ts';
import { seeded } from '../../../src/core/numbers/random.ts';
import {
  coverageOf,
  expectedMinor,
  type NeedInputs,
  stageMeasures,
  stretchFor,
} from '../../../src/core/numbers/stage-measures.ts';
import { needOf, type StageNeed } from '../../../src/core/numbers/stage-needs.ts';
import { bulgeFrom, negativeBinomialPoint } from '../../../src/core/numbers/too-many.ts';
import type { PeriodKind } from '../../../src/core/periods.ts';
import type { Pipeline } from '../../../src/core/stage.ts';
import { DAY_MS, FIRM_START, firmOf, firmPipeline, historyOf, STAGE_IDS, seenAt } from '../../support/firm.ts';
import { targetRun } from '../../support/target-run.ts';

const NOW = FIRM_START + 300 * DAY_MS;
const STEADY_STAGE = {
  stageId: 'lead',
  current: 0,
  currentMinor: 0,
  stayDays: 10,
  overDays: 90,
  entries: 90,
  entriesPerDay: 1,
  fano: 1,
};
const random = seeded(4);
const { counters } = seenAt(historyOf(firmOf(random, 1.5), random, 300), NOW);
const model = fitFunnel(firmPipeline, counters, NOW);
const inputs: NeedInputs = { counters, aims: [], meanWinMinor: 700_000, confidence: 0.5 };
const PERIOD = { kind: 'month', startsOn: '2024-11-01', endsOn: '2024-12-26' } as const;
const aim = (targetMinor: number, days = 60, from = 0): Aim => ({
  period: PERIOD,
  from: NOW + from * DAY_MS,
  to: NOW + days * DAY_MS,
  targetMinor,
  wonMinor: 0,
  newMinor: 0,
  newWins: 0,
});
/** What the stages need, holding what the counters say, or so many. */
function stageNeeds(pipeline: Pipeline, fitted: FunnelModel, given: NeedInputs, counts?: ReadonlyMap<string, number>) {
  const held = (id: string): number =>
    given.counters.stock.filter(({ stageId }) => stageId === id).reduce((sum, { count }) => sum + count, 0);
  return stageMeasures(pipeline, fitted, given).map((measure) => {
    const { id } = measure.stage;
    return needOf(measure, counts === undefined ? held(id) : (counts.get(id) ?? 0));
  });
}
const needsFor = (...aims: readonly Aim[]): readonly StageNeed[] => stageNeeds(firmPipeline, model, { ...inputs, aims });
const sum = (needs: readonly { readonly required: number }[]): number => needs.reduce((all, { required }) => all + required, 0);
const kinds = (needs: readonly StageNeed[]): readonly string[] => needs.map(({ basis }) => basis.kind);

describe('what the stages need', () => {
  it('is the configured minimum while there is little data', () => {
    const needs = stageNeeds(firmPipeline, fitFunnel(firmPipeline, NO_COUNTERS, NOW), {
      ...inputs,
      counters: NO_COUNTERS,
      aims: [aim(10_000_000)],
    });
    expect(needs.map(({ basis, required, lacking, usual }) => ({ basis, required, lacking, usual }))).toEqual(
      firmPipeline.stages.map(() => ({ basis: { kind: 'minimum', known: false }, required: 1, lacking: 1, usual: null })),
    );
    expect(needs.every(({ runwayDays }) => runwayDays === 0)).toBe(true);
    expect(needs.every(({ refillDays }) => refillDays === null)).toBe(true);
    expect(needs.every(({ short }) => !short)).toBe(true);
  });

  it('is the flow of the last quarter without a target, near what there is in a steady firm', () => {
    const needs = needsFor();
    expect(kinds(needs)).toEqual(STAGE_IDS.map(() => 'profile'));
    const current = needs.reduce((all, need) => all + need.current, 0);
    expect(sum(needs) / current).toBeGreaterThan(0.6);
    expect(sum(needs) / current).toBeLessThan(1.7);
    for (const { usual, required } of needs) expect(Math.abs((usual?.mean ?? 0) - required)).toBeLessThanOrEqual(0.5);
  });

  it('grows with the target, is the flow again once it is met, and more to be surer', () => {
    const small = needsFor(aim(10_000_000));
    const large = needsFor(aim(20_000_000));
    const sure = stageNeeds(firmPipeline, model, { ...inputs, aims: [aim(20_000_000)], confidence: 0.8 });
    expect(kinds(small)).toEqual(STAGE_IDS.map(() => 'target'));
    expect(sum(large)).toBeGreaterThan(1.8 * sum(small));
    expect(sum(sure)).toBeGreaterThan(sum(large));
    expect(kinds(needsFor({ ...aim(5), wonMinor: 9 }))).toEqual(STAGE_IDS.map(() => 'profile'));
  });

  it('never asks for less when more is to be won', () => {
    const minor = fc.integer({ min: 1, max: 50_000_000 });
    fc.assert(
      fc.property(minor, minor, minor, fc.integer({ min: 0, max: 40 }), (now, then, more, days) => {
        const aims = (plus: number) => [aim(now + plus, days), aim(then + plus, days + 30, days)];
        const before = needsFor(...aims(0));
        const after = needsFor(...aims(more));
        for (const [k, need] of after.entries()) {
          expect(need.required).toBeGreaterThanOrEqual(before[k]?.required ?? 0);
          expect(need.lacking).toBe(need.required - need.current);
          if (before[k]?.short === true && before[k]?.basis.kind === 'target') expect(need.short).toBe(true);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('is never below the minimum that was set, and a minimum of 0 silences a stage', () => {
    const with_ = (minimum: number) => ({
      ...firmPipeline,
      stages: firmPipeline.stages.map((stage) => ({ ...stage, minimum })),
    });
    const many = stageNeeds(with_(500), model, inputs);
    expect(many.every(({ required, basis, short }) => required === 500 && basis.kind === 'minimum' && short)).toBe(true);
    const none = new Map<string, number>();
    expect(stageNeeds(with_(0), model, inputs, none).some(({ short }) => short)).toBe(false);
    expect(stageNeeds(with_(1), model, inputs, none).every(({ short }) => short)).toBe(true);
  });

  it('is counted for a stage where the running period is still helped in time, else for the next one', () => {
    const both = needsFor(aim(1_000_000, 2), aim(30_000_000, 62, 2));
    const to = both.map(({ factor, winWithin }) => ({ factor: Number(factor.toFixed(6)), winWithin }));
    const next = needsFor(aim(30_000_000, 62, 2));
    expect(kinds(both)).toEqual(STAGE_IDS.map(() => 'target'));
    expect(to.slice(0, 3).map(({ factor }) => factor)).toEqual(next.slice(0, 3).map(({ factor }) => Number(factor.toFixed(6))));
    // Alone, a period that ends in two days leaves all that cannot come in time to the flow.
    expect(kinds(needsFor(aim(1_000_000, 2))).slice(0, 3)).toEqual(['profile', 'profile', 'profile']);
    expect(kinds(needsFor(aim(1_000_000, 0)))).toEqual(STAGE_IDS.map(() => 'profile'));
  });

  it('makes a stage short where it holds clearly fewer than the uncovered target takes, and only there', () => {
    const hard = needsFor(aim(60_000_000));
    for (const { short, current, required } of hard) expect(short).toBe(current * 1.3 <= required);
    expect(hard.some(({ short }) => short)).toBe(true);
    // A target that is covered makes none short; an empty stage is, and one with fewer than chance explains.
    for (const { short, current, basis } of needsFor(aim(1_000_000)))
      if (short) expect(current === 0 || basis.kind === 'profile').toBe(true);
  });

  it('makes a stage short of its flow only where chance hardly explains it, whether a target is covered or not', () => {
    const usual = new Map(needsFor().map((need) => [need.stageId, need.required]));
    const thin = (stageId: string, share: number) =>
      new Map([...usual, [stageId, Math.floor((usual.get(stageId) ?? 0) * share)]]);
    const shortOf = (counts: ReadonlyMap<string, number>, aims: readonly Aim[]) =>
      stageNeeds(firmPipeline, model, { ...inputs, aims }, counts).flatMap(({ stageId, short }) => (short ? [stageId] : []));
    expect(shortOf(usual, [])).toEqual([]);
    expect(shortOf(thin('lead', 0.85), [])).toEqual([]);
    expect(shortOf(thin('lead', 0.3), [])).toEqual(['lead']);
    expect(shortOf(thin('lead', 0.3), [aim(1_000_000)])).toEqual(['lead']);
  });

  it('comes with the days until a stage runs dry and those that refilling takes', () => {
    for (const need of needsFor()) {
      if (need.current > 0) expect(need.runwayDays ?? 999).toBeGreaterThan(5);
      expect(need.refillDays).toBeGreaterThan(0);
      if (need.stageId !== 'lead') expect(STAGE_IDS).toContain(need.refillFrom);
    }
  });

  it('is covered twice as far when the target is half', () => {
    const openMinor = expectedMinor(model, teamGroups(counters.stock, NOW), 60 * DAY_MS);
    const of = (targetMinor: number) => coverageOf(aim(targetMinor), openMinor) ?? 0;
    expect(of(20_000_000)).toBeGreaterThan(0);
    expect(of(10_000_000)).toBeCloseTo(2 * of(20_000_000), 6);
    expect(coverageOf({ ...aim(5), wonMinor: 9 }, openMinor)).toBeNull();
    expect(expectedMinor(model, teamGroups(counters.stock, NOW), 0)).toBe(0);
  });

  it('is none for a target that is reached, and at 50 % more than the mean asks, for a few large wins pull the mean up', () => {
    const steady = [{ ...STEADY_STAGE, steady: 20, win: 0.2, valueMinor: 1000 }];
    const wanted = (targetMinor: number, wonMinor: number, confidence: 0.5 | 0.8) =>
      stretchFor(steady, { targetMinor, wonMinor, newMinor: 0, newWins: 0 }, 1000, confidence).factor;
    expect([wanted(5000, 5000, 0.5), wanted(5000, 6000, 0.8), wanted(5000, 0, 0.5) > 0]).toEqual([0, 0, true]);
    // 4,000 are the mean of the profile, and of ten such periods fewer than five bring them.
    expect(wanted(4000, 0, 0.5)).toBeGreaterThan(1);
    expect(wanted(4000, 0, 0.5)).toBeLessThan(1.3);
    expect(wanted(4000, 0, 0.8)).toBeGreaterThan(wanted(4000, 0, 0.5));
    // The more wins a target takes, the less one of them matters.
    const many = [{ ...STEADY_STAGE, steady: 2000, win: 0.2, valueMinor: 1000 }];
    expect(stretchFor(many, { targetMinor: 400_000, wonMinor: 0, newMinor: 0, newWins: 0 }, 1000, 0.5).factor).toBeCloseTo(1, 1);
  });

  it('suffices: about half of the firms meet the target at 50 %, most at 80 %', () => {
    const share = (confidence: 0.5 | 0.8) =>
      Array.from({ length: 40 }, (_, seed) => targetRun(seed + 1, confidence)).filter(({ met }) => met).length / 40;
    const [half, most] = [share(0.5), share(0.8)];
    // Some three standard errors of forty firms around the goals; the long run is `npm run bench -- numbers`.
    expect(half).toBeGreaterThan(0.28);
    expect(half).toBeLessThan(0.68);
    expect(most).toBeGreaterThan(0.6);
    expect(most).toBeLessThan(0.95);
  }, 120_000);
});

describe('a funnel of one stage', () => {
  const one = { ...firmPipeline, stages: firmPipeline.stages.slice(-1) };
  const only = seenAt(
    historyOf({ ...firmOf(random, 1), next: [0.4], skip: [0], back: [0], dwell: [9], reps: [0] }, random, 200).map((event) => ({
      ...event,
      to: event.to === 'won' || event.to === 'lost' ? event.to : 'contract',
    })),
    NOW,
  ).counters;

  it('needs deals like any other', () => {
    const needs = stageNeeds(one, fitFunnel(one, only, FIRM_START + 200 * DAY_MS), { ...inputs, counters: only });
    expect(needs).toHaveLength(1);
    expect(needs[0]).toMatchObject({ stageId: 'contract', basis: { kind: 'profile' }, refillFrom: null });
    expect(needs[0]?.refillDays).toBeGreaterThan(0);
  });
});

describe('the targets that stages are measured against', () => {
  const target = (period: PeriodKind, startsOn: string, valueMinor = 100, memberId: string | null = null) => ({
    memberId,
    period,
    startsOn,
    valueMinor,
  });
  const aimed = (...targets: readonly ReturnType<typeof target>[]) =>
    aimedAt(targets, '2026-11-23', 1).map(({ period, targetMinor }) => `${period.startsOn} ${targetMinor}`);

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
    const at = (startsOn: string, endsOn: string) => {
      const period = { kind: 'month', startsOn, endsOn } as const;
      const { from, to } = aimOf(model, counters, { period, targetMinor: 1 }, 'Europe/Warsaw', 0, 100);
      return [new Date(from).toISOString(), new Date(to).toISOString()];
    };
    expect(at('2026-03-01', '2026-03-31')).toEqual(['2026-02-28T23:00:00.000Z', '2026-03-31T22:00:00.000Z']);
    expect(at('2026-10-01', '2026-10-31')).toEqual(['2026-09-30T22:00:00.000Z', '2026-10-31T23:00:00.000Z']);
  });

  it('leave to open deals what new ones are not expected to bring', () => {
    const period = (startsOn: string, endsOn: string) => ({ kind: 'month', startsOn, endsOn }) as const;
    const running = aimOf(model, counters, { period: period('2024-10-01', '2024-10-31'), targetMinor: 9 }, 'UTC', 4, 100);
    const next = aimOf(model, counters, { period: period('2024-11-01', '2024-11-30'), targetMinor: 9 }, 'UTC', 0, 100);
    expect(running).toMatchObject({ targetMinor: 9, wonMinor: 4 });
    expect(next.newWins).toBeGreaterThan(running.newWins);
    expect(next.newMinor).toBeCloseTo(next.newWins * 100, 6);
    const over = aimOf(model, counters, { period: period('2024-09-01', '2024-09-30'), targetMinor: 9 }, 'UTC', 4, 100);
    expect(over).toMatchObject({ newWins: 0, newMinor: 0 });
  });
});

describe('too many deals', () => {
  it('are more than chance explains and at least 1.3 times the mean', () => {
    expect(negativeBinomialPoint(4, 1, 0.95)).toBe(8);
    expect(negativeBinomialPoint(0, 2, 0.95)).toBe(0);
    expect(bulgeFrom(4, 1)).toBe(9);
    expect(bulgeFrom(4, 4)).toBeGreaterThan(9);
    expect(bulgeFrom(1000, 1)).toBe(1300);
  });
});
