import { describe, expect, it } from 'vitest';
import { NO_COUNTERS } from '../../../src/core/history/counters.ts';
import { fitFunnel } from '../../../src/core/numbers/model/funnel-model.ts';
import { repStagePerformances } from '../../../src/core/numbers/rep-effectiveness.ts';
import { seededRandom } from '../../../src/core/numbers/statistics/random.ts';
import { benjaminiHochberg, binomialAtLeast, fisherExact } from '../../../src/core/numbers/statistics/significance-tests.ts';
import { DAY_MS } from '../../../src/core/time/durations.ts';
import { FIRM_START, firmPipeline, observeAt, randomFirm, simulateHistory } from '../../support/simulated-firm.ts';

const NOW = FIRM_START + 400 * DAY_MS;

/** The flags of a firm whose reps differ by so much, each with whether its direction is true. */
function flags(seed: number, repSd: number) {
  const random = seededRandom(seed);
  const firm = randomFirm(random, 2, repSd);
  const { counters } = observeAt(simulateHistory(firm, random, 400), NOW);
  const mean = firm.reps.reduce((sum, effect) => sum + effect, 0) / firm.reps.length;
  return repStagePerformances(fitFunnel(firmPipeline, counters, NOW), counters)
    .filter(({ verdict }) => verdict !== 'unclear')
    .map(({ memberId, verdict }) => (firm.reps[Number(memberId.slice(3))] ?? 0) > mean === (verdict === 'above'));
}

describe('tests for small samples', () => {
  it('give the textbook values', () => {
    expect(fisherExact([3, 1], [1, 3])).toBeCloseTo(0.4857, 4);
    expect(fisherExact([10, 2], [3, 15])).toBeCloseTo(0.000537, 5);
    expect(fisherExact([0, 0], [5, 5])).toBe(1);
    expect(binomialAtLeast(8, 10, 0.5)).toBeCloseTo(0.0547, 4);
    expect(benjaminiHochberg([0.01, 0.5, 0.06], 0.1)).toEqual([true, false, true]);
    expect(benjaminiHochberg([], 0.1)).toEqual([]);
  });
});

describe('a rep', () => {
  it('is seldom called different where nobody differs', () => {
    const runs = Array.from({ length: 40 }, (_, seed) => flags(seed + 1, 0).length);
    expect(runs.filter((flagged) => flagged > 0).length / 40).toBeLessThanOrEqual(0.2);
  }, 60_000);

  it('is called better or worse in the true direction where they differ', () => {
    const all = Array.from({ length: 20 }, (_, seed) => flags(seed + 1, 0.5)).flat();
    expect(all.length).toBeGreaterThan(20);
    expect(all.filter((right) => !right).length / all.length).toBeLessThanOrEqual(0.05);
  }, 60_000);

  it('like all others is known no better than the team itself: the range covers what is not known of it', () => {
    const random = seededRandom(7);
    const { counters } = observeAt(simulateHistory(randomFirm(random, 0.4, 0), random, 400), NOW);
    const exits = counters.repExits.filter(({ stageId }) => stageId === 'lead');
    const all = exits.reduce((sum, each) => sum + each.notLost + each.lost, 0);
    const lead = repStagePerformances(fitFunnel(firmPipeline, counters, NOW), counters).filter(
      ({ stageId }) => stageId === 'lead',
    );
    expect(lead.length).toBeGreaterThan(1);
    for (const { share, low, high } of lead) {
      // The 80 % range of a share seen in so many exits of the whole team, none of them faded.
      expect(high - low).toBeGreaterThan(2 * 1.28 * Math.sqrt((share * (1 - share)) / all));
    }
  });

  it('alone is the team, and without data there is nobody', () => {
    const random = seededRandom(1);
    const { counters } = observeAt(simulateHistory(randomFirm(random, 1, 0, 1), random, 400), NOW);
    const model = fitFunnel(firmPipeline, counters, NOW);
    expect(repStagePerformances(model, counters).map(({ verdict }) => verdict)).not.toContain('above');
    expect(repStagePerformances(model, counters).every(({ low, share, high }) => low < share && share < high)).toBe(true);
    expect(repStagePerformances(fitFunnel(firmPipeline, NO_COUNTERS, NOW), NO_COUNTERS)).toEqual([]);
  });
});
