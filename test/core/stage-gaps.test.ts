import { describe, expect, test } from 'vitest';
import { lose } from '../../src/core/close.ts';
import type { DealFile } from '../../src/core/deal.ts';
import type { DealEvent } from '../../src/core/deal-event.ts';
import { candidatesFor, gapSince, stageGaps } from '../../src/core/stage-gaps.ts';
import { actOf, changeOf, MONDAY, newborn, PIPELINE } from '../support/deal-builders.ts';

const DAY = 86_400_000;
const stock = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts).map(([stageId, count]) => ({ stageId, count, valueMinor: 0, unpriced: 0 }));
const offer = PIPELINE.stages.find(({ id }) => id === 'offer');
if (offer === undefined) throw new Error('the template has no Offer');

describe('a stage gap', () => {
  test('is a used stage with fewer deals than its minimum, the nearest to the order first', () => {
    const gaps = stageGaps(PIPELINE, stock({ lead: 3, needs: 1 }), new Set(['lead', 'prospect', 'needs', 'offer']));
    expect(gaps.map(({ stage }) => stage.id)).toEqual(['offer', 'prospect']);
  });

  test('is not a stage that never held a deal, nor one that asks for nothing', () => {
    const none = { ...PIPELINE, stages: PIPELINE.stages.map((stage) => ({ ...stage, minimum: 0 })) };
    expect(stageGaps(PIPELINE, [], new Set())).toEqual([]);
    expect(stageGaps(none, [], new Set(['offer']))).toEqual([]);
  });

  test('began when the count fell below what is needed, not at the last change', () => {
    const born = newborn({ stageId: 'offer' }, actOf('anna', MONDAY));
    const second = newborn({ stageId: 'offer' }, actOf('anna', MONDAY + DAY));
    const lost = (file: DealFile, at: number): DealEvent => changeOf(lose(file, PIPELINE, 'budget', '', actOf('anna', at))).event;
    const events = [lost(second.file, MONDAY + 3 * DAY), lost(born.file, MONDAY + 2 * DAY), ...second.history, ...born.history];
    expect(gapSince('offer', 0, 1, events)).toBe(MONDAY + 3 * DAY);
    expect(gapSince('offer', 0, 2, events)).toBe(MONDAY + 2 * DAY);
    expect(gapSince('offer', 0, 3, events)).toBe(MONDAY);
    expect(gapSince('offer', 0, 1, [])).toBeUndefined();
  });
});

describe('candidates', () => {
  const gap = { stage: offer, count: 0, needed: 1 };
  const at = (stageId: string, name: string, value: number): DealFile =>
    newborn({ name, stageId, valueMinor: value, pipelineValueMinor: value }).file;

  test('stand in the stage before, lack least, and are worth most', () => {
    const rich = at('decision', 'Rich', 900);
    const dated = { ...at('decision', 'Dated', 100), deal: { ...at('decision', 'Dated', 100).deal, closeOn: '2026-12-01' } };
    const early = at('needs', 'Early', 5000);
    const found = candidatesFor(
      PIPELINE,
      gap,
      new Map([
        ['decision', [rich, dated]],
        ['needs', [early]],
      ]),
    );
    expect(found.map(({ file }) => file.deal.name)).toEqual(['Dated', 'Rich']);
    expect(found[0]?.missing.map(({ id }) => id)).toEqual(['offer-sent']);
  });

  test('come from earlier stages where the one before is empty, each with what its own next stage asks', () => {
    const [found] = candidatesFor(PIPELINE, gap, new Map([['prospect', [at('prospect', 'Early', 10)]]]));
    expect(found?.missing.map(({ id }) => id)).toEqual(['known-needs']);
  });

  test('are at most four, and none where nothing stands before', () => {
    const many = Array.from({ length: 9 }, (_, index) => at('decision', `Deal ${index}`, index));
    expect(candidatesFor(PIPELINE, { ...gap, needed: 7 }, new Map([['decision', many]]))).toHaveLength(4);
    expect(candidatesFor(PIPELINE, gap, new Map())).toEqual([]);
  });
});
