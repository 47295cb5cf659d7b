import { describe, expect, it } from 'vitest';
import { coverageOf, expectedMinor } from '../../../src/core/numbers/coverage.ts';
import { fitFunnel } from '../../../src/core/numbers/funnel-model.ts';
import { teamGroups } from '../../../src/core/numbers/open-groups.ts';
import { seeded } from '../../../src/core/numbers/random.ts';
import { DAY_MS, FIRM_START, firmOf, firmPipeline, historyOf, seenAt } from '../../support/firm.ts';

const NOW = FIRM_START + 300 * DAY_MS;
const random = seeded(4);
const { counters } = seenAt(historyOf(firmOf(random, 1.5), random, 300), NOW);
const model = fitFunnel(firmPipeline, counters, NOW);

describe('the coverage of a target', () => {
  it('is twice as large when the target is half', () => {
    const openMinor = expectedMinor(model, teamGroups(counters.stock, NOW), 60 * DAY_MS);
    const of = (targetMinor: number) => coverageOf({ targetMinor, wonMinor: 0, newMinor: 0 }, openMinor) ?? 0;
    expect(of(20_000_000)).toBeGreaterThan(0);
    expect(of(10_000_000)).toBeCloseTo(2 * of(20_000_000), 6);
    expect(coverageOf({ targetMinor: 5, wonMinor: 9, newMinor: 0 }, openMinor)).toBeNull();
    expect(expectedMinor(model, teamGroups(counters.stock, NOW), 0)).toBe(0);
  });
});
