import { describe, expect, test } from 'vitest';
import { lose } from '../../../src/core/deal/close.ts';
import type { DealFile } from '../../../src/core/deal/deal.ts';
import type { DealEvent } from '../../../src/core/deal/deal-event.ts';
import { gapCandidates, gapSince, stageFlow } from '../../../src/core/funnel/stage-gaps.ts';
import { DAY_MS } from '../../../src/core/time/durations.ts';
import { acceptedChange, actBy, freshDeal, MONDAY, PIPELINE } from '../../support/deal-builders.ts';
import { priced } from '../../support/priced.ts';

const offer = PIPELINE.stages.find(({ id }) => id === 'offer');
if (offer === undefined) throw new Error('the template has no Offer');

describe('a stage gap', () => {
  test('began when the count fell below what is needed, not at the last change', () => {
    const born = freshDeal({ stageId: 'offer' }, actBy('anna', MONDAY));
    const second = freshDeal({ stageId: 'offer' }, actBy('anna', MONDAY + DAY_MS));
    const lost = (file: DealFile, at: number): DealEvent =>
      acceptedChange(lose(file, { pipeline: PIPELINE, reasonId: 'budget', note: '' }, actBy('anna', at))).event;
    const events = [
      lost(second.file, MONDAY + 3 * DAY_MS),
      lost(born.file, MONDAY + 2 * DAY_MS),
      ...second.history,
      ...born.history,
    ];
    expect(gapSince({ stageId: 'offer', count: 0, needed: 1 }, events)).toBe(MONDAY + 3 * DAY_MS);
    expect(gapSince({ stageId: 'offer', count: 0, needed: 2 }, events)).toBe(MONDAY + 2 * DAY_MS);
    expect(gapSince({ stageId: 'offer', count: 0, needed: 3 }, events)).toBe(MONDAY);
    expect(gapSince({ stageId: 'offer', count: 0, needed: 1 }, [])).toBeUndefined();
    expect(stageFlow('offer', { from: MONDAY, to: MONDAY + 2 * DAY_MS }, events)).toEqual({ came: 1, went: 1 });
    expect(stageFlow('offer', { from: MONDAY - 1, to: MONDAY + 9 * DAY_MS }, events)).toEqual({ came: 2, went: 2 });
  });
});

describe('candidates', () => {
  const gap = { stage: offer };
  const at = (stageId: string, name: string, value: number): DealFile => freshDeal({ name, stageId, ...priced(value) }).file;

  test('stand in the stage before, lack least, and are worth most', () => {
    const rich = at('decision', 'Rich', 900);
    const dated = {
      ...at('decision', 'Dated', 100),
      deal: { ...at('decision', 'Dated', 100).deal, closeOn: '2026-12-01' as const },
    };
    const early = at('needs', 'Early', 5000);
    const found = gapCandidates(
      PIPELINE,
      gap,
      new Map([
        ['decision', [rich, dated]],
        ['needs', [early]],
      ]),
    );
    expect(found.map(({ file }) => file.deal.name)).toEqual(['Dated', 'Rich', 'Early']);
    expect(found[0]?.missing.map(({ id }) => id)).toEqual(['offer-sent']);
  });

  test('come from earlier stages where the one before is empty, each with what its own next stage asks', () => {
    const [found] = gapCandidates(PIPELINE, gap, new Map([['prospect', [at('prospect', 'Early', 10)]]]));
    expect(found?.missing.map(({ id }) => id)).toEqual(['known-needs']);
  });

  test('after those that were named are the next ones', () => {
    const many = Array.from({ length: 9 }, (_, index) => at('decision', `Deal ${index}`, 100 - index));
    const named = (skip: number) =>
      gapCandidates(PIPELINE, { ...gap, skip }, new Map([['decision', many]])).map(({ file }) => file.deal.name);
    expect(named(4)).toEqual(['Deal 4', 'Deal 5', 'Deal 6', 'Deal 7']);
    expect(named(8)).toEqual(['Deal 8']);
    expect(named(9)).toEqual([]);
  });

  test('are at most four, and none where nothing stands before', () => {
    const many = Array.from({ length: 9 }, (_, index) => at('decision', `Deal ${index}`, index));
    expect(gapCandidates(PIPELINE, gap, new Map([['decision', many]]))).toHaveLength(4);
    expect(gapCandidates(PIPELINE, gap, new Map())).toEqual([]);
  });
});
