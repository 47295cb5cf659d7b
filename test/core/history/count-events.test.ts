import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advance, move, win } from '../../../src/core/deal/advance.ts';
import type { Decision } from '../../../src/core/deal/change.ts';
import { lose, reopen, withdraw } from '../../../src/core/deal/close.ts';
import type { DealState } from '../../../src/core/deal/deal.ts';
import type { DealEvent } from '../../../src/core/deal/deal-event.ts';
import { addNote, assign, edit } from '../../../src/core/deal/edit.ts';
import { fillMissing } from '../../../src/core/deal/hygiene/follow-up.ts';
import { mergeFacts } from '../../../src/core/deal/merge.ts';
import { planSteps } from '../../../src/core/deal/next-steps.ts';
import { applyPipelineChange, type PipelineChange, undoPipelineChange } from '../../../src/core/deal/pipeline-change.ts';
import { undo } from '../../../src/core/deal/undo.ts';
import { AGE_BIN_DAYS, countHistory, countLastEvent, toAgeBin, visitExposure } from '../../../src/core/history/count-events.ts';
import { addCounters, NO_COUNTERS, negateCounters } from '../../../src/core/history/counters.ts';
import { createHistoryTally, STATE_FIELDS } from '../../../src/core/history/history-tally.ts';
import { editPipeline } from '../../../src/core/pipeline/edit-pipeline.ts';
import { sevenStageTemplate } from '../../../src/core/pipeline/pipeline-templates.ts';
import { localizePipeline } from '../../../src/core/pipeline/stored-pipeline.ts';
import { DAY_MS, HOUR_MS } from '../../../src/core/time/durations.ts';
import {
  acceptedChange,
  actBy,
  type DealWithHistory,
  freshDeal,
  MONDAY,
  PIPELINE,
  withChange,
} from '../../support/deal-builders.ts';
import { priced } from '../../support/priced.ts';

type Step = (life: DealWithHistory, at: number) => Decision;

const seven = sevenStageTemplate('sales', 'en', 'PLN');
/** The pipeline after one stage was removed. */
function without(stageId: string, into: string): PipelineChange {
  const edited = editPipeline(seven, { kind: 'removeStage', stageId, into }, { language: 'en', at: MONDAY, newId: () => 'new' });
  if (!edited.ok) throw new Error(edited.problem.why);
  return { before: PIPELINE, after: localizePipeline(edited.pipeline, 'en') };
}
const removed =
  (stageId: string, into: string): Step =>
  ({ file }, at) => {
    const change = applyPipelineChange(file, without(stageId, into), actBy('ewa', at, 'admin'));
    return change === undefined ? { ok: false, refusal: { why: 'nothingToChange' } } : { ok: true, change };
  };

const ANYWAY = { anyway: { remindOn: '2030-01-01' as const } };
const SIGNED = { answers: { deal: priced(100), ticks: ['signed'] } };

const valueFields = (minor: number | null) => ({ deal: priced(minor) });

const STEPS: Readonly<Record<string, Step>> = {
  advance: ({ file }, at) => advance(file, { pipeline: PIPELINE, ...ANYWAY }, actBy('anna', at)),
  skip: ({ file }, at) => move(file, { pipeline: PIPELINE, to: 'offer', reason: 'known client', ...ANYWAY }, actBy('anna', at)),
  back: ({ file }, at) => move(file, { pipeline: PIPELINE, to: 'lead', reason: 'wrong person' }, actBy('anna', at)),
  win: ({ file }, at) => win(file, { pipeline: PIPELINE, ...SIGNED }, actBy('anna', at)),
  lose: ({ file }, at) => lose(file, { pipeline: PIPELINE, reasonId: 'budget', note: '' }, actBy('anna', at)),
  reopen: ({ file }, at) => reopen(file, PIPELINE, actBy('anna', at)),
  undo: ({ file, history }, at) => undo(file, history, actBy('anna', at)),
  withdraw: ({ file }, at) => withdraw(file, actBy('anna', at)),
  grow: ({ file }, at) =>
    edit(file, { pipeline: PIPELINE, edits: valueFields((file.deal.value?.minor ?? 0) + 100_00) }, actBy('anna', at)),
  unprice: ({ file }, at) => edit(file, { pipeline: PIPELINE, edits: valueFields(null) }, actBy('anna', at)),
  rename: ({ file }, at) =>
    edit(file, { pipeline: PIPELINE, edits: { deal: { name: `Bielik ${at}` }, contact: { name: 'Ola' } } }, actBy('anna', at)),
  assign: ({ file }, at) => assign(file, file.deal.ownerId === 'anna' ? 'piotr' : 'anna', actBy('ewa', at, 'manager')),
  note: ({ file }, at) => addNote(file, { text: 'called' }, actBy('piotr', at)),
  absorb: ({ file }, at) =>
    mergeFacts(file, { pipeline: PIPELINE, facts: valueFields(300_00), note: 'the same as D-7' }, actBy('anna', at)),
  removeNeeds: removed('needs', 'decision'),
  removeOffer: removed('offer', 'decision'),
  restore: ({ file, history }, at) => {
    const last = history.at(-1);
    const change = last === undefined ? undefined : undoPipelineChange(file, last, actBy('ewa', at, 'admin'));
    return change === undefined ? { ok: false, refusal: { why: 'nothingToUndo' } } : { ok: true, change };
  },
  plan: ({ file }, at) => planSteps(file, { add: { step: 'call', on: null } }, actBy('anna', at)),
  complete: ({ file }, at) =>
    fillMissing(file, { pipeline: PIPELINE, answers: { ticks: ['need'], contact: { name: 'Ola' } } }, actBy('anna', at)),
};

const steps = fc.array(fc.tuple(fc.constantFrom(...Object.keys(STEPS)), fc.integer({ min: 1, max: 200 * DAY_MS })), {
  maxLength: 20,
});

/** Plays steps on one deal; the counters grow by one event at a time, as the store grows them. */
function playScript(script: readonly (readonly [string, number])[]) {
  let life = freshDeal();
  let at = MONDAY;
  let counters = countLastEvent(life.history);
  for (const [name, wait] of script) {
    at += name === 'undo' ? 1000 : wait;
    const decision = STEPS[name]?.(life, at);
    if (decision === undefined || !decision.ok) continue;
    life = withChange(life, decision.change);
    counters = addCounters([counters, countLastEvent(life.history)]);
  }
  return { life, counters, at };
}

/** A history as the store hands it to the tally; `whole` tells each event's state before even where the line above ends with it. */
const historyLines = (history: readonly DealEvent[], whole: boolean): string => {
  const state = (of: DealState): readonly unknown[] => STATE_FIELDS.map((name) => of[name] ?? '');
  return history
    .map(({ dealNumber, version, kind, at, undoes, before, after }) => {
      const stateBefore = whole ? (before === null ? ['-'] : state(before)) : [];
      return ['sales', dealNumber, version, kind, at, undoes ?? '', ...state(after), ...stateBefore].join('\t');
    })
    .join('\n');
};

describe('whatever happens to a deal', () => {
  test('a tally of millions of events would count it the same, and what it takes back leaves nothing', () => {
    fc.assert(
      fc.property(steps, fc.boolean(), (script, whole) => {
        const { life, counters } = playScript(script);
        const tally = createHistoryTally();
        tally.add(historyLines(life.history, whole));
        tally.add(historyLines(freshDeal().history, whole));
        tally.subtract(historyLines(freshDeal().history, whole));
        expect(tally.finish().get('sales')).toEqual(counters);
        expect([...tally.lastVersions()]).toEqual([141, life.history.length, 141, 1]);
        tally.subtract(historyLines(life.history, whole));
        expect(tally.finish().get('sales')).toEqual(NO_COUNTERS);
      }),
    );
  });

  test('counters kept event by event equal a rebuild from the history', () => {
    fc.assert(
      fc.property(steps, (script) => {
        const { life, counters } = playScript(script);
        expect(counters).toEqual(countHistory(life.history));
      }),
    );
  });

  test('the deal is what its last event says, and versions have no hole', () => {
    fc.assert(
      fc.property(steps, (script) => {
        const { life } = playScript(script);
        expect(life.file.deal).toMatchObject({ ...life.history.at(-1)?.after, version: life.history.length });
        expect(life.history.map((event) => event.version)).toEqual(life.history.map((_, index) => index + 1));
        for (const [index, event] of life.history.entries()) expect(event.before).toEqual(life.history[index - 1]?.after ?? null);
      }),
    );
  });

  test('an open deal stands in the stock once, a closed or withdrawn one not at all', () => {
    fc.assert(
      fc.property(steps, (script) => {
        const { life, counters } = playScript(script);
        const open = life.file.deal.outcome === 'open' ? 1 : 0;
        expect(counters.stock.reduce((sum, row) => sum + row.count, 0)).toBe(open);
        expect(counters.stock.every((row) => row.stageId === life.file.deal.stageId && row.count > 0)).toBe(true);
      }),
    );
  });

  test('every entry is an exit or still open', () => {
    fc.assert(
      fc.property(steps, (script) => {
        const { counters } = playScript(script);
        const total = (rows: readonly { readonly count: number }[]) => rows.reduce((sum, row) => sum + row.count, 0);
        expect(total(counters.entries)).toBe(total(counters.exits) + total(counters.stock));
      }),
    );
  });
});

describe('a visit', () => {
  test('falls into months and age bins that add up to its length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 0, max: 800 * DAY_MS }), (entered, length) => {
        const rows = visitExposure('lead', entered, entered + length);
        expect(rows.reduce((sum, row) => sum + row.exposureMs, 0)).toBe(length);
        expect(rows.every((row) => row.exposureMs > 0)).toBe(true);
      }),
    );
  });

  test('that spans the end of a month is split there', () => {
    const entered = Date.parse('2026-11-30T18:00:00Z');
    const rows = addCounters([{ ...NO_COUNTERS, exposure: visitExposure('lead', entered, entered + 12 * HOUR_MS) }]).exposure;
    expect(rows.filter((row) => row.month === '2026-12').reduce((sum, row) => sum + row.exposureMs, 0)).toBe(6 * HOUR_MS);
  });

  test('on the edge of an age bin belongs to the bin that it opens', () => {
    for (const [bin, days] of AGE_BIN_DAYS.entries()) expect(toAgeBin(Math.round(days * DAY_MS))).toBe(bin);
    expect(toAgeBin(5000 * DAY_MS)).toBe(AGE_BIN_DAYS.length - 1);
  });

  test('counts for who owned the deal before the event', () => {
    const { file } = freshDeal({ ownerId: 'anna' });
    const event = acceptedChange(
      lose(file, { pipeline: PIPELINE, reasonId: 'budget', note: '' }, actBy('ewa', MONDAY + DAY_MS, 'manager')),
    ).event;
    const counters = countLastEvent([...freshDeal().history, event]);
    expect(counters.repExits).toEqual([{ stageId: 'lead', memberId: 'anna', month: '2026-11', notLost: 0, lost: 1 }]);
  });
});

test('counters and their negation leave nothing', () => {
  const counters = countHistory(playScript([['advance', DAY_MS]]).life.history);
  expect(addCounters([counters, negateCounters(counters)])).toEqual(NO_COUNTERS);
});
