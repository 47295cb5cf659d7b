import { describe, expect, it } from 'vitest';
import { NO_COUNTERS } from '../../../src/core/counters.ts';
import { fitFunnel } from '../../../src/core/numbers/funnel-model.ts';
import { seeded } from '../../../src/core/numbers/random.ts';
import { coverageOf, type NeedInputs, stageNeeds } from '../../../src/core/numbers/stage-needs.ts';
import { isBulge, negativeBinomialPoint } from '../../../src/core/numbers/too-many.ts';
import { DAY_MS, FIRM_START, firmOf, firmPipeline, historyOf, seenAt } from '../../support/firm.ts';
import { targetRun } from '../../support/target-run.ts';

const NOW = FIRM_START + 300 * DAY_MS;
const random = seeded(4);
const { counters } = seenAt(historyOf(firmOf(random, 1.5), random, 300), NOW);
const model = fitFunnel(firmPipeline, counters, NOW);
const inputs: NeedInputs = { counters, endsAt: NOW + 60 * DAY_MS, meanWinMinor: 700_000, confidence: 0.5 };
const target = (targetMinor: number) => ({ targetMinor, wonMinor: 0, newMinor: 0, newWins: 0 });
const sum = (needs: readonly { readonly required: number }[]): number => needs.reduce((all, { required }) => all + required, 0);

describe('what the stages need', () => {
  it('is the configured minimum while there is little data', () => {
    const needs = stageNeeds(firmPipeline, fitFunnel(firmPipeline, NO_COUNTERS, NOW), { ...inputs, counters: NO_COUNTERS });
    expect(needs.map(({ basis, required, lacking }) => ({ basis, required, lacking }))).toEqual(
      firmPipeline.stages.map(() => ({ basis: 'minimum', required: 1, lacking: 1 })),
    );
    expect(needs.every(({ runwayDays }) => runwayDays === 0)).toBe(true);
    expect(needs.every(({ refillDays }) => refillDays === null)).toBe(true);
  });

  it('is the flow of the last quarter without a target, near what there is in a steady firm', () => {
    const needs = stageNeeds(firmPipeline, model, inputs);
    expect(needs.every(({ basis }) => basis === 'profile')).toBe(true);
    const current = needs.reduce((all, need) => all + need.current, 0);
    expect(sum(needs) / current).toBeGreaterThan(0.6);
    expect(sum(needs) / current).toBeLessThan(1.7);
  });

  it('grows with the target, is nothing for one that is met, and more to be surer', () => {
    const small = stageNeeds(firmPipeline, model, { ...inputs, target: target(10_000_000) });
    const large = stageNeeds(firmPipeline, model, { ...inputs, target: target(20_000_000) });
    const sure = stageNeeds(firmPipeline, model, { ...inputs, target: target(20_000_000), confidence: 0.8 });
    expect(small.every(({ basis }) => basis === 'target')).toBe(true);
    expect(sum(large)).toBeGreaterThan(1.8 * sum(small));
    expect(sum(sure)).toBeGreaterThan(sum(large));
    expect(sum(stageNeeds(firmPipeline, model, { ...inputs, target: { ...target(5), wonMinor: 9 } }))).toBe(0);
  });

  it('leaves a stage that cannot help any more to the flow', () => {
    const needs = stageNeeds(firmPipeline, model, { ...inputs, endsAt: NOW + 2 * DAY_MS, target: target(1_000_000) });
    expect(needs.map(({ basis }) => basis).slice(0, 2)).toEqual(['profile', 'profile']);
    expect(needs.at(-1)?.basis).toBe('target');
  });

  it('comes with the days until a stage runs dry and those that refilling takes', () => {
    for (const need of stageNeeds(firmPipeline, model, inputs)) {
      if (need.current > 0) expect(need.runwayDays ?? 999).toBeGreaterThan(5);
      expect(need.refillDays).toBeGreaterThan(0);
    }
  });

  it('is covered twice as far when the target is half', () => {
    const of = (targetMinor: number) => coverageOf(model, { ...inputs, target: target(targetMinor) }) ?? 0;
    expect(of(10_000_000)).toBeCloseTo(2 * of(20_000_000), 6);
    expect(coverageOf(model, { ...inputs, target: { ...target(5), wonMinor: 9 } })).toBeNull();
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

describe('too many deals', () => {
  it('are more than chance explains and at least 1.3 times the mean', () => {
    expect(negativeBinomialPoint(4, 1, 0.95)).toBe(8);
    expect(negativeBinomialPoint(0, 2, 0.95)).toBe(0);
    expect(isBulge(9, 4, 1)).toBe(true);
    expect(isBulge(9, 4, 4)).toBe(false);
    expect(isBulge(1200, 1000, 1)).toBe(false);
    expect(isBulge(1310, 1000, 1)).toBe(true);
  });
});
