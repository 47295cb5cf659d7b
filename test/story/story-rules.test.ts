import { describe, expect, it } from 'vitest';
import { dateAt, type PlainDate, zonedInstant } from '../../src/core/time/calendar.ts';
import type { Messages } from '../../src/locale/messages.ts';
import { type SafeText, safe } from '../../src/locale/safe-text.ts';
import { literal } from '../../src/slack/views/kit/text.ts';
import { FIRM_ZONE } from '../support/story/firm-steps.ts';
import {
  actionsOnce,
  aWayOut,
  fiveActions,
  movesArePossible,
  openAlertsAskThePlan,
  ownMovesArePlanned,
  plannedActions,
  takenIsShown,
} from '../support/story/rules/action-rules.ts';
import { aloneIsAlone } from '../support/story/rules/alone-rules.ts';
import { clearAnswersItsAlert, clearIsClear, refillIsInTime } from '../support/story/rules/clear-rules.ts';
import {
  amountsHaveUnits,
  coveredIsNotShort,
  figuresAreCoarse,
  oneCoverage,
  rangesHold,
  rangesHoldWins,
  tablesAddUp,
} from '../support/story/rules/figure-rules.ts';
import { healthNamesDrops } from '../support/story/rules/health-rules.ts';
import {
  alertsAsk,
  alertsLead,
  everyChannelHears,
  leadIsTold,
  notificationLeads,
  oneLead,
} from '../support/story/rules/lead-rules.ts';
import {
  neededIsWinnable,
  oneCount,
  oneNeed,
  onePeriod,
  onlyShortStagesAreShort,
  runwayIsSaidOnce,
  stableWithinTheDay,
} from '../support/story/rules/need-rules.ts';
import { oneOwnForecast, oneTeamForecast } from '../support/story/rules/own-forecast-rules.ts';
import type { Rule, RuleOverTime, Story } from '../support/story/rules/rule.ts';
import {
  noDealsIsNotEnough,
  oneLanguage,
  oneOverfull,
  unfinishedWeeksSaySo,
  weeksHaveOneSpan,
} from '../support/story/rules/shape-rules.ts';
import { forecastsAddUp, movementAddsUp } from '../support/story/rules/sum-rules.ts';
import { dealWhyIsRight, oneStageStatistic } from '../support/story/rules/why-rules.ts';
import { type Told, toldPlan, toldStory } from '../support/story/told-story.ts';

const DAY_MS = 86_400_000;
/** Offer is empty and needs its usual four, Negotiation has one and needs four. */
const PLAN = toldPlan({ offer: 0, negotiation: 1 });
const story = (...told: readonly Told[]): Story => toldStory(PLAN, told);
const broken = (rule: Rule, ...told: readonly Told[]): readonly string[] => [
  ...new Set(rule(story(...told)).map((each) => each.rule)),
];
const brokenLater = (rule: RuleOverTime, before: Story, now: Story): readonly string[] => [
  ...new Set(rule(before, now).map((each) => each.rule)),
];

const offerIsEmpty = (m: Messages, needed = 4) =>
  safe`${m.digest.emptyStage(literal(m.digest.head.stage === 'Stage' ? 'Offer' : 'Oferta'), null)} ${m.gaps.needs(needed, null)}`;
const negotiationIsShort = (m: Messages, needed = 4) =>
  m.gaps.few({
    stage: literal(m.digest.head.stage === 'Stage' ? 'Negotiation' : 'Negocjacje'),
    count: 1,
    needed,
    forPeriod: null,
  });

describe('one lead', () => {
  it('is broken by a list of gaps that begins with another stage than the digest', () => {
    const digest: Told = { kind: 'digest', reader: '#en', says: (m) => [offerIsEmpty(m)] };
    expect(
      broken(oneLead, digest, { kind: 'gaps', language: 'pl', says: (m) => [negotiationIsShort(m), offerIsEmpty(m)] }),
    ).toEqual(['one lead']);
    expect(
      broken(oneLead, digest, { kind: 'gaps', language: 'pl', says: (m) => [offerIsEmpty(m), negotiationIsShort(m)] }),
    ).toEqual([]);
  });

  it('is broken by a digest that begins with another stage than the plan', () => {
    expect(PLAN.lead.stageId).toBe('offer');
    expect(broken(oneLead, { kind: 'digest', says: (m) => [negotiationIsShort(m)] })).toEqual(['one lead']);
  });

  it('is broken by a digest that does not tell it', () => {
    expect(broken(leadIsTold, { kind: 'digest', says: (m) => [m.digest.quiet(8)] })).toEqual(['the lead is told']);
    expect(broken(leadIsTold, { kind: 'digest', says: (m) => [offerIsEmpty(m)] })).toEqual([]);
    expect(leadIsTold(toldStory(toldPlan(), [{ kind: 'digest', says: (m) => [m.digest.quiet(8)] }]))).toEqual([]);
  });

  it('is broken by a notification about another stage', () => {
    const notifies = (m: Messages) => m.alerts.notification({ stage: literal('Negotiation'), count: 1, needed: 4 });
    expect(broken(notificationLeads, { kind: 'digest', says: (m) => [offerIsEmpty(m)], notifies })).toHaveLength(1);
    expect(broken(notificationLeads, { kind: 'digest', says: (m) => [negotiationIsShort(m)], notifies })).toEqual([]);
  });

  it('is broken by an alert that begins with the cheaper stage', () => {
    expect(broken(alertsLead, { kind: 'alert', says: (m) => [negotiationIsShort(m), offerIsEmpty(m)] })).toHaveLength(1);
    expect(broken(alertsLead, { kind: 'alert', says: (m) => [offerIsEmpty(m), negotiationIsShort(m)] })).toEqual([]);
  });

  it('is broken by an alert that asks for nothing, and not by one that leaves a stage behind for which nothing is asked', () => {
    const asking = (stageId: string): typeof PLAN => {
      const move = PLAN.actions.all.find((action) => action.kind === 'move');
      if (move === undefined) throw new Error('the plan moves no deal');
      return { ...PLAN, actions: { ...PLAN.actions, all: [{ ...move, forStageId: stageId }] } };
    };
    const alert: Told = { kind: 'alert', says: (m) => [negotiationIsShort(m), offerIsEmpty(m)] };
    const rules = (plan: typeof PLAN) =>
      [...alertsAsk(toldStory(plan, [alert])), ...alertsLead(toldStory(plan, [alert]))].map(({ rule }) => rule);
    expect(rules(asking('negotiation'))).toEqual([]);
    expect(rules(asking('offer'))).toContain('an alert asks for something');
  });
});

describe('every channel', () => {
  it('hears what one of them does', () => {
    const alert = (reader: string): Told => ({ kind: 'alert', reader, says: (m) => [offerIsEmpty(m)] });
    expect(broken(everyChannelHears, alert('#en'))).toEqual(['every channel hears']);
    expect(broken(everyChannelHears, alert('#en'), alert('#pl'))).toEqual([]);
    expect(broken(everyChannelHears, { ...alert('Ewa'), kind: 'alert-direct' })).toEqual([]);
  });
});

describe('one need', () => {
  it('is broken by another number than the plan’s, in either language', () => {
    expect(broken(oneNeed, { kind: 'gaps', language: 'pl', says: (m) => [negotiationIsShort(m, 5)] })).toEqual(['one need']);
    expect(broken(oneNeed, { kind: 'gaps', language: 'en', says: (m) => [offerIsEmpty(m, 1)] })).toEqual(['one need']);
    expect(broken(oneNeed, { kind: 'gaps', language: 'pl', says: (m) => [negotiationIsShort(m), offerIsEmpty(m)] })).toEqual([]);
  });

  it('is broken by a notification with another number than its message', () => {
    const notifies = (m: Messages) => m.alerts.notification({ stage: literal('Offer'), count: 0, needed: 7 });
    expect(broken(oneNeed, { kind: 'alert', notifies })).toEqual(['one need']);
  });

  it('is broken by another number of deals that stand there', () => {
    const says = (m: Messages) => [m.gaps.few({ stage: literal('Negotiation'), count: 2, needed: 4, forPeriod: null })];
    expect(broken(oneCount, { kind: 'home', says })).toEqual(['one count']);
    expect(broken(oneCount, { kind: 'home', says: (m) => [negotiationIsShort(m)] })).toEqual([]);
  });

  it('is broken by another period', () => {
    const short = (month: string) => (m: Messages) => [
      m.gaps.few({ stage: literal('Negotiation'), count: 1, needed: 4, forPeriod: literal(month) }),
    ];
    expect(
      broken(onePeriod, { kind: 'home', says: short('November') }, { kind: 'funnel', says: short('December') }),
    ).toHaveLength(1);
    expect(broken(onePeriod, { kind: 'home', says: short('November') }, { kind: 'funnel', says: short('November') })).toEqual([]);
  });

  it('is broken by a stage that the plan finds full, and by one that is left out', () => {
    const says = (m: Messages) => [m.gaps.few({ stage: literal('Needs'), count: 4, needed: 9, forPeriod: null })];
    expect(broken(onlyShortStagesAreShort, { kind: 'funnel', says })).toEqual(['short by the plan']);
    expect(broken(onlyShortStagesAreShort, { kind: 'gaps', says: (m) => [offerIsEmpty(m)] })).toEqual(['every gap is listed']);
    expect(broken(onlyShortStagesAreShort, { kind: 'gaps', says: (m) => [offerIsEmpty(m), negotiationIsShort(m)] })).toEqual([]);
  });

  it('is broken where nothing can be won any more in its period', () => {
    const none: Told = { kind: 'digest', says: (m) => [m.digest.rescue.none(literal('November'))] };
    const short = (month: string): Told => ({
      kind: 'funnel',
      says: (m) => [m.gaps.few({ stage: literal('Negotiation'), count: 1, needed: 4, forPeriod: literal(month) })],
    });
    expect(broken(neededIsWinnable, none, short('November'))).toEqual(['what is needed can be won']);
    expect(broken(neededIsWinnable, none, short('December'))).toEqual([]);
  });

  it('is broken by another number later the same day, unless the plan says what changed', () => {
    const [morning, evening] = [4, 3].map((needed) => story({ kind: 'gaps', says: (m) => [negotiationIsShort(m, needed)] }));
    if (morning === undefined || evening === undefined) throw new Error('a day has a morning and an evening');
    const quiet = { ...evening, instant: { ...evening.instant, plan: { ...PLAN, changes: [] } } };
    expect(brokenLater(stableWithinTheDay, morning, quiet)).toEqual(['a need is kept through the day']);
    expect(brokenLater(stableWithinTheDay, morning, { ...quiet, claims: morning.claims })).toEqual([]);
    const change = { kind: 'need', stageId: 'negotiation', from: 4, to: 3, basis: { kind: 'usual' }, why: 'target' } as const;
    const told = { ...quiet, instant: { ...quiet.instant, plan: { ...PLAN, changes: [change] } } };
    expect(brokenLater(stableWithinTheDay, morning, told)).toEqual([]);
  });

  it('is broken by a runway that is told again of the same deals', () => {
    const dries = (about: 'week' | 'days') => (m: Messages) => [
      m.gaps.runsDry({ stage: literal('Negotiation'), about, count: 1, needed: 4, forPeriod: null }),
    ];
    const before = story({ kind: 'home', says: dries('week') });
    const later = story({ kind: 'home', says: dries('days') });
    const now = {
      ...later,
      instant: { ...later.instant, at: later.instant.at + DAY_MS },
      claims: later.claims.map((each) => ({ ...each, surface: { ...each.surface, at: later.instant.at + DAY_MS } })),
    };
    expect(brokenLater(runwayIsSaidOnce, before, now)).toEqual(['a runway is said once']);
    const moved = { ...now, instant: { ...now.instant, plan: toldPlan({ offer: 0, negotiation: 2 }) } };
    expect(brokenLater(runwayIsSaidOnce, before, moved)).toEqual([]);
  });
});

describe('figures', () => {
  /** In whole units of money. */
  const expected = (figure: number, low: number, high: number): Told => ({
    kind: 'forecast',
    says: (m) => {
      const said = (major: number) => m.f.shortAmount({ minor: major * 100, currency: 'PLN' });
      return [m.digest.expected(said(figure), m.digest.range({ low: said(low), high: said(high) }))];
    },
  });

  it('lie within their range, which is no point', () => {
    expect(broken(rangesHold, expected(20, 0, 20_000))).toEqual([]);
    expect(broken(rangesHold, expected(30_000, 0, 20_000))).toEqual(['a range contains its figure']);
    expect(broken(rangesHold, expected(20_000, 20_000, 20_000))).toEqual(['a range is no point']);
  });

  it('have a unit', () => {
    expect(broken(amountsHaveUnits, expected(20, 0, 20))).toEqual(['an amount has a unit']);
    expect(broken(amountsHaveUnits, expected(20_000, 0, 40_000))).toEqual([]);
    const target = (amount: string): Told => ({
      kind: 'digest',
      says: (m) => [m.targets.digest(literal(amount), literal('300 PLN'), literal('36%'))],
    });
    expect(broken(amountsHaveUnits, target('838'))).toEqual(['an amount has a unit']);
    expect(broken(amountsHaveUnits, target('838 PLN'), target('84k'))).toEqual([]);
  });

  it('are no finer than their range bears', () => {
    expect(broken(figuresAreCoarse, expected(90_900, 7_000, 196_000))).toEqual(['a figure is as coarse as its range']);
    expect(broken(figuresAreCoarse, expected(91_000, 7_000, 196_000))).toEqual([]);
  });

  it('say one coverage, and nobody is short for what is covered', () => {
    const covered = (share: string): Told => ({
      kind: 'gaps',
      says: (m) => [m.gaps.coverage([[literal('December'), literal(share)]])],
    });
    expect(broken(oneCoverage, covered('105%'), covered('104%'))).toEqual(['one coverage']);
    expect(broken(oneCoverage, covered('105%'), covered('105%'))).toEqual([]);
    const short: Told = {
      kind: 'home',
      says: (m) => [m.gaps.few({ stage: literal('Negotiation'), count: 1, needed: 4, forPeriod: literal('December') })],
    };
    expect(broken(coveredIsNotShort, covered('105%'), short)).toEqual(['what is covered is not short']);
    expect(broken(coveredIsNotShort, covered('94%'), short)).toEqual([]);
    const behind: Told = { kind: 'digest', says: (m) => [m.digest.behind(literal('December'), literal('10k'))] };
    expect(broken(coveredIsNotShort, covered('105%'), behind)).toEqual(['what is covered is not short']);
  });

  it('of a table add up to its last line', () => {
    const lines = ['Lead        16    705    +2 ←', 'Offer        0      0    −1'];
    const table = (open: string): Told => ({ kind: 'funnel', table: ['Stage    Deals  k PLN  Week', ...lines, open].join('\n') });
    expect(broken(tablesAddUp, table('Open        16    705    +1'))).toEqual([]);
    expect(broken(tablesAddUp, table('Open        17    705    +1'))).toEqual(['a table adds up']);
    expect(broken(tablesAddUp, table('Open        16    800    +1'))).toEqual(['a table adds up']);
    expect(broken(tablesAddUp, table('Open        16    705    +2'))).toEqual(['a table adds up']);
    const wins = [
      'Stage    Deals  Win Days Week',
      'Lead        16   7%    6   +2',
      'Offer        0  41%    9   −1',
      'Open        16             +1',
    ];
    expect(broken(tablesAddUp, { kind: 'funnel', table: wins.join('\n') })).toEqual([]);
  });

  it('of a week’s movement add up', () => {
    const moved = (lost: number): Told => ({
      kind: 'digest-thread',
      says: (m) => [m.digest.thread.dealsSum([literal('29'), literal('+ 11 new'), literal(`− ${lost} lost`)], 37)],
    });
    expect(broken(movementAddsUp, moved(3))).toEqual([]);
    expect(broken(movementAddsUp, moved(2))).toEqual(['movement adds up']);
    const still: Told = { kind: 'digest-thread', says: (m) => [m.digest.thread.dealsSum([literal('36')], 36)] };
    expect(story(still).instant.surfaces[0]?.parts[0]?.text).toBe('Deals: 36, unchanged');
    expect(broken(movementAddsUp, still)).toEqual([]);
  });

  it('of the reps add up to the team', () => {
    const forecast = (second: string): Told => ({
      kind: 'forecast',
      says: (m) => {
        const row = (who: string, value: string) =>
          m.forecast.row({
            who: literal(who),
            won: literal('10k'),
            expected: m.digest.expectedAlone(literal(value)),
            target: undefined,
          });
        return [
          m.forecast.total(literal('20k PLN'), m.digest.expectedAlone(literal('90k'))),
          row('Anna', '50k'),
          row('Piotr', second),
        ];
      },
    });
    expect(broken(forecastsAddUp, forecast('40k'))).toEqual([]);
    expect(broken(forecastsAddUp, forecast('41k'))).toEqual(['reps add up to the team']);
    const told = (team: (m: Messages) => SafeText, rep: (m: Messages) => SafeText): Told => ({
      kind: 'forecast',
      says: (m) => [
        m.forecast.total(literal('20k PLN'), team(m)),
        ...['Anna', 'Piotr'].map((who) =>
          m.forecast.row({ who: literal(who), won: literal('10k'), expected: rep(m), target: undefined }),
        ),
      ],
    });
    const chance = (m: Messages) => m.forecast.chance(literal('5%'), true);
    const none = told(
      (m) => m.digest.expectedAlone(literal('20k')),
      (m) => chance(m),
    );
    expect(broken(forecastsAddUp, none)).toEqual([]);
    expect(broken(forecastsAddUp, told(chance, chance))).toEqual([]);
    expect(
      broken(
        forecastsAddUp,
        told(chance, (m) => m.forecast.nothingMore(true)),
      ),
    ).toEqual([]);
    expect(
      broken(
        forecastsAddUp,
        told(chance, (m) => m.digest.expectedAlone(literal('11k'))),
      ),
    ).toEqual(['reps add up to the team']);
    expect(
      broken(
        forecastsAddUp,
        told(
          (m) => m.digest.expectedAlone(literal('20k')),
          (m) => m.forecast.nothingMore(true),
        ),
      ),
    ).toEqual([]);
    expect(
      broken(
        forecastsAddUp,
        told((m) => m.digest.expectedAlone(literal('30k')), chance),
      ),
    ).toEqual(['reps add up to the team']);
  });
});

describe('actions', () => {
  const row = (number: number) => `D-${number} Bielik · 48k PLN · @Anna · send the offer`;

  it('name each deal once, and five at most', () => {
    expect(broken(actionsOnce, { kind: 'alert', rows: [row(1), row(2), row(1)] })).toEqual(['each deal once']);
    expect(broken(actionsOnce, { kind: 'alert', rows: [row(1), row(2)] })).toEqual([]);
    expect(broken(fiveActions, { kind: 'alert', rows: [1, 2, 3, 4, 5, 6].map(row) })).toEqual(['five actions at most']);
    expect(broken(fiveActions, { kind: 'gaps', rows: [1, 2, 3, 4, 5, 6].map(row) })).toEqual([]);
  });

  it('are the plan’s, in its order', () => {
    const [first, second] = PLAN.actions.all.flatMap((action) => (action.kind === 'move' ? [action.number] : []));
    expect(second).toBeDefined();
    const digest = (...numbers: readonly (number | undefined)[]): Told => ({
      kind: 'digest',
      rows: numbers.map((each) => row(each ?? 0)),
    });
    expect(broken(plannedActions, digest(first, second))).toEqual([]);
    expect(broken(plannedActions, digest(second, first))).toEqual(['actions stand in one order']);
    expect(broken(plannedActions, digest(9_999))).toEqual(['actions are the plan’s']);
  });

  it('of an older alert are the plan’s of today, as long as its stage is short, or somebody has taken them', () => {
    const [first] = PLAN.actions.all.flatMap((action) => (action.kind === 'move' ? [action.number] : []));
    const morning = { ...PLAN, at: zonedInstant(dateAt(PLAN.at, FIRM_ZONE), '09:00', FIRM_ZONE) };
    const found = (text: string, plan = morning) => {
      const told = toldStory(plan, [{ kind: 'alert', says: (m) => [offerIsEmpty(m)], rows: [text] }]);
      return openAlertsAskThePlan({ ...told, standing: told.claims }).map(({ rule }) => rule);
    };
    expect(found(row(9_999))).toEqual(['an open alert asks for what the plan asks for']);
    expect(found(`${row(9_999)} · ✓ Anna, by Thu 26 Nov`)).toEqual([]);
    expect(found(row(first ?? 0))).toEqual([]);
    const back = morning.stages.map((stage) => ({ ...stage, need: null }));
    expect(found(row(9_999), { ...morning, stages: back })).toEqual([]);
  });

  it('are of open deals', () => {
    const deals = [{ number: 1, name: 'Bielik', stageId: 'needs' }];
    const found = (number: number) => movesArePossible(toldStory(PLAN, [{ kind: 'alert', rows: [row(number)] }], { deals }));
    expect(found(1)).toEqual([]);
    expect(found(2)).toHaveLength(1);
  });

  it('say who has taken them', () => {
    const told = (text: string) => takenIsShown(toldStory(PLAN, [{ kind: 'alert', rows: [text] }], { taken: [1] }));
    expect(told(row(1)).map(({ rule }) => rule)).toEqual(['who has taken a deal is shown']);
    expect(told(`${row(1)} · ✓ Anna, by Thu 26 Nov`)).toEqual([]);
    expect(told(row(2))).toEqual([]);
  });

  it('of the reader are the plan’s, say who has taken them, and stand once in a morning note', () => {
    const [first] = PLAN.actions.all.flatMap((action) => (action.kind === 'move' ? [action.number] : []));
    const note = (rows: readonly string[], above: readonly string[] = []): Told => ({
      kind: 'morning-note',
      says: (m) => [...above.map((text) => literal(text)), m.home.ownMoves],
      rows,
    });
    const move = `D-${first} Bielik to Offer`;
    expect(broken(ownMovesArePlanned, note([move]))).toEqual([]);
    expect(broken(ownMovesArePlanned, note(['D-9999 Bielik to Offer']))).toEqual(['own moves are the plan’s']);
    expect(broken(ownMovesArePlanned, note([move], [`D-${first} Bielik: 23 days in Decision`]))).toEqual(['each deal once']);
    const taken = (text: string) =>
      takenIsShown(toldStory(PLAN, [note([text])], { taken: [first ?? 0] })).map(({ rule }) => rule);
    expect(taken(move)).toEqual(['who has taken a deal is shown']);
    expect(taken(`${move} · ✓ by Wed 18 Nov`)).toEqual([]);
  });

  it('follow a verdict of a shortfall', () => {
    const says = (m: Messages) => [m.digest.behind(literal('November'), literal('167k PLN'))];
    expect(broken(aWayOut, { kind: 'digest', says })).toEqual(['no verdict without a way']);
    expect(broken(aWayOut, { kind: 'digest', says, rows: [row(1)] })).toEqual([]);
    const none = (m: Messages) => [...says(m), m.digest.rescue.none(literal('November'))];
    expect(broken(aWayOut, { kind: 'digest', says: none })).toEqual([]);
    const deals = ['D-141 Bielik, serwis wózków 48 tys.', 'D-152 Zielony Młyn, audyt 36 tys.', 'D-160 Morela 30 tys.'].map(
      (each) => literal(each),
    );
    const winnable = (m: Messages) => [
      ...says(m),
      m.digest.rescue.deals({ period: literal('listopad'), deals, more: 4, value: literal('114 tys. zł') }),
    ];
    expect(broken(aWayOut, { kind: 'digest', language: 'pl', says: winnable })).toEqual([]);
  });
});

describe('the shape of the funnel', () => {
  it('is overfull by the plan alone', () => {
    const says = (m: Messages) => [m.gaps.overfull({ stage: literal('Needs'), count: 4, low: 1, high: 3 })];
    expect(broken(oneOverfull, { kind: 'home', says })).toEqual(['overfull by the plan']);
    const full = toldPlan({ needs: 30 });
    expect(full.stages.find(({ stageId }) => stageId === 'needs')?.overfull).toBe(true);
    const told = toldStory(full, [
      { kind: 'home', says: (m) => [m.gaps.overfull({ stage: literal('Needs'), count: 30, low: 1, high: 3 })] },
    ]);
    expect(oneOverfull(told)).toEqual([]);
  });

  it('is told of health as its table has it', () => {
    const table = 'Stage     90 d  k PLN  Now  Year\nDecision    16     38  59%   72%';
    expect(broken(healthNamesDrops, { kind: 'health', table, says: (m) => [m.health.usual] })).toEqual([
      'health agrees with its table',
    ]);
    const split = { share: literal('59%'), exits: 22 };
    const drop = (m: Messages) => [m.health.drop(literal('Decision'), split, { ...split, share: literal('72%') })];
    expect(broken(healthNamesDrops, { kind: 'health', table, says: drop })).toEqual([]);
    const level = table.replace('59%', '70%');
    expect(broken(healthNamesDrops, { kind: 'health', table: level, says: (m) => [m.health.usual] })).toEqual([]);
  });

  it('without a deal is not enough', () => {
    const none: Told = { kind: 'gaps', says: (m) => [m.gaps.none] };
    expect(broken(noDealsIsNotEnough, none)).toEqual(['no deals is not enough']);
    const deals = [{ number: 1, name: 'Bielik', stageId: 'needs' }];
    expect(noDealsIsNotEnough(toldStory(PLAN, [none], { deals }))).toEqual([]);
  });

  it('has weeks of one span', () => {
    const digest = (from: PlainDate, to: PlainDate, soFar = false): Told => ({
      kind: 'preview',
      says: (m) => [m.digest.title({ week: 47, from, to, soFar })],
    });
    const week = story(digest('2026-11-16', '2026-11-22'));
    expect(week.claims[0]?.week).toEqual({ week: 47, from: '2026-11-16', to: '2026-11-22', soFar: false });
    expect(brokenLater(weeksHaveOneSpan, week, story(digest('2026-11-15', '2026-11-21')))).toEqual(['a week has one span']);
    expect(brokenLater(weeksHaveOneSpan, week, week)).toEqual([]);
    expect(brokenLater(weeksHaveOneSpan, story(digest('2026-11-16', '2026-11-20', true)), week)).toEqual([]);
    expect(broken(unfinishedWeeksSaySo, digest('2026-11-16', '2026-11-23'))).toEqual(['a week that has not ended says so']);
    expect(broken(unfinishedWeeksSaySo, digest('2026-11-16', '2026-11-23', true))).toEqual([]);
  });
});

describe('one language', () => {
  it('is broken by a stage or a sentence of the other one, not by names that people typed', () => {
    const polish = (m: Messages) => [safe`${negotiationIsShort(m)} ${literal('Offer sent')}`];
    expect(broken(oneLanguage, { kind: 'home', language: 'pl', says: polish })).toEqual(['one language']);
    expect(broken(oneLanguage, { kind: 'home', language: 'pl', says: (m) => [negotiationIsShort(m)] })).toEqual([]);
    expect(broken(oneLanguage, { kind: 'home', language: 'en', says: () => [literal('zgodnie z planem, pięć szans')] })).toEqual([
      'one language',
    ]);
    const named = toldStory(PLAN, [{ kind: 'home', says: () => [literal('D-1 Zielony Młyn is next')] }], {
      typedNames: ['Zielony Młyn'],
    });
    expect(oneLanguage(named)).toEqual([]);
    // A phone has room for a part of a name.
    const typedNames = ['Zakład Ślusarski Śnieżka', 'Zakład'];
    const cut = (text: string) => toldStory(PLAN, [{ kind: 'home', says: () => [literal(text)] }], { typedNames });
    expect(oneLanguage(cut('D-3 Zakład Ślusarski Śn… is next, then Zakład Ślus…'))).toEqual([]);
    expect(oneLanguage(cut('D-3 Zakład Ślusarski Śn… jest następny, pięć dni…'))).toHaveLength(1);
  });
});

describe('an all-clear', () => {
  const back = (count: number): Told => ({
    kind: 'all-clear',
    reader: '#en',
    says: (m) => [m.alerts.recovered({ stage: literal('Lead'), count, after: 3 })],
  });

  it('is broken by another number than what is there, and by a message that finds the stage short', () => {
    expect(broken(clearIsClear, back(4))).toEqual([]);
    expect(broken(clearIsClear, back(5))).toEqual(['an all-clear counts what is there']);
    const short: Told = {
      kind: 'gaps',
      says: (m) => [m.gaps.few({ stage: literal('Lead'), count: 4, needed: 9, forPeriod: null })],
    };
    expect(broken(clearIsClear, back(4), short)).toEqual(['what is clear is not short']);
  });

  it('is broken where the stage holds less than its alert asked for', () => {
    const alerted = (needed: number): Story => {
      const alert: Told = {
        kind: 'alert',
        reader: '#en',
        says: (m) => [m.gaps.few({ stage: literal('Lead'), count: 1, needed, forPeriod: null })],
      };
      return { ...story(back(4)), standing: story(alert).claims };
    };
    expect(clearAnswersItsAlert(alerted(4))).toEqual([]);
    expect(clearAnswersItsAlert(alerted(6)).map(({ rule }) => rule)).toEqual(['an all-clear answers its alert']);
  });
});

describe('a refill', () => {
  it('is broken where it comes after the period that it is for', () => {
    const [{ period } = { period: undefined }] = PLAN.coverage;
    const month = literal(new Intl.DateTimeFormat('en', { month: 'long' }).format(new Date(`${period?.startsOn}T12:00:00Z`)));
    const filling = (about: 'days' | 'months'): Told => ({
      kind: 'alert',
      says: (m) => [
        safe`${m.gaps.few({ stage: literal('Negotiation'), count: 1, needed: 4, forPeriod: month })} ${m.gaps.filling(about)}`,
      ],
    });
    expect(period?.kind).toBe('month');
    expect(broken(refillIsInTime, filling('days'))).toEqual([]);
    expect(broken(refillIsInTime, filling('months'))).toEqual(['a refill is in time']);
  });
});

describe('a range', () => {
  it('is broken where it begins below what is won', () => {
    const digest = (low: string): Told => ({
      kind: 'digest',
      says: (m) => [
        safe`${m.targets.won(literal('77k PLN'))} · ${m.digest.expected(literal('110k PLN'), m.digest.range({ low: literal(low), high: literal('168k PLN') }))}`,
      ],
    });
    expect(broken(rangesHoldWins, digest('77k'))).toEqual([]);
    expect(broken(rangesHoldWins, digest('60k'))).toEqual(['a range begins at what is won']);
  });
});

describe('a person’s forecast', () => {
  const on = dateAt(PLAN.at, FIRM_ZONE);
  const expected = (m: Messages, low = '30k') =>
    m.digest.expected(literal('42k'), m.digest.range({ low: literal(low), high: literal('60k') }));
  const home = (change: { readonly won?: string; readonly low?: string } = {}): Told => ({
    kind: 'home',
    says: (m) => [safe`${m.home.month(m.f.month(on), literal(change.won ?? '20k PLN'), undefined)} · ${expected(m, change.low)}`],
  });
  const list = (who: string, language: 'en' | 'pl' = 'en'): Told => ({
    kind: 'forecast',
    language,
    says: (m) => {
      const [low, high, figure] = language === 'en' ? ['30k', '60k', '42k'] : ['30', '60 tys.', '42 tys.'];
      const range = m.digest.range({ low: literal(low ?? ''), high: literal(high ?? '') });
      const said = m.digest.expected(literal(figure ?? ''), range);
      return [
        m.forecast.row({
          who: literal(who),
          won: literal(language === 'en' ? '20k' : '20 tys.'),
          expected: said,
          target: undefined,
        }),
      ];
    },
  });

  it('is one on Home and in the list of forecasts, in whichever language', () => {
    expect(broken(oneOwnForecast, home(), list('Ewa'))).toEqual([]);
    expect(broken(oneOwnForecast, home(), list('Ewa', 'pl'))).toEqual([]);
    expect(broken(oneOwnForecast, home({ low: '10k' }), list('Ewa'))).toEqual(['one forecast of a person']);
    expect(broken(oneOwnForecast, home({ low: '10k' }), list('Ewa', 'pl'))).toEqual(['one forecast of a person']);
    expect(broken(oneOwnForecast, home({ won: '25k PLN' }), list('Ewa'))).toEqual(['one sum of a person’s wins']);
    expect(broken(oneOwnForecast, home({ low: '10k' }), list('Piotr'))).toEqual([]);
  });

  it('is a chance in both where it is one', () => {
    const told = (share: string): readonly Told[] => [
      {
        kind: 'home',
        says: (m) => [
          safe`${m.home.month(m.f.month(on), literal('0 PLN'), undefined)} · ${m.forecast.chance(literal(share), false)}`,
        ],
      },
      {
        kind: 'forecast',
        says: (m) => [
          m.forecast.row({
            who: literal('Ewa'),
            won: literal('0'),
            expected: m.forecast.chance(literal('11%'), false),
            target: undefined,
          }),
        ],
      },
    ];
    expect(broken(oneOwnForecast, ...told('11%'))).toEqual([]);
    expect(broken(oneOwnForecast, ...told('12%'))).toEqual(['one forecast of a person']);
  });

  it('of who sells alone is the whole one', () => {
    const total = (low: string): Told => ({
      kind: 'forecast',
      says: (m) => [m.forecast.total(literal('20k PLN'), expected(m, low))],
    });
    const alone = (low: string) => oneOwnForecast(toldStory(PLAN, [home(), total(low)], { alone: true })).map(({ rule }) => rule);
    expect(alone('30k')).toEqual([]);
    expect(alone('10k')).toEqual(['one forecast of a person']);
  });

  it('of the team is one wherever the days of the month are counted', () => {
    const digest = (low: string): Told => ({
      kind: 'digest',
      says: (m) => [safe`${m.targets.won(literal('20k PLN'))} · ${expected(m, low)} · ${m.targets.daysLeft(6)}`],
    });
    const total: Told = { kind: 'forecast', says: (m) => [m.forecast.total(literal('20k PLN'), expected(m))] };
    expect(broken(oneTeamForecast, digest('30k'), total)).toEqual([]);
    expect(broken(oneTeamForecast, digest('10k'), total)).toEqual(['one forecast of the month']);
  });
});

describe('a why', () => {
  const range = (m: Messages, low = '50%', high = '70%') => m.digest.thread.range({ low: literal(low), high: literal(high) });
  const name = (m: Messages) => literal(m.digest.head.stage === 'Stage' ? 'Negotiation' : 'Negocjacje');
  const stageWhy = (win = '62%', language: 'en' | 'pl' = 'en'): Told => ({
    kind: 'stage-why',
    language,
    says: (m) => [
      m.estimate.stage.win(name(m), literal(win), range(m)),
      m.estimate.stage.passRate(literal('70%'), 9),
      m.digest.why.rests(40),
    ],
  });
  const dealWhy = (change: { readonly win?: string; readonly entered?: string; readonly usual?: number } = {}): Told => ({
    kind: 'deal-why',
    says: (m) => [
      m.digest.why.head(literal('D-1 Bielik'), literal(change.win ?? '55%'), range(m)),
      m.digest.why.here(name(m), 3, change.usual ?? 9),
      m.digest.why.entered(name(m), literal(change.entered ?? '62%')),
    ],
  });
  const table = (row: string): Told => ({ kind: 'funnel-numbers', table: `Stage  Deals  Week  Win  Days\n${row}` });

  it('says of a stage what its table and the digest’s thread say', () => {
    expect(broken(oneStageStatistic, stageWhy(), dealWhy(), table('Negotiation  1  −1  62%  9'), stageWhy('62%', 'pl'))).toEqual(
      [],
    );
    expect(broken(oneStageStatistic, stageWhy(), dealWhy({ entered: '60%' }))).toEqual(['one win probability of a stage']);
    expect(broken(oneStageStatistic, stageWhy(), stageWhy('60%', 'pl'))).toEqual(['one win probability of a stage']);
    expect(broken(oneStageStatistic, stageWhy(), dealWhy({ usual: 12 }))).toEqual(['one length of a stage']);
    expect(broken(oneStageStatistic, stageWhy(), table('Negotiation  1  −1  62%  12'))).toEqual(['one length of a stage']);
    expect(broken(oneStageStatistic, stageWhy(), table('Negotiation  1  −1  62%  –'))).toEqual([]);
    const thread: Told = {
      kind: 'digest-thread',
      says: (m) => [
        m.digest.thread.stage({
          path: safe`${literal('Negotiation')} → ${literal('Offer')}`,
          passRate: literal('70%'),
          days: 9,
          win: literal('61%'),
          basis: range(m),
        }),
      ],
    };
    expect(broken(oneStageStatistic, stageWhy(), thread)).toEqual(['one win probability of a stage']);
  });

  it('of a deal is about where it stands, and its range holds its figure', () => {
    const told = (why: Told, stageId = 'negotiation') =>
      dealWhyIsRight(toldStory(PLAN, [why], { deals: [{ number: 1, name: 'Bielik', stageId }] })).map(({ rule }) => rule);
    expect(told(dealWhy())).toEqual([]);
    expect(told(stageWhy())).toEqual([]);
    expect(told(dealWhy({ win: '75%' }))).toEqual(['a why has a range']);
    expect(told(dealWhy(), 'offer')).toEqual(['a why is of the deal’s stage']);
    expect(told({ kind: 'deal-why', says: (m) => [m.common.gone] })).toEqual(['a why says a figure']);
  });
});

describe('who sells alone', () => {
  const alone = (language: 'en' | 'pl', says: Told['says'], typedNames: readonly string[] = []) =>
    aloneIsAlone(
      toldStory(PLAN, [{ kind: 'home', language, ...(says === undefined ? {} : { says }) }], { alone: true, typedNames }),
    );

  it('reads of nobody else', () => {
    expect(alone('en', (m) => [m.home.untaken])).toHaveLength(1);
    expect(alone('pl', (m) => [m.home.untaken])).toHaveLength(1);
    expect(alone('en', (m) => [m.home.nothing])).toEqual([]);
    expect(alone('pl', (m) => [m.home.ownMoves])).toEqual([]);
    expect(alone('en', () => [literal('D-1 Team Rocket is stuck')], ['Team Rocket'])).toEqual([]);
    expect(broken(aloneIsAlone, { kind: 'home', says: (m) => [m.home.untaken] })).toEqual([]);
  });
});
