import { expect, it } from 'vitest';
import { NO_COUNTERS } from '../../../src/core/history/counters.ts';
import { fitFunnel } from '../../../src/core/numbers/model/funnel-model.ts';
import { sevenStagePipeline } from '../../../src/core/pipeline/pipeline-templates.ts';
import { DAY_MS } from '../../../src/core/time/durations.ts';

/** The counters of the worked example in docs/numbers.md: 20 deals left Offer, 10 left Negotiation, all this month. */
it('the example that docs/numbers.md works by hand comes out of the model, to a point', () => {
  const month = '2026-11';
  const exit = (stageId: string, destination: string, count: number) => ({ stageId, month, ageBin: 8, destination, count });
  const days = (stageId: string, count: number) =>
    Array.from({ length: 9 }, (_, ageBin) => ({ stageId, month, ageBin, exposureMs: count * DAY_MS }));
  const counters = {
    ...NO_COUNTERS,
    exits: [
      exit('offer', 'negotiation', 12),
      exit('offer', 'lost', 8),
      exit('negotiation', 'won', 6),
      exit('negotiation', 'lost', 4),
    ],
    exposure: [...days('offer', 20), ...days('negotiation', 10)],
  };
  const model = fitFunnel(sevenStagePipeline('sales', 'en', 'PLN'), counters, Date.parse('2026-11-30T12:00:00Z'));
  const negotiation = (6 + 4 * 0.8) / (10 + 4);
  const offer = ((12 + 4 * (0.6 / 0.8)) / (20 + 4)) * negotiation;
  expect(Math.round(offer * 100)).toBe(41);
  expect(model.stageStatistics('offer').win).toBeCloseTo(offer, 1);
  expect(Math.abs(model.stageStatistics('offer').win - offer)).toBeLessThan(0.015);
  expect(Math.abs(model.stageStatistics('negotiation').win - negotiation)).toBeLessThan(0.02);
});
