import { describe, expect, it } from 'vitest';
import type { FunnelPlan } from '../../../../src/core/funnel/plan/funnel-plan.ts';
import { makePlan } from '../../../../src/core/funnel/plan/make-plan.ts';
import { isSamePeriod } from '../../../../src/core/funnel/plan/period-coverage.ts';
import type { PlanInputs } from '../../../../src/core/funnel/plan/plan-inputs.ts';
import { seededRandom } from '../../../../src/core/numbers/statistics/random.ts';
import { DAY_MS } from '../../../../src/core/time/durations.ts';
import { simulatedInputs } from '../../../support/plan/simulated-plan.ts';
import { simulateTarget } from '../../../support/simulate-target.ts';
import { FIRM_START, randomFirm, simulateHistory } from '../../../support/simulated-firm.ts';

const random = seededRandom(4);
const history = simulateHistory(randomFirm(random, 0.6), random, 420);
const NOW = FIRM_START + 308 * DAY_MS + 9 * 3_600_000;
const monthly =
  (targetMinor: number) =>
  ({ kind }: { readonly kind: string }) =>
    kind === 'month' ? targetMinor : null;
const inputsFor = (targetMinor: number, at = NOW): PlanInputs => simulatedInputs(history, at, monthly(targetMinor));
const [, , , next] = inputsFor(1).periods;
const expected = next?.expectedMinor ?? 0;
/** Deals that the next month takes, stage by stage. */
const required = ({ stages }: PlanInputs) => stages.map(({ aims }) => aims.find(({ period }) => period === 3)?.required ?? 0);

describe('the numbers of a plan', () => {
  it('expect of the next month what the forecasts up to its end and its beginning differ by', () => {
    expect(expected).toBeGreaterThan(0);
    for (const { period, running, wonMinor, expectedMinor } of inputsFor(1).periods) {
      expect(expectedMinor).toBeGreaterThanOrEqual(wonMinor);
      expect(running).toBe(period.startsOn <= '2024-11-05');
    }
  });

  it('ask for more deals the higher the target, and for none once it is reached', () => {
    const [low, high] = [required(inputsFor(expected)), required(inputsFor(2 * expected))];
    for (const [k, count] of low.entries()) expect(high[k]).toBeGreaterThanOrEqual(count);
    expect(high.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(1.5 * low.reduce((sum, count) => sum + count, 0));
    expect(required(inputsFor(0)).every((count) => count === 0)).toBe(true);
  });

  it('ask for the stock that is there where it brings the target, by the figures that say how far it is covered', () => {
    const brings = ({ stages }: PlanInputs, count: (k: number) => number): number =>
      stages.reduce((sum, { aims, valueMinor }, k) => {
        const win = aims.find(({ period }) => period === 3)?.winInPeriod ?? 0;
        return sum + count(k) * win * valueMinor;
      }, 0);
    const covered = inputsFor(expected);
    const asked = brings(covered, (k) => required(covered)[k] ?? 0);
    const held = brings(covered, (k) => covered.stages[k]?.count ?? 0);
    // Whole deals, and the mean age of a stage in place of each deal's own.
    expect(asked / held).toBeGreaterThan(0.7);
    expect(asked / held).toBeLessThan(1.6);
  });

  it('give every probability within its horizon, later stages the higher ones', () => {
    const { stages, deals } = inputsFor(expected);
    for (const { winByHorizon, everWon, reach, exits, firstEntryOn, aims } of stages) {
      for (const p of [winByHorizon, everWon, reach]) expect(p).toBeGreaterThan(0);
      for (const p of [winByHorizon, reach]) expect(p).toBeLessThanOrEqual(1);
      expect(exits).toBeGreaterThan(5);
      expect(firstEntryOn).toMatch(/^2024-0[123]/);
      expect(aims.map(({ period }) => period)).toEqual([0, 3]);
    }
    expect(stages.map(({ everWon }) => everWon)).toEqual(stages.map(({ everWon }) => everWon).toSorted((a, b) => a - b));
    for (const { stay, move, stayInPeriod, moveInPeriod } of deals) {
      for (const p of [stay, move, ...stayInPeriod, ...moveInPeriod]) {
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
      }
    }
    expect(new Set(stages.map(({ stockKey }) => stockKey)).size).toBe(stages.length);
  });
});

it('the stock that a plan asks for suffices: about half of the firms that hold it meet the target', () => {
  const met = Array.from({ length: 40 }, (_, seed) => simulateTarget(seed + 1)).filter((isMet) => isMet).length / 40;
  // Three standard errors of forty firms around the goal; the long run is `npm run bench -- numbers`.
  expect(met).toBeGreaterThan(0.26);
  expect(met).toBeLessThan(0.74);
}, 120_000);

describe('twelve weeks of a firm, a plan each day', () => {
  const plans: FunnelPlan[] = [];
  for (let day = 0; day < 84; day += 1) plans.push(makePlan(inputsFor(1_000_000, NOW + day * DAY_MS), plans.at(-1) ?? null));

  it('changes a need that was told on few days, and always with a word', () => {
    let [needs, changed] = [0, 0];
    for (const [i, plan] of plans.entries()) {
      const before = plans[i - 1];
      if (before === undefined) continue;
      for (const { stageId, need } of before.stages) {
        if (need === null) continue;
        needs += 1;
        const now = plan.stages.find((stage) => stage.stageId === stageId)?.need?.required;
        if (now === need.required) continue;
        changed += 1;
        expect(plan.changes.some((change) => 'stageId' in change && change.stageId === stageId)).toBe(true);
      }
    }
    expect(needs).toBeGreaterThan(40);
    expect(changed / needs).toBeLessThan(0.25);
  });

  it('asks for about as many moves as bring what is missing, never for most of the funnel', () => {
    for (const { actions, stages } of plans) {
      const open = stages.reduce((sum, { count }) => sum + count, 0);
      const moves = actions.all.filter(({ kind }) => kind === 'move').length;
      expect(moves).toBeLessThanOrEqual(open / 2);
    }
  });

  it('leads with the stage that costs most or hardly less, and has a way out of every month that ends short', () => {
    for (const { lead, stages, headline, rescue, next, coverage } of plans) {
      for (const { costMinor, shortBy } of stages)
        if (lead.stageId !== null) expect(costMinor - lead.costMinor).toBeLessThanOrEqual(costMinor / Math.max(1, shortBy));
      expect(headline === 'behind').toBe(coverage[0]?.state === 'open');
      expect(rescue !== null).toBe(headline === 'behind');
      if (rescue === null || next === null) continue;
      const { period, newPerWeek } = next;
      // What is covered, or nearly, takes nothing.
      if (coverage.find((each) => isSamePeriod(each.period, period))?.state !== 'open') expect(newPerWeek).toBeNull();
      else expect(newPerWeek?.needed).toBeGreaterThanOrEqual(newPerWeek?.now ?? 0);
    }
  });
});
