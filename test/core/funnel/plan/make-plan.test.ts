import { describe, expect, it } from 'vitest';
import type { FunnelPlan, StagePlan } from '../../../../src/core/funnel/plan/funnel-plan.ts';
import { makePlan } from '../../../../src/core/funnel/plan/make-plan.ts';
import type { PlanInputs, PlanStageInput } from '../../../../src/core/funnel/plan/plan-inputs.ts';
import type { PlainDate } from '../../../../src/core/time/calendar.ts';
import {
  dealInput,
  NEXT_MONTH,
  onDay,
  planInputs,
  STAGES,
  stageInput,
  THIS_MONTH,
  TODAY,
  testPeriods,
} from '../../../support/plan/plan-situations.ts';

const stage = (plan: FunnelPlan, id: string): StagePlan => {
  const found = plan.stages.find(({ stageId }) => stageId === id);
  if (found === undefined) throw new Error(`no stage ${id}`);
  return found;
};
const moves = ({ actions }: FunnelPlan) =>
  actions.all.flatMap((action) =>
    action.kind === 'move' ? [`${action.number}>${action.toStageId} for ${action.forStageId}`] : [],
  );
const newDeals = ({ actions }: FunnelPlan) => actions.all.find((action) => action.kind === 'new');
const change = (inputs: PlanInputs, id: string, by: Partial<PlanStageInput>): PlanInputs => ({
  ...inputs,
  stages: inputs.stages.map((each) => (each.stageId === id ? { ...each, ...by } : each)),
});
/** A month's target that asks for so many deals in every stage; `inTime`: of what a stage wins, so much falls into the month. */
const aimed = (period: number, required: number, inTime = 0.9) => ({
  period,
  required,
  winInPeriod: 0.3 * inTime,
  entrantWinInPeriod: 0.3 * inTime,
});
const EVERY_STAGE_AT_ITS_USUAL = planInputs();

describe('one coverage', () => {
  it('finds no stage short for a month that is covered, in the figure that is said', () => {
    const stages = STAGES.map((id) => stageInput(id, { count: 2, aims: [aimed(NEXT_MONTH, 6)] }));
    const december = (expected: number) =>
      makePlan(
        planInputs({ stages, periods: testPeriods(TODAY, { target: null, expected: 0 }, { target: 100_000, expected }) }),
        null,
      );
    expect(december(110_000).coverage[NEXT_MONTH]).toMatchObject({ percent: 110, state: 'covered', shortMinor: 0 });
    expect(december(110_000).headline).toBe('enough');
    // 99.6 % reads as 100 %, so it is.
    expect(december(99_600).stages.every(({ need }) => need === null)).toBe(true);
    expect(december(80_000).coverage[NEXT_MONTH]).toMatchObject({ percent: 80, state: 'open', shortMinor: 20_000 });
    expect(stage(december(80_000), 'offer').need).toMatchObject({ required: 6, basis: { kind: 'target', targetMinor: 100_000 } });
  });

  it('lets nothing open between 95 and 100 %, and nothing close', () => {
    const stages = STAGES.map((id) => stageInput(id, { count: 3, aims: [aimed(NEXT_MONTH, 6)] }));
    const at = (expected: number) =>
      planInputs({ stages, periods: testPeriods(TODAY, { target: null, expected: 0 }, { target: 100_000, expected }) });
    expect(stage(makePlan(at(97_000), null), 'offer').need).toBeNull();
    const before = makePlan(at(90_000), null);
    expect(stage(makePlan(at(97_000), before), 'offer').need?.required).toBe(6);
    const covered = makePlan(at(101_000), before);
    expect(stage(covered, 'offer').need).toBeNull();
    expect(covered.changes).toContainEqual({ kind: 'ended', stageId: 'offer', required: 6, why: 'covered' });
  });

  const withTarget = (inputs: PlanInputs, targetMinor: number): PlanInputs => ({
    ...inputs,
    periods: inputs.periods.map((period) => (period.targetMinor === null ? period : { ...period, targetMinor })),
  });

  it('remembers for two weeks that a stage was covered, so that who hears that it is short again hears why', () => {
    const stages = STAGES.map((id) => stageInput(id, { count: 3, aims: [aimed(NEXT_MONTH, 6)] }));
    const at = (expected: number, days: number) =>
      onDay(
        planInputs({ stages, periods: testPeriods(TODAY, { target: null, expected: 0 }, { target: 100_000, expected }) }),
        days,
      );
    const covered = makePlan(at(101_000, 0), makePlan(at(90_000, -1), null));
    const again = stage(makePlan(at(80_000, 1), covered), 'offer');
    expect(again.need?.required).toBe(6);
    expect(again.covered).toMatchObject({ on: TODAY, period: { startsOn: '2026-12-01' } });
    // A forecast that trembles tells nothing; after two weeks, or for another target, it is as if nothing had been told.
    expect(stage(makePlan(at(90_000, 1), covered), 'offer').need).toBeNull();
    expect(stage(makePlan(at(90_000, 14), covered), 'offer').need?.required).toBe(6);
    expect(stage(makePlan(withTarget(at(100_000, 1), 110_000), covered), 'offer').need?.required).toBe(6);
    expect(stage(makePlan(at(80_000, 14), covered), 'offer').covered).toBeNull();
    expect(stage(makePlan(at(80_000, 1), makePlan(at(90_000, 0), null)), 'offer').covered).toBeNull();
  });
});

describe('a possible need', () => {
  const shortMonth = { target: 100_000, expected: 20_000 };

  it('asks nothing for a month in which nothing that enters can be won any more, and plans for the next', () => {
    const aims = [aimed(THIS_MONTH, 9, 0.1), aimed(NEXT_MONTH, 6)];
    const plan = makePlan(
      planInputs({
        stages: STAGES.map((id) => stageInput(id, { count: 3, aims })),
        periods: testPeriods(TODAY, shortMonth, { target: 100_000, expected: 60_000 }),
      }),
      null,
    );
    expect(stage(plan, 'offer').need).toMatchObject({ required: 6, basis: { period: { startsOn: '2026-12-01' } } });
  });

  it('asks for no more deals than can come in time', () => {
    // New deals come too late; of those before Talks only the two in Offer do not.
    const early = { period: THIS_MONTH, required: 9, winInPeriod: 0.01, entrantWinInPeriod: 0.01 };
    const stages = STAGES.map((id) =>
      stageInput(id, {
        count: id === 'offer' ? 2 : id === 'talks' ? 0 : 4,
        aims: id === 'offer' || id === 'talks' ? [aimed(THIS_MONTH, 9)] : [early],
      }),
    );
    const plan = makePlan(planInputs({ stages, periods: testPeriods(TODAY, shortMonth) }), null);
    expect(stage(plan, 'talks').asks[0]).toMatchObject({ basis: { kind: 'usual' }, required: 4 });
    expect(stage(plan, 'talks').asks.find(({ basis }) => basis.kind === 'target')?.required).toBe(2);
  });
});

describe('one lead', () => {
  it('is the stage whose gap costs most, and says where an empty one comes behind', () => {
    const inputs = planInputs({}, { lead: 0, offer: 1 });
    const cheap = change(inputs, 'lead', { winByHorizon: 0.01, valueMinor: 10_000 });
    const plan = makePlan(cheap, null);
    expect(plan.lead).toEqual({
      stageId: 'offer',
      costMinor: 90_000,
      emptyBehind: { stageId: 'lead', costMinor: 400 },
    });
    expect(plan.headline).toBe('gap');
  });

  it('is the empty one where both cost the same', () => {
    const inputs = planInputs({}, { offer: 0, talks: 1 });
    const plan = makePlan(change(inputs, 'talks', { winByHorizon: 0.4 }), null);
    expect(plan.lead).toMatchObject({ stageId: 'offer', emptyBehind: null });
  });

  it('stays the one that was told while another costs hardly more, and gives way to one that costs more by more than a deal', () => {
    const morning = makePlan(planInputs({}, { needs: 1, offer: 1 }), null);
    expect(morning.lead.stageId).toBe('offer');
    // The same two stages are short, and figures of the next day rank them the other way round.
    const nextDay = (valueMinor: number) => onDay(change(planInputs({}, { needs: 1, offer: 1 }), 'needs', { valueMinor }), 1);
    expect(makePlan(nextDay(120_000), morning).lead.stageId).toBe('offer');
    expect(makePlan(nextDay(300_000), morning).lead.stageId).toBe('needs');
  });

  it('gives way to a stage that runs empty and costs as much, and the plan tells that it is another one than in the morning', () => {
    const morning = makePlan(planInputs({}, { needs: 1, offer: 2 }), null);
    expect(morning.lead.stageId).toBe('needs');
    const later = makePlan(planInputs({}, { needs: 1, offer: 0 }), morning);
    expect(later.lead.stageId).toBe('offer');
    expect(later.changes).toContainEqual({ kind: 'lead', from: 'needs', to: 'offer', sameDay: true });
  });

  it('costs within a day what a deal cost in the morning, however the figures move', () => {
    const inputs = planInputs({}, { needs: 1 });
    const morning = makePlan(inputs, null);
    const cost = stage(morning, 'needs').costMinor;
    const dearer = change(planInputs({}, { needs: 2 }), 'needs', { valueMinor: 900_000 });
    const noon = makePlan(dearer, morning);
    expect(stage(noon, 'needs').shortBy).toBe(stage(morning, 'needs').shortBy - 1);
    expect(stage(noon, 'needs').costMinor).toBeLessThan(cost);
    expect(stage(makePlan(onDay(dearer, 1), noon), 'needs').costMinor).toBeGreaterThan(cost);
  });

  it('is none where nothing is short, and no deals at all are not enough', () => {
    expect(makePlan(EVERY_STAGE_AT_ITS_USUAL, null).lead).toEqual({ stageId: null, why: 'none-short' });
    const none = planInputs({ stages: STAGES.map((id) => stageInput(id, { count: 0, exits: 0, firstEntryOn: null })) });
    expect(makePlan(none, null)).toMatchObject({ headline: 'empty', lead: { stageId: null, why: 'no-deals' } });
  });
});

describe('the smallest set of actions', () => {
  it('names a deal under one stage only, where two stages want it', () => {
    const plan = makePlan(planInputs({}, { lead: 0, prospect: 2, needs: 1, offer: 0, talks: 1 }), null);
    const named = moves(plan).map((text) => text.split('>')[0]);
    expect(new Set(named).size).toBe(named.length);
    expect(named.length).toBeLessThanOrEqual(3);
  });

  it('makes no more moves than there are deals, and asks for new ones for the rest', () => {
    const usual = { mean: 24, low: 15, high: 33 };
    const stages = STAGES.map((id) => stageInput(id, { count: id === 'talks' ? 0 : id === 'offer' ? 10 : 0, usual, exits: 90 }));
    const plan = makePlan(
      planInputs({ stages: stages.map((each) => (each.stageId === 'talks' ? each : { ...each, usual: null, minimum: 0 })) }),
      null,
    );
    expect(stage(plan, 'talks').shortBy).toBe(24);
    expect(moves(plan)).toHaveLength(10);
    // Fourteen are still lacking, and half of the new deals get that far.
    expect(newDeals(plan)).toMatchObject({ deals: 28, forStageIds: ['talks'], ownerId: 'anna' });
    expect(plan.actions).toMatchObject({ shown: 5, total: 11 });
  });

  it('counts the moves of deals that were not read one by one', () => {
    const inputs = planInputs({}, { talks: 0, offer: 9 });
    const plan = makePlan({ ...inputs, deals: inputs.deals.filter(({ stageId }) => stageId === 'offer').slice(0, 1) }, null);
    expect(plan.actions).toMatchObject({ unnamedMoves: 3, total: 4 });
    expect(newDeals(plan)).toBeUndefined();
  });

  it('takes the deals that gain most, and keeps to them for the day', () => {
    const inputs = planInputs({}, { talks: 1, offer: 8 });
    const offers = inputs.deals.filter(({ stageId }) => stageId === 'offer');
    const [first, second] = offers;
    const deals = inputs.deals.map((deal) =>
      deal === first ? { ...deal, move: 0.9 } : deal === second ? { ...deal, move: 0.8 } : deal,
    );
    const plan = makePlan({ ...inputs, deals }, null);
    expect(moves(plan).slice(0, 2)).toEqual([`${first?.number}>talks for talks`, `${second?.number}>talks for talks`]);
    const later = makePlan(inputs, plan);
    expect(moves(later)).toEqual(moves(plan));
  });

  it('asks first for what enters the lead by its move, however much more one further away would gain', () => {
    const inputs = planInputs({}, { talks: 0, offer: 7, needs: 7 });
    const [far] = inputs.deals.filter(({ stageId }) => stageId === 'needs');
    const deals = inputs.deals.map((deal) => (deal === far ? { ...deal, move: 0.9 } : deal));
    const plan = makePlan({ ...inputs, deals }, null);
    expect(plan.lead.stageId).toBe('talks');
    const told = moves(plan);
    expect(told).toContain(`${far?.number}>offer for talks`);
    expect(told.indexOf(`${far?.number}>offer for talks`)).toBe(told.findLastIndex((text) => text.endsWith(' for talks')));
    expect(told[0]).toMatch(/>talks for talks$/);
  });

  it('spares a stage that is short itself, as long as others can give', () => {
    const plan = makePlan(planInputs({}, { needs: 8, offer: 1, talks: 1 }), null);
    expect(moves(plan).every((text) => text.includes('>offer'))).toBe(true);
    expect(stage(plan, 'offer').shortBy).toBe(3);
  });

  it('leaves a stage to the other actions where these cover its month, and says where nothing comes in time any more', () => {
    const asks = { talks: 6, needs: 6 } as Readonly<Record<string, number>>;
    const december = (counts: Readonly<Record<string, number>>, expected: number) =>
      planInputs({
        stages: STAGES.map((id) => {
          const aim = aimed(NEXT_MONTH, asks[id] ?? 1);
          // What is new in December is won in January.
          return stageInput(id, { count: counts[id] ?? 2, aims: [id === 'lead' ? { ...aim, entrantWinInPeriod: 0 } : aim] });
        }),
        periods: testPeriods(TODAY, { target: null, expected: 0 }, { target: 100_000, expected }),
      });
    // Of the 50,000 that are missing four offers bring 40,000 for the lead, and a deal for Needs the rest.
    const morning = makePlan(december({ offer: 8 }, 50_000), null);
    expect(moves(morning)).toHaveLength(5);
    expect(stage(morning, 'needs').shortBy).toBe(4);
    expect(morning.actions.unfilled).toEqual([{ stageId: 'needs', why: 'covered' }]);
    const both = makePlan(december({ offer: 8 }, 0), null);
    expect(both.actions.unfilled).toEqual([]);
    const noon = makePlan(december({ lead: 0, prospect: 0, needs: 0, offer: 0 }, 50_000), morning);
    expect(noon.actions.unfilled).toEqual([
      { stageId: 'needs', why: 'tooLate' },
      { stageId: 'talks', why: 'tooLate' },
    ]);
  });

  it('asks a first stage that empties for new leads', () => {
    const plan = makePlan(planInputs({}, { lead: 0 }), null);
    expect(plan.lead.stageId).toBe('lead');
    expect(plan.actions.all).toEqual([{ kind: 'new', deals: 8, forStageIds: ['lead'], ownerId: 'anna', gainMinor: 160_000 }]);
  });
});

describe('a told need', () => {
  const at = (required: number, count = 1) =>
    planInputs({
      stages: STAGES.map((id) =>
        stageInput(id, {
          count: id === 'offer' ? count : 8,
          usual: { mean: 2, low: 0, high: 9 },
          aims: [aimed(NEXT_MONTH, required)],
        }),
      ),
      periods: testPeriods(TODAY, { target: null, expected: 0 }, { target: 100_000, expected: 60_000 }),
    });
  const need = (plan: FunnelPlan) => stage(plan, 'offer').need?.required;

  it('does not fall 5, 3, 2 within minutes of a win', () => {
    const morning = makePlan(at(5), null);
    const noon = makePlan(at(3), morning);
    expect([need(morning), need(noon), need(makePlan(at(2), noon))]).toEqual([5, 5, 5]);
  });

  it('is kept the next day where it differs by one, and changed with a word where it differs by more', () => {
    const before = makePlan(at(6), null);
    expect(need(makePlan(onDay(at(5), 1), before))).toBe(6);
    const next = makePlan(onDay(at(4), 1), before);
    expect(next.changes).toContainEqual(
      expect.objectContaining({ kind: 'need', stageId: 'offer', from: 6, to: 4, why: 'numbers' }),
    );
    expect(stage(next, 'offer').need).toMatchObject({ since: TODAY, setOn: '2026-11-24' });
  });

  it('changes at once with its target', () => {
    const before = makePlan(at(6), null);
    const raised = {
      ...at(9),
      periods: testPeriods(TODAY, { target: null, expected: 0 }, { target: 150_000, expected: 60_000 }),
    };
    const plan = makePlan(raised, before);
    expect(need(plan)).toBe(9);
    expect(plan.changes).toContainEqual(expect.objectContaining({ kind: 'target', fromMinor: 100_000, toMinor: 150_000 }));
    expect(plan.changes).toContainEqual(expect.objectContaining({ kind: 'need', why: 'target' }));
  });

  it('opens lower than it recovers, and is not told again for a week by what filled it', () => {
    expect(need(makePlan(at(6, 5), null))).toBeUndefined();
    const before = makePlan(at(6, 2), null);
    expect(need(makePlan(at(6, 5), before))).toBe(6);
    const filled = makePlan(at(6, 6), before);
    expect(filled.changes).toContainEqual({ kind: 'recovered', stageId: 'offer', count: 6, required: 6 });
    expect(need(makePlan(onDay(at(12, 6), 1), filled))).toBeUndefined();
    expect(need(makePlan(onDay(at(12, 6), 8), filled))).toBe(12);
  });

  it('is taken over from an episode of before plans were kept', () => {
    const inputs = { ...at(6, 5), earlierNeeds: [{ stageId: 'offer', required: 6, since: '2026-11-10' as const }] };
    expect(stage(makePlan(inputs, null), 'offer').need).toMatchObject({ required: 6, since: '2026-11-10' });
  });
});

describe('how long a stage lasts', () => {
  it('is said coarsely, from two deals on, and once of the same stock', () => {
    const inputs = change(planInputs({}, { talks: 2 }), 'talks', { runwayDays: 9, refillDays: 16 });
    const before = makePlan(inputs, null);
    expect(stage(before, 'talks').runway?.said).toEqual({ kind: 'lasts', about: 'week', refill: 'twoWeeks', tooLate: true });
    const days = [5, 7].map((later) => stage(makePlan(onDay(inputs, later), before), 'talks').runway?.said);
    expect(days).toEqual([
      { kind: 'still', days: 5 },
      { kind: 'still', days: 7 },
    ]);
  });

  it('is not said of one deal, only for how long it has been the only one', () => {
    const inputs = planInputs({}, { talks: 1 });
    const before = makePlan(inputs, null);
    expect(stage(before, 'talks').runway?.said).toEqual({ kind: 'none' });
    expect(stage(makePlan(onDay(inputs, 12), before), 'talks').runway?.said).toEqual({ kind: 'still', days: 12 });
  });
});

describe('a beginning', () => {
  it('has no dry stage before five deals went through it, or four weeks have passed', () => {
    const of = (exits: number, firstEntryOn: PlainDate | null) =>
      stage(makePlan(change(planInputs({}, { offer: 0 }), 'offer', { exits, firstEntryOn }), null), 'offer').need;
    expect(of(0, null)).toBeNull();
    expect(of(4, '2026-11-01')).toBeNull();
    expect(of(5, '2026-11-01')).not.toBeNull();
    expect(of(1, '2026-10-26')).not.toBeNull();
  });

  it('is said as such while there are few deals and none closed', () => {
    const stages = STAGES.map((id) => stageInput(id, { count: 1, exits: 0, firstEntryOn: TODAY, usual: null }));
    expect(makePlan(planInputs({ stages, anyClosed: false }), null)).toMatchObject({
      headline: 'beginning',
      lead: { stageId: null, why: 'beginning' },
    });
  });
});

describe('an overfull stage', () => {
  it('is one on Saturday and on Monday by the same table, until it is within what is usual', () => {
    const full = planInputs({}, { needs: 9 });
    const saturday = makePlan(full, null);
    const monday = makePlan(change(onDay(full, 2), 'needs', { overfullFrom: 10 }), saturday);
    expect([saturday, monday].map((plan) => stage(plan, 'needs').overfull)).toEqual([true, true]);
    const eased = makePlan(change(onDay(full, 3), 'needs', { count: 7 }), monday);
    expect(stage(eased, 'needs').overfull).toBe(false);
    expect(eased.changes).toContainEqual({ kind: 'overfull', stageId: 'needs', overfull: false });
  });
});

describe('a month that will end short', () => {
  const behind = { target: 200_000, expected: 33_000 };

  it('names the deals that can still be won in it, and what the next month takes', () => {
    const inputs = planInputs({ periods: testPeriods(TODAY, behind, { target: 200_000, expected: 150_000 }) });
    const likely = dealInput(900, 'talks', { ownerId: 'piotr', valueMinor: 80_000, stayInPeriod: [0.4, 0.5, 0.5, 0.1] });
    const deals = [...inputs.deals.map((deal) => ({ ...deal, stayInPeriod: [0.02, 0, 0, 0.1] })), likely];
    const plan = makePlan({ ...inputs, deals }, null);
    expect(plan.headline).toBe('behind');
    expect(plan.rescue).toMatchObject({
      shortMinor: 167_000,
      winnable: [{ number: 900, ownerId: 'piotr', valueMinor: 80_000, winChance: 0.4 }],
      winnableCount: 1,
    });
    expect(plan.next).toMatchObject({
      // One more deal a week brings 50,000: three a week in place of two bring what is missing.
      ...{ percent: 75, shortMinor: 50_000, moves: 0, newPerWeek: { now: 2, needed: 3 } },
    });
  });

  it('says that nothing can be won in it any more, and takes moves into account', () => {
    const inputs = planInputs({ periods: testPeriods(TODAY, behind, { target: 200_000, expected: 150_000 }) }, { talks: 0 });
    const deals = inputs.deals.map((deal) => ({ ...deal, stayInPeriod: [0.02, 0, 0, 0.1] }));
    const { rescue, next, path } = makePlan({ ...inputs, deals }, null);
    // No number of wins is a way where none can be won in it any more.
    expect(path).toBeNull();
    expect(makePlan(inputs, null).path).not.toBeNull();
    const inTime = { ...inputs.newDeals, perWeekMinor: [100_000, 0, 0, 50_000] };
    expect(makePlan({ ...inputs, deals, newDeals: inTime }, null).path?.newPerWeek).toMatchObject({ now: 2 });
    expect(rescue).toMatchObject({ winnable: [], winnableCount: 0, winnableMinor: 0 });
    expect(next?.moves).toBe(4);
    expect(next?.movesMinor).toBeGreaterThan(80_000);
    expect(next?.newPerWeek).toEqual({ now: 2, needed: 2 });
  });

  it('names what the plan moves for it: what is asked for a month can be won in it', () => {
    const aim = (id: string) => ({
      period: THIS_MONTH,
      required: id === 'talks' ? 6 : 0,
      winInPeriod: 0.1,
      entrantWinInPeriod: 0,
    });
    const stages = STAGES.map((id) => stageInput(id, { aims: [aim(id)] }));
    const inputs = planInputs({ stages, periods: testPeriods(TODAY, behind) });
    const deals = inputs.deals.map((deal) => ({ ...deal, stayInPeriod: [0.02, 0, 0, 0], moveInPeriod: [0.08, 0, 0, 0] }));
    const plan = makePlan({ ...inputs, deals }, null);
    expect(stage(plan, 'talks').need?.basis).toMatchObject({ kind: 'target', period: { kind: 'month', startsOn: '2026-11-01' } });
    const moved = plan.actions.all.flatMap((action) => (action.kind === 'move' ? [action.number] : []));
    expect(moved.length).toBeGreaterThan(0);
    expect(plan.rescue?.winnable.map(({ number }) => number).toSorted()).toEqual(moved.toSorted());
    expect(plan.rescue?.winnable.every(({ winChance }) => winChance === 0.08)).toBe(true);
  });

  it('does not say that nothing can be won in it while a stage is asked for it', () => {
    const aim = (id: string) => ({
      period: THIS_MONTH,
      required: id === 'talks' ? 6 : 0,
      winInPeriod: 0.1,
      entrantWinInPeriod: 0,
    });
    const stages = STAGES.map((id) => stageInput(id, { aims: [aim(id)] }));
    const inputs = planInputs({ stages, periods: testPeriods(TODAY, behind) });
    const unlikely = inputs.deals.map((deal) => ({ ...deal, stayInPeriod: [0.02, 0, 0, 0], moveInPeriod: [0.08, 0, 0, 0] }));
    const morning = makePlan({ ...inputs, deals: unlikely }, null);
    // In the afternoon no deal is left that a move would bring in time.
    const stay = unlikely.map((deal) => ({ ...deal, moveInPeriod: [0.02, 0, 0, 0] }));
    const later = makePlan({ ...inputs, deals: stay }, { ...morning, actions: { ...morning.actions, all: [] } });
    expect(stage(later, 'talks').need?.basis).toMatchObject({ kind: 'target', period: { startsOn: '2026-11-01' } });
    expect(later.rescue?.winnableCount).toBeGreaterThan(0);
  });

  it('is not told of a month that is on its way', () => {
    const onItsWay = { target: 200_000, expected: 195_000 };
    expect(makePlan(planInputs({ periods: testPeriods(TODAY, onItsWay) }), null).rescue).toBeNull();
  });

  it('leaves the next month its word where this one is on its way: how far it is covered, and what it takes', () => {
    const onItsWay = { target: 200_000, expected: 195_000 };
    const planOf = (next: { readonly target: number; readonly expected: number }) =>
      makePlan(planInputs({ periods: testPeriods(TODAY, onItsWay, next) }), null);
    const { next } = planOf({ target: 200_000, expected: 16_000 });
    expect(next).toMatchObject({ period: { startsOn: '2026-12-01' }, percent: 8, shortMinor: 184_000 });
    expect(next?.newPerWeek).toMatchObject({ now: 2 });
    expect(planOf({ target: 200_000, expected: 199_000 }).next).toBeNull();
    expect(
      makePlan(planInputs({ periods: testPeriods(TODAY, behind, { target: 200_000, expected: 16_000 }) }), null),
    ).toMatchObject({ next: { percent: 8 } });
  });
});
