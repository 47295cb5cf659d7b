import { describe, expect, it } from 'vitest';
import { fitFunnel } from '../../../../src/core/numbers/model/funnel-model.ts';
import { coverageShare, expectedOpenMinor } from '../../../../src/core/numbers/needs/coverage.ts';
import { teamGroups } from '../../../../src/core/numbers/open-groups.ts';
import { seededRandom } from '../../../../src/core/numbers/statistics/random.ts';
import { DAY_MS } from '../../../../src/core/time/durations.ts';
import { FIRM_START, firmPipeline, observeAt, randomFirm, simulateHistory } from '../../../support/simulated-firm.ts';

const NOW = FIRM_START + 300 * DAY_MS;
const random = seededRandom(4);
const { counters } = observeAt(simulateHistory(randomFirm(random, 1.5), random, 300), NOW);
const model = fitFunnel(firmPipeline, counters, NOW);

describe('the coverage of a target', () => {
  it('is twice as large when the target is half', () => {
    const openMinor = expectedOpenMinor(model, teamGroups(counters.stock, NOW), 60 * DAY_MS);
    const of = (targetMinor: number) => coverageShare({ targetMinor, wonMinor: 0, newMinor: 0 }, openMinor) ?? 0;
    expect(of(20_000_000)).toBeGreaterThan(0);
    expect(of(10_000_000)).toBeCloseTo(2 * of(20_000_000), 6);
    expect(coverageShare({ targetMinor: 5, wonMinor: 9, newMinor: 0 }, openMinor)).toBeNull();
    expect(expectedOpenMinor(model, teamGroups(counters.stock, NOW), 0)).toBe(0);
  });
});
