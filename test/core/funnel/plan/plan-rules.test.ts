import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { whyUnfilled } from '../../../../src/core/funnel/plan/asking-stages.ts';
import { type FunnelPlan, MAX_ACTIONS_SHOWN } from '../../../../src/core/funnel/plan/funnel-plan.ts';
import { makePlan } from '../../../../src/core/funnel/plan/make-plan.ts';
import { isSamePeriod } from '../../../../src/core/funnel/plan/period-coverage.ts';
import type { PlanInputs } from '../../../../src/core/funnel/plan/plan-inputs.ts';
import { askCoverage, isInTime, isSameBasis, supplyInTime } from '../../../../src/core/funnel/plan/stage-asks.ts';
import { keptDifference } from '../../../../src/core/funnel/plan/stage-need.ts';
import { anyInputs, laterInputs, onDay } from '../../../support/plan/plan-situations.ts';

const days = fc.constantFrom(0, 0, 1, 3, 8);
/** A plan after another one, of the same day or a later one, of a stock that moved on. */
const anySequence = fc
  .tuple(anyInputs, days, days)
  .chain(([first, a, b]) =>
    laterInputs(first, a).chain((second) => laterInputs(second, b).map((third) => [first, second, third] as const)),
  );

type Step = { readonly inputs: PlanInputs; readonly plan: FunnelPlan; readonly previous: FunnelPlan | null };

function play(sequence: readonly PlanInputs[]): readonly Step[] {
  const steps: Step[] = [];
  for (const inputs of sequence) {
    const previous = steps.at(-1)?.plan ?? null;
    steps.push({ inputs, previous, plan: makePlan(inputs, previous) });
  }
  return steps;
}

/** Holds a rule against every plan of any sequence. */
const always = (rule: (step: Step) => void): void =>
  fc.assert(fc.property(anySequence, (sequence) => play(sequence).forEach(rule)));

const moves = ({ actions }: Pick<FunnelPlan, 'actions'>) => actions.all.filter((action) => action.kind === 'move');

describe('every plan', () => {
  it('finds no stage short for a period that is covered, as the said figure says it', () => {
    always(({ plan }) => {
      for (const { need } of plan.stages) {
        if (need === null) continue;
        const coverage = askCoverage(need, plan.coverage);
        if (need.basis.kind === 'target') expect(coverage?.percent).toBeLessThan(100);
      }
    });
  });

  it('asks for a target only what can still be won in its period, when a day begins', () => {
    always(({ plan, inputs, previous }) => {
      if (previous?.on === plan.on) return;
      for (const [k, { asks, count, need }] of plan.stages.entries())
        for (const ask of asks) {
          if (ask.basis.kind !== 'target') continue;
          const { basis } = ask;
          const period = plan.coverage.findIndex((each) => each.period.startsOn === basis.period.startsOn);
          const stage = inputs.stages[k];
          const win = stage?.aims.find((aim) => aim.period === period)?.winInPeriod ?? 0;
          const was = previous?.stages[k]?.need?.basis;
          const before = was !== undefined && isSameBasis(was, basis);
          expect(isInTime(win, stage?.everWon ?? 1, before)).toBe(true);
          // What was told is kept within a deal.
          const kept = before ? keptDifference(need?.required ?? 0) : 0;
          expect(ask.required - count).toBeLessThanOrEqual(
            supplyInTime(inputs.stages, k, { period, isAnnounced: before }) + kept,
          );
        }
    });
  });

  it('leads with the stage whose gap costs most, or still with the one that did, and says so where an empty one comes behind', () => {
    always(({ plan: { stages, lead }, previous }) => {
      const short = stages.filter(({ shortBy }) => shortBy > 0);
      if (lead.stageId === null) return expect(short).toEqual([]);
      expect(short.map(({ stageId }) => stageId)).toContain(lead.stageId);
      const most = Math.max(...short.map(({ costMinor }) => costMinor));
      if (lead.stageId !== previous?.lead.stageId) expect(lead.costMinor).toBe(most);
      // What was told is kept while no other gap costs more by more than one of its deals.
      for (const { costMinor, shortBy } of short) expect(costMinor - lead.costMinor).toBeLessThanOrEqual(costMinor / shortBy);
      const isEmpty = stages.find(({ stageId }) => stageId === lead.stageId)?.count === 0;
      const empty = short.filter(({ count }) => count === 0);
      if (isEmpty) expect(lead.emptyBehind).toBeNull();
      else expect(lead.emptyBehind !== null).toBe(empty.length > 0);
      if (lead.emptyBehind !== null) expect(lead.emptyBehind.costMinor).toBeLessThan(lead.costMinor);
    });
  });

  it('names each deal once, forward, and never more than stand before a stage or are lacking', () => {
    always(({ plan, inputs }) => {
      const ids = plan.stages.map(({ stageId }) => stageId);
      const named = moves(plan);
      expect(new Set(named.map(({ number }) => number)).size).toBe(named.length);
      for (const { number, fromStageId, toStageId, forStageId } of named) {
        expect(inputs.deals.find((deal) => deal.number === number)?.stageId).toBe(fromStageId);
        expect(ids.indexOf(toStageId)).toBe(ids.indexOf(fromStageId) + 1);
        expect(ids.indexOf(forStageId)).toBeGreaterThanOrEqual(ids.indexOf(toStageId));
      }
      const all = named.length + plan.actions.unnamedMoves;
      const open = plan.stages.slice(0, -1).reduce((sum, { count }) => sum + count, 0);
      expect(all).toBeLessThanOrEqual(open);
      expect(all).toBeLessThanOrEqual(plan.stages.reduce((sum, { shortBy }) => sum + shortBy, 0));
      for (const [k, { stageId, shortBy }] of plan.stages.entries()) {
        const filled = named.filter(({ forStageId }) => forStageId === stageId).length;
        expect(filled).toBeLessThanOrEqual(shortBy);
        expect(filled).toBeLessThanOrEqual(plan.stages.slice(0, k).reduce((sum, { count }) => sum + count, 0));
      }
    });
  });

  it('makes no move that comes too late for the period that it is for', () => {
    always(({ plan, inputs }) => {
      for (const { number, toStageId, forStageId } of moves(plan)) {
        const need = plan.stages.find(({ stageId }) => stageId === forStageId)?.need;
        if (need?.basis.kind !== 'target') continue;
        const { startsOn } = need.basis.period;
        const period = plan.coverage.findIndex((each) => each.period.startsOn === startsOn);
        const deal = inputs.deals.find((each) => each.number === number);
        const everWon = inputs.stages.find(({ stageId }) => stageId === toStageId)?.everWon ?? 1;
        expect(isInTime(deal?.moveInPeriod[period] ?? 0, everWon)).toBe(true);
      }
    });
  });

  it('asks for new deals only where moves do not suffice, and for no action where nothing is short', () => {
    always(({ plan: { stages, actions } }) => {
      const short = stages.reduce((sum, { shortBy }) => sum + shortBy, 0);
      if (short === 0) expect(actions).toEqual({ all: [], unnamedMoves: 0, shown: 0, total: 0, unfilled: [] });
      expect(actions.shown).toBe(Math.min(MAX_ACTIONS_SHOWN, actions.all.length));
      expect(actions.total).toBe(actions.all.length + actions.unnamedMoves);
      expect(actions.all.filter(({ kind }) => kind === 'new').length).toBeLessThanOrEqual(1);
    });
  });

  it('calls a stage covered only where its actions bring all that its period is short of', () => {
    always(({ plan: { stages, coverage, actions }, inputs }) => {
      if (actions.unnamedMoves > 0) return;
      const fresh = actions.all.find((action) => action.kind === 'new');
      const broughtMinor = (period: number): number =>
        moves({ actions }).reduce((sum, { number }) => {
          const deal = inputs.deals.find((each) => each.number === number);
          if (deal === undefined) throw new Error('no such deal');
          const worth = deal.valueMinor ?? inputs.stages.find(({ stageId }) => stageId === deal.stageId)?.valueMinor ?? 0;
          return sum + worth * Math.max(0, (deal.moveInPeriod[period] ?? 0) - (deal.stayInPeriod[period] ?? 0));
        }, 0) +
        (fresh?.deals ?? 0) * (inputs.newDeals.gainInPeriodMinor[period] ?? 0);
      for (const { stageId, shortBy, need } of stages) {
        const filled = moves({ actions }).filter(({ forStageId }) => forStageId === stageId).length;
        const why = whyUnfilled({ actions }, stageId);
        const isFilled = filled >= shortBy || fresh?.forStageIds.includes(stageId) === true;
        expect(why === undefined).toBe(isFilled);
        if (why === undefined || need?.basis.kind !== 'target') continue;
        const { period } = need.basis;
        const index = coverage.findIndex((each) => isSamePeriod(each.period, period));
        const leftMinor = (coverage[index]?.shortMinor ?? 0) - broughtMinor(index);
        if (why === 'covered') expect(leftMinor).toBeLessThanOrEqual(1);
        else expect(leftMinor).toBeGreaterThan(-1);
      }
    });
  });

  it('is the same again when it is made again', () => {
    always(({ inputs, plan }) => {
      expect(makePlan(inputs, plan)).toEqual(plan);
    });
  });

  it('never finds a stage short that was not really used, asks for nothing, or holds what it needs', () => {
    always(({ plan, inputs }) => {
      for (const [k, { need, used, count, shortBy, overfull }] of plan.stages.entries()) {
        expect(shortBy).toBe(need === null ? 0 : need.required - count);
        if (need === null) continue;
        expect(used).toBe(true);
        expect(overfull).toBe(false);
        expect(inputs.stages[k]?.minimum).toBeGreaterThan(0);
        expect(count).toBeLessThan(need.required);
        expect(need.opensAt).toBeLessThan(need.required);
      }
    });
  });

  it('keeps a need that was told within the day, unless it is filled or its target is covered', () => {
    always(({ plan, previous }) => {
      if (previous?.on !== plan.on) return;
      for (const { stageId, need: before } of previous.stages) {
        const now = plan.stages.find((stage) => stage.stageId === stageId);
        if (before === null || now === undefined || now.count >= before.required) continue;
        if (askCoverage(before, plan.coverage)?.state === 'covered') continue;
        expect(now.need?.required).toBe(before.required);
      }
    });
  });

  it('changes a told need on a later day only by more than a deal, and says what changed', () => {
    always(({ plan, previous }) => {
      if (previous === null) return;
      for (const { stageId, need: before } of previous.stages) {
        const now = plan.stages.find((stage) => stage.stageId === stageId);
        if (before === null || now === undefined) continue;
        const said = plan.changes.filter((change) => 'stageId' in change && change.stageId === stageId);
        if (now.need === null) expect(said.some(({ kind }) => kind === 'recovered' || kind === 'ended')).toBe(true);
        else if (now.need.required !== before.required) {
          expect(said.some((change) => change.kind === 'need' && change.from === before.required)).toBe(true);
          const isSame = isSameBasis(now.need.basis, before.basis);
          if (isSame && now.need.basis.kind !== 'minimum')
            expect(Math.abs(now.need.required - before.required)).toBeGreaterThan(keptDifference(before.required));
        }
      }
    });
  });

  it('never says twice how long the same stock lasts', () => {
    always(({ plan, previous, inputs }) => {
      if (previous === null || previous.on === plan.on) return;
      for (const [k, { stageId, runway, count }] of plan.stages.entries()) {
        const last = previous.stages.find((stage) => stage.stageId === stageId)?.runway;
        if (count < 2) expect(runway?.said.kind).not.toBe('lasts');
        if (last != null && last.stockKey === inputs.stages[k]?.stockKey && count > 0) expect(runway?.said.kind).toBe('still');
      }
    });
  });

  it('judges overfull once a day', () => {
    always(({ plan, previous }) => {
      if (previous?.on !== plan.on) return;
      for (const { stageId, overfull } of plan.stages)
        if (overfull) expect(previous.stages.find((stage) => stage.stageId === stageId)?.overfull).toBe(true);
    });
  });
});

describe('a win that has nothing to do with a stage', () => {
  it('changes no need that was told, nor tomorrow', () => {
    fc.assert(
      fc.property(anyInputs, fc.constantFrom(-1, 0, 1), fc.constantFrom(0, 1), (inputs, asked, day) => {
        const before = makePlan(inputs, null);
        const later = onDay(inputs, day);
        const last = inputs.stages.length - 1;
        const stages = later.stages.map((stage, k) => ({
          ...stage,
          count: k === last ? Math.max(0, stage.count - 1) : stage.count,
          aims: stage.aims.map((aim) => ({ ...aim, required: Math.max(0, aim.required + asked) })),
        }));
        const after = makePlan({ ...later, stages }, before);
        for (const [k, { need }] of before.stages.entries()) {
          if (k === last || need === null) continue;
          const now = after.stages[k]?.need ?? null;
          if (day === 0) expect(now).toEqual(need);
          else if (now !== null && now.basis.kind === need.basis.kind) expect(now.required).toBe(need.required);
        }
      }),
    );
  });
});
