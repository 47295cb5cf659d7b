import { describe, expect, it } from 'vitest';
import { type Counters, NO_COUNTERS } from '../../../src/core/history/counters.ts';
import { fitFunnel } from '../../../src/core/numbers/model/funnel-model.ts';
import { seededRandom } from '../../../src/core/numbers/statistics/random.ts';
import { sevenStagePipeline } from '../../../src/core/pipeline/pipeline-templates.ts';
import { openStages, type Pipeline } from '../../../src/core/pipeline/stage.ts';
import { DAY_MS } from '../../../src/core/time/durations.ts';
import {
  FIRM_START,
  firmPipeline,
  observeAt,
  randomFirm,
  repIndex,
  STAGE_IDS,
  simulateHistory,
  trueWinProbability,
} from '../../support/simulated-firm.ts';

const NOW = Date.parse('2026-11-16T09:00:00Z');
const somebody = { ownerId: 'nobody', tier: 0 };

/** How a firm's open deals are judged after so many days of history, against the truth. */
function compareWithTruth(seed: number, arrivalsPerDay: number, days: number, repSd: number) {
  const random = seededRandom(seed);
  const firm = randomFirm(random, arrivalsPerDay, repSd);
  const at = FIRM_START + days * DAY_MS;
  const { counters, open } = observeAt(simulateHistory(firm, random, days), at);
  const model = fitFunnel(firmPipeline, counters, at);
  return open.slice(0, 150).map((deal, i) => {
    const ageMs = at - deal.stageSince;
    const stage = STAGE_IDS.indexOf(deal.stageId);
    const truth = trueWinProbability(firm, stage, repIndex(deal), ageMs / DAY_MS, 400, seed * 1000 + i);
    return { said: model.winChance({ stageId: deal.stageId, ageMs, ownerId: deal.ownerId, tier: 0 }), truth };
  });
}

/** Counters of deals that were won or lost straight from a stage, ten days old. */
const closedFrom = (stageId: string, { won, lost }: { readonly won: number; readonly lost: number }): Counters => {
  const month = '2026-11';
  const exit = { stageId, month, ageBin: 9 };
  return {
    ...NO_COUNTERS,
    exposure: [{ ...exit, exposureMs: 10 * DAY_MS * (won + lost) }],
    exits: [
      { ...exit, destination: 'won', count: won },
      { ...exit, destination: 'lost', count: lost },
    ],
  };
};

describe('with little history', () => {
  const pipeline = sevenStagePipeline('sales', 'en', 'PLN');
  const ofLead = (closed: { readonly won: number; readonly lost: number }) =>
    fitFunnel(pipeline, closedFrom('lead', closed), NOW).stageStatistics('lead');

  it('one win straight from Lead is said to be mostly an assumption, until its own outcomes weigh more', () => {
    expect(ofLead({ won: 1, lost: 0 })).toMatchObject({ n: 1, mostlyAssumption: true });
    expect(ofLead({ won: 1, lost: 2 }).mostlyAssumption).toBe(true);
    expect(ofLead({ won: 30, lost: 60 }).mostlyAssumption).toBe(false);
  });
});

describe('without any history', () => {
  const pipeline = sevenStagePipeline('sales', 'en', 'PLN');
  const model = fitFunnel(pipeline, NO_COUNTERS, NOW);

  it('a stage has about the starting probability that the pipeline gives it, and says that this is an assumption', () => {
    for (const stage of openStages(pipeline)) {
      const facts = model.stageStatistics(stage.id);
      expect(facts.win).toBeGreaterThan(stage.startingProbability * 0.75);
      expect(facts.win).toBeLessThan(stage.startingProbability * 1.05);
      expect(facts).toMatchObject({ n: 0, mostlyAssumption: true });
      expect(facts.low).toBeLessThan(facts.win);
      expect(facts.high).toBeGreaterThan(facts.win);
    }
  });

  it('a deal that has stayed long is worth less than a fresh one', () => {
    const [first] = openStages(pipeline);
    const at = (days: number) => model.winChance({ stageId: first?.id ?? '', ageMs: days * DAY_MS, ...somebody });
    expect(at(90)).toBeLessThan(at(1) * 0.8);
    expect(at(360)).toBeLessThan(at(90));
  });

  it('one stage has its own starting probability', () => {
    const [stage] = openStages(pipeline);
    const single: Pipeline = { ...pipeline, stages: stage === undefined ? [] : [{ ...stage, startingProbability: 0.3 }] };
    expect(fitFunnel(single, NO_COUNTERS, NOW).stageStatistics(stage?.id ?? '').win).toBeCloseTo(0.3, 1);
  });

  it('a stage that the pipeline does not have has no probability', () => {
    expect(model.winProbability({ stageId: 'gone', ageMs: 0, ...somebody })).toMatchObject({ win: 0, n: 0 });
    expect(fitFunnel({ ...pipeline, stages: [] }, NO_COUNTERS, NOW).stageStatistics('any').win).toBe(0);
  });
});

describe('with history', () => {
  it('one win and one loss move the probability, in their directions, and never to 0 or 100 %', () => {
    const [first] = openStages(firmPipeline);
    const id = first?.id ?? '';
    const closed = (to: string) =>
      observeAt(
        [
          { at: NOW - 9 * DAY_MS, dealId: 'd', rep: 'rep0', valueMinor: 0, to: id },
          { at: NOW - DAY_MS, dealId: 'd', rep: 'rep0', valueMinor: 0, to },
        ],
        NOW,
      ).counters;
    const without = fitFunnel(firmPipeline, NO_COUNTERS, NOW).stageStatistics(id).win;
    const won = fitFunnel(firmPipeline, closed('won'), NOW).stageStatistics(id);
    const lost = fitFunnel(firmPipeline, closed('lost'), NOW).stageStatistics(id);
    expect(won.win).toBeGreaterThan(without);
    expect(lost.win).toBeLessThan(without);
    expect([won.n, lost.n]).toEqual([1, 1]);
    expect(won.high).toBeLessThan(1);
    expect(lost.low).toBeGreaterThan(0);
  });

  it('a team with 2,000 closed deals is told its true probabilities: bias below 1 %, Brier score within 3 % of the oracle', () => {
    const deals = [1, 2, 3, 4].flatMap((seed) => compareWithTruth(seed, 3, 700, 0.4));
    const bias = deals.reduce((sum, { said, truth }) => sum + said - truth, 0) / deals.length;
    const brier = (of: (deal: { said: number; truth: number }) => number) =>
      deals.reduce((sum, deal) => sum + deal.truth * (1 - of(deal)) ** 2 + (1 - deal.truth) * of(deal) ** 2, 0) / deals.length;
    const lead = brier(({ said }) => said) / brier(({ truth }) => truth);
    expect(Math.abs(bias)).toBeLessThan(0.01);
    expect(lead).toBeLessThan(1.03);
  }, 60_000);

  it('a team with some 18 closed deals is not told far from the truth: bias below 10 %, Brier score within 15 % of the oracle', () => {
    const deals = Array.from({ length: 30 }, (_, seed) => compareWithTruth(seed + 1, 0.18, 150, 0.3)).flat();
    const bias = deals.reduce((sum, { said, truth }) => sum + said - truth, 0) / deals.length;
    const brier = (of: (deal: { said: number; truth: number }) => number) =>
      deals.reduce((sum, deal) => sum + deal.truth * (1 - of(deal)) ** 2 + (1 - deal.truth) * of(deal) ** 2, 0) / deals.length;
    expect(Math.abs(bias)).toBeLessThan(0.1);
    expect(brier(({ said }) => said) / brier(({ truth }) => truth)).toBeLessThan(1.15);
  }, 60_000);

  it('within a horizon a win is less likely than ever, and more likely the longer it is', () => {
    const random = seededRandom(5);
    const at = FIRM_START + 400 * DAY_MS;
    const model = fitFunnel(firmPipeline, observeAt(simulateHistory(randomFirm(random, 2), random, 400), at).counters, at);
    const deal = { stageId: 'proposal', ageMs: 3 * DAY_MS, ...somebody };
    const byDays = [0, 10, 30, 90, 300].map((days) => model.winProbabilityWithin(deal, days * DAY_MS));
    expect(byDays[0]).toBe(0);
    expect(byDays).toEqual([...byDays].sort((a, b) => a - b));
    expect(byDays[4]).toBeLessThanOrEqual(model.winChance(deal) + 0.01);
    expect(byDays[4]).toBeGreaterThan(model.winChance(deal) * 0.9);
  });
});
