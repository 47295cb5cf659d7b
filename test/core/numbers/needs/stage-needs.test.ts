import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_COUNTERS } from '../../../../src/core/history/counters.ts';
import { type FunnelModel, fitFunnel } from '../../../../src/core/numbers/model/funnel-model.ts';
import { type StageMeasureInputs, stageMeasures } from '../../../../src/core/numbers/needs/stage-measures.ts';
import { type StageNeed, stageNeed } from '../../../../src/core/numbers/needs/stage-needs.ts';
import type { TargetPeriod } from '../../../../src/core/numbers/needs/target-periods.ts';
import { seededRandom } from '../../../../src/core/numbers/statistics/random.ts';
import type { Pipeline } from '../../../../src/core/pipeline/stage.ts';
import { DAY_MS } from '../../../../src/core/time/durations.ts';
import { FIRM_START, firmPipeline, observeAt, randomFirm, STAGE_IDS, simulateHistory } from '../../../support/simulated-firm.ts';

const NOW = FIRM_START + 300 * DAY_MS;
const random = seededRandom(4);
const { counters } = observeAt(simulateHistory(randomFirm(random, 1.5), random, 300), NOW);
const model = fitFunnel(firmPipeline, counters, NOW);
const inputs: StageMeasureInputs = { counters, targets: [], meanWinMinor: 700_000, confidence: 0.5 };
const PERIOD = { kind: 'month', startsOn: '2024-11-01', endsOn: '2024-12-26' } as const;
const target = (targetMinor: number, days = 60, from = 0): TargetPeriod => ({
  period: PERIOD,
  from: NOW + from * DAY_MS,
  to: NOW + days * DAY_MS,
  targetMinor,
  wonMinor: 0,
  newMinor: 0,
  newWins: 0,
});
/** What the stages need, holding what the counters say, or so many. */
function stageNeeds(pipeline: Pipeline, fitted: FunnelModel, given: StageMeasureInputs, counts?: ReadonlyMap<string, number>) {
  const held = (id: string): number =>
    given.counters.stock.filter(({ stageId }) => stageId === id).reduce((sum, { count }) => sum + count, 0);
  return stageMeasures(pipeline, fitted, given).map((measure) => {
    const { id } = measure.stage;
    return stageNeed(measure, counts === undefined ? held(id) : (counts.get(id) ?? 0));
  });
}
const needsFor = (...targets: readonly TargetPeriod[]): readonly StageNeed[] =>
  stageNeeds(firmPipeline, model, { ...inputs, targets });
const sum = (needs: readonly { readonly required: number }[]): number => needs.reduce((all, { required }) => all + required, 0);
const kinds = (needs: readonly StageNeed[]): readonly string[] => needs.map(({ basis }) => basis.kind);

describe('what the stages need', () => {
  it('is the configured minimum while there is little data', () => {
    const needs = stageNeeds(firmPipeline, fitFunnel(firmPipeline, NO_COUNTERS, NOW), {
      ...inputs,
      counters: NO_COUNTERS,
      targets: [target(10_000_000)],
    });
    expect(needs.map(({ basis, required, lacking, usual }) => ({ basis, required, lacking, usual }))).toEqual(
      firmPipeline.stages.map(() => ({ basis: { kind: 'minimum', known: false }, required: 1, lacking: 1, usual: null })),
    );
    expect(needs.every(({ runwayDays }) => runwayDays === 0)).toBe(true);
    expect(needs.every(({ refillDays }) => refillDays === null)).toBe(true);
    expect(needs.every(({ isShort }) => !isShort)).toBe(true);
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
    const small = needsFor(target(10_000_000));
    const large = needsFor(target(20_000_000));
    const sure = stageNeeds(firmPipeline, model, { ...inputs, targets: [target(20_000_000)], confidence: 0.8 });
    expect(kinds(small)).toEqual(STAGE_IDS.map(() => 'target'));
    expect(sum(large)).toBeGreaterThan(1.8 * sum(small));
    expect(sum(sure)).toBeGreaterThan(sum(large));
    expect(kinds(needsFor({ ...target(5), wonMinor: 9 }))).toEqual(STAGE_IDS.map(() => 'profile'));
  });

  it('never asks for less when more is to be won', () => {
    const minor = fc.integer({ min: 1, max: 50_000_000 });
    fc.assert(
      fc.property(minor, minor, minor, fc.integer({ min: 0, max: 40 }), (now, then, more, days) => {
        const targets = (plus: number) => [target(now + plus, days), target(then + plus, days + 30, days)];
        const before = needsFor(...targets(0));
        const after = needsFor(...targets(more));
        for (const [k, need] of after.entries()) {
          expect(need.required).toBeGreaterThanOrEqual(before[k]?.required ?? 0);
          expect(need.lacking).toBe(need.required - need.current);
          if (before[k]?.isShort === true && before[k]?.basis.kind === 'target') expect(need.isShort).toBe(true);
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
    expect(many.every(({ required, basis, isShort }) => required === 500 && basis.kind === 'minimum' && isShort)).toBe(true);
    const none = new Map<string, number>();
    expect(stageNeeds(with_(0), model, inputs, none).some(({ isShort }) => isShort)).toBe(false);
    expect(stageNeeds(with_(1), model, inputs, none).every(({ isShort }) => isShort)).toBe(true);
  });

  it('is counted for a stage where the running period is still helped in time, else for the next one', () => {
    const both = needsFor(target(1_000_000, 2), target(30_000_000, 62, 2));
    const to = both.map(({ targetMultiplier, winWithin }) => ({ factor: Number(targetMultiplier.toFixed(6)), winWithin }));
    const next = needsFor(target(30_000_000, 62, 2));
    expect(kinds(both)).toEqual(STAGE_IDS.map(() => 'target'));
    expect(to.slice(0, 3).map(({ factor }) => factor)).toEqual(
      next.slice(0, 3).map(({ targetMultiplier }) => Number(targetMultiplier.toFixed(6))),
    );
    // Alone, a period that ends in two days leaves all that cannot come in time to the flow.
    expect(kinds(needsFor(target(1_000_000, 2))).slice(0, 3)).toEqual(['profile', 'profile', 'profile']);
    expect(kinds(needsFor(target(1_000_000, 0)))).toEqual(STAGE_IDS.map(() => 'profile'));
  });

  it('makes a stage short where it holds clearly fewer than the uncovered target takes, and only there', () => {
    const hard = needsFor(target(60_000_000));
    for (const { isShort, current, required } of hard) expect(isShort).toBe(current * 1.3 <= required);
    expect(hard.some(({ isShort }) => isShort)).toBe(true);
    // A target that is covered makes none short; an empty stage is, and one with fewer than chance explains.
    for (const { isShort, current, basis } of needsFor(target(1_000_000)))
      if (isShort) expect(current === 0 || basis.kind === 'profile').toBe(true);
  });

  it('makes a stage short of its flow only where chance hardly explains it, whether a target is covered or not', () => {
    const usual = new Map(needsFor().map((need) => [need.stageId, need.required]));
    const thin = (stageId: string, share: number) =>
      new Map([...usual, [stageId, Math.floor((usual.get(stageId) ?? 0) * share)]]);
    const shortOf = (counts: ReadonlyMap<string, number>, targets: readonly TargetPeriod[]) =>
      stageNeeds(firmPipeline, model, { ...inputs, targets }, counts).flatMap(({ stageId, isShort }) =>
        isShort ? [stageId] : [],
      );
    expect(shortOf(usual, [])).toEqual([]);
    expect(shortOf(thin('lead', 0.85), [])).toEqual([]);
    expect(shortOf(thin('lead', 0.3), [])).toEqual(['lead']);
    expect(shortOf(thin('lead', 0.3), [target(1_000_000)])).toEqual(['lead']);
  });

  it('comes with the days until a stage runs dry and those that refilling takes', () => {
    for (const need of needsFor()) {
      if (need.current > 0) expect(need.runwayDays ?? 999).toBeGreaterThan(5);
      expect(need.refillDays).toBeGreaterThan(0);
      if (need.stageId !== 'lead') expect(STAGE_IDS).toContain(need.refillFrom);
    }
  });
});

describe('a funnel of one stage', () => {
  const one = { ...firmPipeline, stages: firmPipeline.stages.slice(-1) };
  const only = observeAt(
    simulateHistory({ ...randomFirm(random, 1), next: [0.4], skip: [0], back: [0], dwell: [9], reps: [0] }, random, 200).map(
      (event) => ({
        ...event,
        to: event.to === 'won' || event.to === 'lost' ? event.to : 'contract',
      }),
    ),
    NOW,
  ).counters;

  it('needs deals like any other', () => {
    const needs = stageNeeds(one, fitFunnel(one, only, FIRM_START + 200 * DAY_MS), { ...inputs, counters: only });
    expect(needs).toHaveLength(1);
    expect(needs[0]).toMatchObject({ stageId: 'contract', basis: { kind: 'profile' }, refillFrom: null });
    expect(needs[0]?.refillDays).toBeGreaterThan(0);
  });
});
