import { describe, expect, it } from 'vitest';
import { type Counters, NO_COUNTERS } from '../../../../src/core/history/counters.ts';
import { fitFunnel } from '../../../../src/core/numbers/model/funnel-model.ts';
import { editPipeline } from '../../../../src/core/pipeline/edit-pipeline.ts';
import type { PipelineEdit, StageDraft } from '../../../../src/core/pipeline/pipeline-edit.ts';
import { sevenStageTemplate } from '../../../../src/core/pipeline/pipeline-templates.ts';
import { localizePipeline, type StoredPipeline } from '../../../../src/core/pipeline/stored-pipeline.ts';
import { DAY_MS } from '../../../../src/core/time/durations.ts';

const NOW = Date.parse('2026-11-16T09:00:00Z');
const seven = sevenStageTemplate('sales', 'en', 'PLN');
const draft: StageDraft = {
  name: { en: 'Demo', pl: '' },
  shortName: { en: '', pl: '' },
  meaning: { en: '', pl: '' },
  actions: { en: [], pl: [] },
  probabilityPercent: 49,
  minimum: 1,
  ageingDays: 14,
  strict: false,
};
function edited(pipeline: StoredPipeline, edit: PipelineEdit): StoredPipeline {
  const result = editPipeline(pipeline, edit, { language: 'en', at: NOW, newId: () => 'demo' });
  if (!result.ok) throw new Error(result.problem.why);
  return result.pipeline;
}
const withDemo = edited(seven, { kind: 'addStage', after: 'decision', draft });

const ORDER = ['lead', 'prospect', 'needs', 'decision', 'offer', 'negotiation', 'won'] as const;

/** Eighty of a hundred deals pass every stage, each after five days. */
function history(passed = 80): Counters {
  const month = '2026-10';
  return {
    ...NO_COUNTERS,
    exposure: ORDER.slice(0, -1).map((stageId) => ({ stageId, month, ageBin: 6, exposureMs: 100 * 5 * DAY_MS })),
    exits: ORDER.slice(0, -1).flatMap((stageId, k) => [
      { stageId, month, ageBin: 6, destination: ORDER[k + 1] ?? 'won', count: passed },
      { stageId, month, ageBin: 6, destination: 'lost', count: 100 - passed },
    ]),
  };
}
const model = (pipeline: StoredPipeline, counters: Counters) => fitFunnel(localizePipeline(pipeline, 'en'), counters, NOW);

describe('a stage that was added', () => {
  it('is taken for what its neighbours are until it has a history: their pass rate, their days', () => {
    const [demo, decision] = ['demo', 'decision'].map((id) => model(withDemo, history()).stageStatistics(id));
    expect(demo?.passRate).toBeGreaterThan(0.75);
    expect(demo?.passRate).toBeLessThan(0.85);
    expect(demo?.mostlyAssumption).toBe(true);
    expect(demo?.medianDays).toBeGreaterThan((decision?.medianDays ?? 0) / 3);
    expect(demo?.medianDays).toBeLessThan((decision?.medianDays ?? 0) * 3);
    // Half of the neighbours' deals pass: so do its own.
    expect(model(withDemo, history(50)).stageStatistics('demo').passRate).toBeLessThan(0.6);
  });

  it('is worth no more than the stage behind it', () => {
    const fitted = model(withDemo, history());
    const [demo, offer] = ['demo', 'offer'].map((id) => fitted.stageStatistics(id).win);
    expect(demo ?? 1).toBeLessThan(offer ?? 0);
  });

  it('goes by what its own deals do once they have done it', () => {
    const month = '2026-11';
    const { exposure, exits, ...rest } = history();
    const own: Counters = {
      ...rest,
      exposure: [...exposure, { stageId: 'demo', month, ageBin: 5, exposureMs: 60 * 3 * DAY_MS }],
      exits: [
        ...exits,
        { stageId: 'demo', month, ageBin: 5, destination: 'offer', count: 15 },
        { stageId: 'demo', month, ageBin: 5, destination: 'lost', count: 45 },
      ],
    };
    expect(model(withDemo, own).stageStatistics('demo').passRate).toBeLessThan(0.35);
  });

  it('goes by its starting probability where nobody has a history', () => {
    const of = (probabilityPercent: number) =>
      model(
        edited(seven, { kind: 'addStage', after: 'decision', draft: { ...draft, probabilityPercent } }),
        NO_COUNTERS,
      ).stageStatistics('demo').passRate;
    expect(of(20)).toBeLessThan(of(55));
  });
});

describe('a stage that was removed', () => {
  it('leaves the stage before it as good as it was: whoever went there went on', () => {
    const gone = edited(seven, { kind: 'removeStage', stageId: 'needs', into: 'decision' });
    const before = model(seven, history()).stageStatistics('prospect');
    const after = model(gone, history()).stageStatistics('prospect');
    expect(after.passRate).toBeCloseTo(before.passRate, 1);
    expect(after.n).toBe(100);
    // Lost in either of the two that are one now: 20 of 100, and 20 of 100 once more.
    expect(model(gone, history()).stageStatistics('decision').passRate).toBeLessThan(before.passRate - 0.05);
  });

  it('tells of a deal that stood there then as the stage that took its deals', () => {
    const gone = model(edited(seven, { kind: 'removeStage', stageId: 'needs', into: 'decision' }), history());
    const deal = { ageMs: DAY_MS, ownerId: 'anna', tier: 0 };
    expect(gone.winChance({ ...deal, stageId: 'needs' })).toBe(gone.winChance({ ...deal, stageId: 'decision' }));
    expect(gone.winChance({ ...deal, stageId: 'never' })).toBe(0);
  });
});

it('a rename or another order leaves the numbers of each stage its own', () => {
  const turned = edited(seven, { kind: 'moveStage', stageId: 'offer', after: 'needs' });
  const [was, is] = [seven, turned].map((pipeline) => model(pipeline, history()).stageStatistics('offer'));
  expect(is?.n).toBe(was?.n);
  expect(is?.passRate).toBeCloseTo(was?.passRate ?? 0, 1);
});
