import { zonedInstant } from '../../../../src/core/time/calendar.ts';
import { HOUR_MS } from '../../../../src/core/time/durations.ts';
import { dealNumbers } from '../deal-numbers.ts';
import { FIRM_ZONE } from '../firm-steps.ts';
import { TAKEN } from '../story-claims.ts';
import { type SurfaceKind, surfaceText } from '../surface.ts';
import { type Contradiction, quote, type Rule } from './rule.ts';

const SHORT_MESSAGES: readonly SurfaceKind[] = ['digest', 'preview', 'funnel', 'alert', 'alert-direct'];
/** They name each stage with its own actions. */
const STAGE_BY_STAGE: readonly SurfaceKind[] = ['alert', 'alert-direct', 'gaps'];
const MAX_ACTIONS = 5;

/** A message asks for each deal once. */
export const actionsOnce: Rule = ({ claims }) =>
  claims.flatMap((each) => {
    const twice = each.actions.filter((number, i) => each.actions.indexOf(number) !== i);
    return twice.map(
      (number): Contradiction => ({ rule: 'each deal once', said: [quote(each, `D-${number} is asked for twice`)] }),
    );
  });

/** A message asks for five actions at most. */
export const fiveActions: Rule = ({ claims }) =>
  claims
    .filter(({ surface, actions }) => SHORT_MESSAGES.includes(surface.kind) && actions.length > MAX_ACTIONS)
    .map(
      (each): Contradiction => ({
        rule: 'five actions at most',
        said: [quote(each, each.actions.map((number) => `D-${number}`).join(', '))],
      }),
    );

/** Actions are the plan's, in its order; where a message goes stage by stage, in its order for each. */
export const plannedActions: Rule = ({ instant, claims }) => {
  const moves = instant.plan.actions.all.flatMap((action) => (action.kind === 'move' ? [action] : []));
  const planned = moves.map(({ number }) => number);
  return claims
    .filter(({ surface }) => surface.at === instant.at)
    .flatMap((each): readonly Contradiction[] => {
      const stages = each.shortages.map(({ stageId }) => stageId);
      const place = ({ forStageId }: (typeof moves)[number]): number =>
        STAGE_BY_STAGE.includes(each.surface.kind) ? stages.indexOf(forStageId) : 0;
      const order = moves.toSorted((a, b) => place(a) - place(b)).map(({ number }) => number);
      const said = [quote(each, each.actions.join(', ')), `plan: ${planned.join(', ')}`];
      if (each.actions.some((number) => !planned.includes(number))) return [{ rule: 'actions are the plan’s', said }];
      const places = each.actions.map((number) => order.indexOf(number));
      return places.every((at, i) => i === 0 || at > (places[i - 1] ?? -1)) ? [] : [{ rule: 'actions stand in one order', said }];
    });
};

/** Nobody is asked to move a deal that is not open, or stands behind what it is to fill. */
export const movesArePossible: Rule = ({ instant, claims }) => {
  const open = new Map(instant.deals.map(({ number, stageId }) => [number, stageId]));
  return claims
    .filter(({ surface }) => surface.at === instant.at)
    .flatMap((each) =>
      each.actions
        .filter((number) => !open.has(number))
        .map(
          (number): Contradiction => ({ rule: 'moves are possible', said: [quote(each, `D-${number}`), 'no such deal is open'] }),
        ),
    );
};

/** A verdict of a shortfall comes with a way out: something to press. */
export const aWayOut: Rule = ({ claims }) =>
  claims
    .filter(({ surface, behind }) => behind.length > 0 && SHORT_MESSAGES.includes(surface.kind))
    .filter(({ actions, asksForNewDeals, showsAWay }) => actions.length === 0 && !asksForNewDeals && !showsAWay)
    .map(
      (each): Contradiction => ({
        rule: 'no verdict without a way',
        said: [quote(each, `${each.behind.join()} ends short, and nothing is to be done`)],
      }),
    );

const ALERTS: readonly SurfaceKind[] = ['alert', 'alert-direct'];
/** Until so long after the daily check what an open alert asks for is what the plan asks for: later moves are made. */
const FRESH_FOR_MS = HOUR_MS;

/** An alert of an earlier day whose stage is short still asks for what the plan asks for today, or shows who has taken it. */
export const openAlertsAskThePlan: Rule = ({ instant, standing }) => {
  if (instant.at - zonedInstant(instant.on, '08:30', FIRM_ZONE) > FRESH_FOR_MS) return [];
  const planned = new Set(instant.plan.actions.all.flatMap((action) => (action.kind === 'move' ? [action.number] : [])));
  const short = new Set(instant.plan.stages.flatMap(({ stageId, need }) => (need === null ? [] : [stageId])));
  const alerts = standing.filter(({ surface }) => ALERTS.includes(surface.kind));
  /** The last that a reader was told of a stage: an earlier one is over. */
  const isLast = (each: (typeof alerts)[number]): boolean =>
    each.shortages.some(({ stageId }) => {
      const told = alerts.filter(
        (other) => other.surface.reader === each.surface.reader && other.shortages.some((of) => of.stageId === stageId),
      );
      return short.has(stageId) && told.at(-1) === each;
    });
  return alerts.filter(isLast).flatMap((each) =>
    each.actions
      .filter((number) => !planned.has(number) && !each.taken.includes(number))
      .map(
        (number): Contradiction => ({
          rule: 'an open alert asks for what the plan asks for',
          said: [quote(each, `D-${number}`), `plan: ${[...planned].join(', ')}`],
        }),
      ),
  );
};

/** Own moves, on Home and in the morning note, are the plan's, each deal once in a message. */
export const ownMovesArePlanned: Rule = ({ instant, claims }) => {
  const planned = new Set(instant.plan.actions.all.flatMap((action) => (action.kind === 'move' ? [action.number] : [])));
  return claims
    .filter(({ surface }) => surface.at === instant.at)
    .flatMap((each): readonly Contradiction[] => {
      const numbers = each.ownMoves.map(({ number }) => number);
      const other = numbers.find((number) => !planned.has(number));
      const named = each.surface.kind === 'morning-note' ? dealNumbers(surfaceText(each.surface)) : numbers;
      const twice = numbers.find((number) => named.filter((each) => each === number).length > 1);
      return [
        ...(other === undefined ? [] : [{ rule: 'own moves are the plan’s', said: [quote(each, `D-${other}`)] }]),
        ...(twice === undefined ? [] : [{ rule: 'each deal once', said: [quote(each, `D-${twice} is named twice`)] }]),
      ];
    });
};

/** Who has taken a deal on stands beside it wherever it is asked for: in older alerts, too. */
export const takenIsShown: Rule = ({ instant, claims, standing }) =>
  [...claims, ...standing].flatMap((each) =>
    [
      ...each.actions.filter((number) => !each.taken.includes(number)),
      ...each.ownMoves.flatMap(({ number, text }) => (text.includes(TAKEN) ? [] : [number])),
    ]
      .filter((number) => instant.taken.includes(number))
      .map(
        (number): Contradiction => ({
          rule: 'who has taken a deal is shown',
          said: [quote(each, `D-${number}`), 'somebody has taken it'],
        }),
      ),
  );
