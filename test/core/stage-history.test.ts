import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advance, move, win } from '../../src/core/advance.ts';
import type { Decision } from '../../src/core/change.ts';
import { lose, reopen, undo, withdraw } from '../../src/core/close.ts';
import { addCounters, NO_COUNTERS, negateCounters } from '../../src/core/counters.ts';
import type { DealState } from '../../src/core/deal.ts';
import type { DealEvent } from '../../src/core/deal-event.ts';
import { addNote, assign, edit } from '../../src/core/edit.ts';
import { historyTally, STATE_FIELDS } from '../../src/core/history-tally.ts';
import { absorb } from '../../src/core/merge.ts';
import { complete, planNext } from '../../src/core/plan.ts';
import { AGE_BIN_DAYS, ageBinOf, countersOfDeal, countersOfLast, visitExposure } from '../../src/core/stage-history.ts';
import { actOf, changeOf, type Life, lived, MONDAY, newborn, PIPELINE } from '../support/deal-builders.ts';

const DAY = 86_400_000;
const ANYWAY = { anyway: { remindOn: '2030-01-01' } };
const SIGNED = { answers: { deal: { valueMinor: 100, pipelineValueMinor: 100 }, ticks: ['signed'] } };

const worth = (minor: number | null) => ({ deal: { valueMinor: minor, pipelineValueMinor: minor } });

type Step = (life: Life, at: number) => Decision;
const STEPS: Readonly<Record<string, Step>> = {
  advance: ({ file }, at) => advance(file, PIPELINE, ANYWAY, actOf('anna', at)),
  skip: ({ file }, at) => move(file, PIPELINE, 'offer', 'known client', ANYWAY, actOf('anna', at)),
  back: ({ file }, at) => move(file, PIPELINE, 'lead', 'wrong person', {}, actOf('anna', at)),
  win: ({ file }, at) => win(file, PIPELINE, SIGNED, actOf('anna', at)),
  lose: ({ file }, at) => lose(file, PIPELINE, 'budget', '', actOf('anna', at)),
  reopen: ({ file }, at) => reopen(file, PIPELINE, actOf('anna', at)),
  undo: ({ file, history }, at) => undo(file, history, actOf('anna', at)),
  withdraw: ({ file }, at) => withdraw(file, actOf('anna', at)),
  grow: ({ file }, at) => edit(file, PIPELINE, worth((file.deal.valueMinor ?? 0) + 100_00), actOf('anna', at)),
  unprice: ({ file }, at) => edit(file, PIPELINE, worth(null), actOf('anna', at)),
  rename: ({ file }, at) => edit(file, PIPELINE, { deal: { name: `Bielik ${at}` }, contact: { name: 'Ola' } }, actOf('anna', at)),
  assign: ({ file }, at) => assign(file, file.deal.ownerId === 'anna' ? 'piotr' : 'anna', actOf('ewa', at, 'manager')),
  note: ({ file }, at) => addNote(file, 'called', actOf('piotr', at)),
  absorb: ({ file }, at) => absorb(file, PIPELINE, worth(300_00), 'the same as D-7', actOf('anna', at)),
  plan: ({ file }, at) => planNext(file, 'call', null, actOf('anna', at)),
  complete: ({ file }, at) => complete(file, PIPELINE, { ticks: ['need'], contact: { name: 'Ola' } }, actOf('anna', at)),
};

const steps = fc.array(fc.tuple(fc.constantFrom(...Object.keys(STEPS)), fc.integer({ min: 1, max: 200 * DAY })), {
  maxLength: 20,
});

/** Plays steps on one deal; the counters grow by one event at a time, as the store grows them. */
function played(script: readonly (readonly [string, number])[]) {
  let life = newborn();
  let at = MONDAY;
  let counters = countersOfLast(life.history);
  for (const [name, wait] of script) {
    at += name === 'undo' ? 1000 : wait;
    const decision = STEPS[name]?.(life, at);
    if (decision === undefined || !decision.ok) continue;
    life = lived(life, decision.change);
    counters = addCounters([counters, countersOfLast(life.history)]);
  }
  return { life, counters, at };
}

/** A history as the store hands it to the tally; `whole` tells each event's state before even where the line above ends with it. */
const linesOf = (history: readonly DealEvent[], whole: boolean): string => {
  const state = (of: DealState): readonly unknown[] => STATE_FIELDS.map((name) => of[name] ?? '');
  return history
    .map(({ dealNumber, version, kind, at, undoes, before, after }) => {
      const told = whole ? (before === null ? ['-'] : state(before)) : [];
      return ['sales', dealNumber, version, kind, at, undoes ?? '', ...state(after), ...told].join('\t');
    })
    .join('\n');
};

describe('whatever happens to a deal', () => {
  test('a tally of millions of events would count it the same, and what it takes back leaves nothing', () => {
    fc.assert(
      fc.property(steps, fc.boolean(), (script, whole) => {
        const { life, counters } = played(script);
        const tally = historyTally();
        tally.add(linesOf(life.history, whole));
        tally.add(linesOf(newborn().history, whole));
        tally.takeBack(linesOf(newborn().history, whole));
        expect(tally.end().get('sales')).toEqual(counters);
        expect([...tally.seen()]).toEqual([141, life.history.length, 141, 1]);
        tally.takeBack(linesOf(life.history, whole));
        expect(tally.end().get('sales')).toEqual(NO_COUNTERS);
      }),
    );
  });

  test('counters kept event by event equal a rebuild from the history', () => {
    fc.assert(
      fc.property(steps, (script) => {
        const { life, counters } = played(script);
        expect(counters).toEqual(countersOfDeal(life.history));
      }),
    );
  });

  test('the deal is what its last event says, and versions have no hole', () => {
    fc.assert(
      fc.property(steps, (script) => {
        const { life } = played(script);
        expect(life.file.deal).toMatchObject({ ...life.history.at(-1)?.after, version: life.history.length });
        expect(life.history.map((event) => event.version)).toEqual(life.history.map((_, index) => index + 1));
        for (const [index, event] of life.history.entries()) expect(event.before).toEqual(life.history[index - 1]?.after ?? null);
      }),
    );
  });

  test('an open deal stands in the stock once, a closed or withdrawn one not at all', () => {
    fc.assert(
      fc.property(steps, (script) => {
        const { life, counters } = played(script);
        const open = life.file.deal.outcome === 'open' ? 1 : 0;
        expect(counters.stock.reduce((sum, row) => sum + row.count, 0)).toBe(open);
        expect(counters.stock.every((row) => row.stageId === life.file.deal.stageId && row.count > 0)).toBe(true);
      }),
    );
  });

  test('every entry is an exit or still open', () => {
    fc.assert(
      fc.property(steps, (script) => {
        const { counters } = played(script);
        const total = (rows: readonly { readonly count: number }[]) => rows.reduce((sum, row) => sum + row.count, 0);
        expect(total(counters.entries)).toBe(total(counters.exits) + total(counters.stock));
      }),
    );
  });
});

describe('a visit', () => {
  test('falls into months and age bins that add up to its length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 0, max: 800 * DAY }), (entered, length) => {
        const rows = visitExposure('lead', entered, entered + length);
        expect(rows.reduce((sum, row) => sum + row.exposureMs, 0)).toBe(length);
        expect(rows.every((row) => row.exposureMs > 0)).toBe(true);
      }),
    );
  });

  test('that spans the end of a month is split there', () => {
    const entered = Date.parse('2026-11-30T18:00:00Z');
    const rows = addCounters([{ ...NO_COUNTERS, exposure: visitExposure('lead', entered, entered + 12 * 3_600_000) }]).exposure;
    expect(rows.filter((row) => row.month === '2026-12').reduce((sum, row) => sum + row.exposureMs, 0)).toBe(6 * 3_600_000);
  });

  test('on the edge of an age bin belongs to the bin that it opens', () => {
    for (const [bin, days] of AGE_BIN_DAYS.entries()) expect(ageBinOf(Math.round(days * DAY))).toBe(bin);
    expect(ageBinOf(5000 * DAY)).toBe(AGE_BIN_DAYS.length - 1);
  });

  test('counts for who owned the deal before the event', () => {
    const { file } = newborn({ ownerId: 'anna' });
    const event = changeOf(lose(file, PIPELINE, 'budget', '', actOf('ewa', MONDAY + DAY, 'manager'))).event;
    const counters = countersOfLast([...newborn().history, event]);
    expect(counters.repExits).toEqual([{ stageId: 'lead', memberId: 'anna', month: '2026-11', notLost: 0, lost: 1 }]);
  });
});

test('counters and their negation leave nothing', () => {
  const counters = countersOfDeal(played([['advance', DAY]]).life.history);
  expect(addCounters([counters, negateCounters(counters)])).toEqual(NO_COUNTERS);
});
