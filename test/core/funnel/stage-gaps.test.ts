import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lose } from '../../../src/core/deal/close.ts';
import type { DealFile } from '../../../src/core/deal/deal.ts';
import type { DealEvent } from '../../../src/core/deal/deal-event.ts';
import {
  gapCandidates,
  gapSince,
  overfullStages,
  planGapFill,
  stageFlow,
  stageGaps,
  withoutRepeatedActions,
} from '../../../src/core/funnel/stage-gaps.ts';
import type { StageNeed } from '../../../src/core/numbers/needs/stage-needs.ts';
import { DAY_MS } from '../../../src/core/time/durations.ts';
import { acceptedChange, actBy, freshDeal, MONDAY, PIPELINE } from '../../support/deal-builders.ts';

/** What a stage needs that holds so many deals; short where it holds fewer, unless said otherwise. */
const need = (stageId: string, current: number, required: number, short = current < required): StageNeed => ({
  stageId,
  basis: { kind: 'profile' },
  current,
  required,
  lacking: required - current,
  lackingMinor: 0,
  isShort: short,
  isOverfull: current > 30,
  usual: null,
  perWeek: 0,
  dwellDays: 0,
  observedDays: 90,
  targetPeriod: null,
  targetMultiplier: 0,
  winWithin: 0,
  valueMinor: 0,
  runwayDays: null,
  refillDays: null,
  refillFrom: null,
});
const offer = PIPELINE.stages.find(({ id }) => id === 'offer');
if (offer === undefined) throw new Error('the template has no Offer');

describe('a stage gap', () => {
  test('is a short stage, the nearest to the order first', () => {
    const gaps = stageGaps(PIPELINE, [need('lead', 3, 3), need('prospect', 0, 1), need('offer', 0, 2)]);
    expect(gaps.map(({ stage, count, needed }) => `${stage.id} ${count}/${needed}`)).toEqual(['offer 0/2', 'prospect 0/1']);
  });

  test('is not a stage that asks for nothing, or that the pipeline no longer has', () => {
    const none = { ...PIPELINE, stages: PIPELINE.stages.map((stage) => ({ ...stage, minimum: 0 })) };
    expect(stageGaps(none, [need('offer', 0, 2)], [{ stageId: 'offer', needed: 2 }])).toEqual([]);
    expect(stageGaps(PIPELINE, [need('gone', 0, 2)])).toEqual([]);
  });

  test('begins when clearly short and ends when filled: a need that moves by one neither begins nor ends it', () => {
    const inGap = (count: number, required: number, short: boolean, frozen?: number) =>
      stageGaps(
        PIPELINE,
        [need('offer', count, required, short)],
        frozen === undefined ? [] : [{ stageId: 'offer', needed: frozen }],
      );
    expect(inGap(6, 7, false)).toEqual([]);
    expect(inGap(3, 7, true)[0]?.needed).toBe(7);
    for (const required of [6, 7, 8]) expect(inGap(5, required, false, 7)[0]?.needed).toBe(Math.min(7, required));
    expect(inGap(7, 8, false, 7)).toEqual([]);
    expect(inGap(5, 5, false, 7)).toEqual([]);
  });

  test('never begins in the same look in which it ended, whatever the numbers', () => {
    const number = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(number, number, number, (count, required, frozen) => {
        const short = count * 1.3 <= required && count < required;
        const [still] = stageGaps(PIPELINE, [need('offer', count, required, short)], [{ stageId: 'offer', needed: frozen }]);
        if (still === undefined) expect(count >= Math.min(frozen, required)).toBe(true);
        else expect(still.count).toBeLessThan(still.needed);
      }),
    );
  });

  test('is filled by moves, and by as many new deals as bring the rest on average', () => {
    expect(planGapFill(0, 9, 0.5)).toEqual({ moves: 0, newDeals: 0 });
    expect(planGapFill(3, 9, 0.5)).toEqual({ moves: 3, newDeals: 0 });
    expect(planGapFill(7, 4, 0.5)).toEqual({ moves: 4, newDeals: 6 });
    expect(planGapFill(2, 0, 1)).toEqual({ moves: 0, newDeals: 2 });
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), fc.double({ min: 0.1, max: 1, noNaN: true }), (lacking, before, reach) => {
        const { moves, newDeals } = planGapFill(lacking, before, reach);
        expect(moves).toBeLessThanOrEqual(before);
        expect(moves + newDeals * reach).toBeGreaterThanOrEqual(lacking - 1e-6);
        // One action fewer would not do.
        if (newDeals > 0) expect(moves + (newDeals - 1) * reach).toBeLessThan(lacking);
        else expect(moves).toBe(lacking);
      }),
    );
  });

  test('has the other sign in a bulge', () => {
    expect(overfullStages(PIPELINE, [need('lead', 31, 4, false), need('offer', 3, 4)]).map(({ stageId }) => stageId)).toEqual([
      'lead',
    ]);
  });

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
  const gap = { stage: offer, count: 0, needed: 1 };
  const at = (stageId: string, name: string, value: number): DealFile =>
    freshDeal({ name, stageId, valueMinor: value, pipelineValueMinor: value }).file;

  test('stand in the stage before, lack least, and are worth most', () => {
    const rich = at('decision', 'Rich', 900);
    const dated = {
      ...at('decision', 'Dated', 100),
      deal: { ...at('decision', 'Dated', 100).deal, closeOn: '2026-12-01' as const },
    };
    const early = at('needs', 'Early', 5000);
    const found = gapCandidates(PIPELINE, gap, {
      earlier: new Map([
        ['decision', [rich, dated]],
        ['needs', [early]],
      ]),
    });
    expect(found.map(({ file }) => file.deal.name)).toEqual(['Dated', 'Rich']);
    expect(found[0]?.missing.map(({ id }) => id)).toEqual(['offer-sent']);
  });

  test('come from earlier stages where the one before is empty, each with what its own next stage asks', () => {
    const [found] = gapCandidates(PIPELINE, gap, { earlier: new Map([['prospect', [at('prospect', 'Early', 10)]]]) });
    expect(found?.missing.map(({ id }) => id)).toEqual(['known-needs']);
  });

  test('after those that were named are the next ones', () => {
    const many = Array.from({ length: 9 }, (_, index) => at('decision', `Deal ${index}`, 100 - index));
    const named = (skip: number) =>
      gapCandidates(PIPELINE, { ...gap, needed: 7 }, { earlier: new Map([['decision', many]]), skip }).map(
        ({ file }) => file.deal.name,
      );
    expect(named(4)).toEqual(['Deal 4', 'Deal 5', 'Deal 6', 'Deal 7']);
    expect(named(8)).toEqual(['Deal 8']);
    expect(named(9)).toEqual([]);
  });

  test('are named once where several stages ran dry: for the stage that their next step fills', () => {
    const deal = (number: number, toStageId: string) => ({ number, toStageId });
    const none = { newDeals: 0, sameNew: false };
    const lines = [
      { stageId: 'negotiation', candidates: [deal(1, 'negotiation'), deal(2, 'offer')], ...none },
      { stageId: 'offer', candidates: [deal(2, 'offer'), deal(3, 'offer')], ...none },
      { stageId: 'needs', candidates: [deal(3, 'offer')], ...none },
    ];
    expect(withoutRepeatedActions(lines).map(({ candidates }) => candidates.map(({ number }) => number))).toEqual([
      [1],
      [2, 3],
      [3],
    ]);
  });

  test('are helped by new deals that are asked for once, for they pass through every stage', () => {
    const line = (stageId: string, newDeals: number) => ({ stageId, candidates: [], newDeals, sameNew: false });
    const asked = withoutRepeatedActions([line('offer', 3), line('needs', 9), line('lead', 2), line('decision', 0)]);
    expect(asked.map(({ newDeals, sameNew }) => [newDeals, sameNew])).toEqual([
      [0, true],
      [9, false],
      [0, true],
      [0, false],
    ]);
  });

  test('are at most four, and none where nothing stands before', () => {
    const many = Array.from({ length: 9 }, (_, index) => at('decision', `Deal ${index}`, index));
    expect(gapCandidates(PIPELINE, { ...gap, needed: 7 }, { earlier: new Map([['decision', many]]) })).toHaveLength(4);
    expect(gapCandidates(PIPELINE, gap, { earlier: new Map() })).toEqual([]);
  });
});
