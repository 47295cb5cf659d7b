import type { AboutDays } from '../../../../src/core/funnel/plan/stage-runway.ts';
import { daysBetween } from '../../../../src/core/time/calendar.ts';
import { type Contradiction, quote, type Rule, toldNow } from './rule.ts';

/** An all-clear counts what stands there, and no message of that instant finds the stage short. */
export const clearIsClear: Rule = (story) => {
  const now = toldNow(story);
  return now.flatMap((each) =>
    each.recovered.flatMap(({ stageId, count, said }): readonly Contradiction[] => {
      const stage = story.instant.plan.stages.find((planned) => planned.stageId === stageId);
      const counted = stage === undefined || stage.count === count ? [] : [quote(each, said), `plan: ${stage.count}`];
      const short = now.flatMap((other) => {
        const shortage = other.shortages.find((claim) => claim.stageId === stageId);
        return shortage === undefined ? [] : [quote(other, shortage.said)];
      });
      return [
        ...(counted.length === 0 ? [] : [{ rule: 'an all-clear counts what is there', said: counted }]),
        ...(short[0] === undefined ? [] : [{ rule: 'what is clear is not short', said: [quote(each, said), short[0]] }]),
      ];
    }),
  );
};

/** An all-clear says "back" of a stage that holds what its alert asked for, and of no other. */
export const clearAnswersItsAlert: Rule = (story) =>
  toldNow(story).flatMap((each) =>
    each.recovered.flatMap(({ stageId, count, isBack, said }): readonly Contradiction[] => {
      const alerts = story.standing.filter(({ surface }) => surface.reader === each.surface.reader);
      const asked = alerts.flatMap((alert) =>
        alert.shortages.flatMap((claim) => (claim.stageId === stageId && claim.needed !== null ? [{ alert, claim }] : [])),
      );
      const last = asked.toSorted((a, b) => a.alert.surface.at - b.alert.surface.at).at(-1);
      if (last === undefined || !isBack || count >= (last.claim.needed ?? 0)) return [];
      return [
        { rule: 'an all-clear answers its alert', said: [`before: ${quote(last.alert, last.claim.said)}`, quote(each, said)] },
      ];
    }),
  );

/** The fewest days that each length of time stands for. */
const AT_LEAST_DAYS: Readonly<Record<AboutDays, number>> = {
  days: 1,
  week: 4,
  twoWeeks: 11,
  threeWeeks: 18,
  month: 25,
  twoMonths: 46,
  months: 76,
};

/** What refills a stage for a period is there before the period is over. */
export const refillIsInTime: Rule = ({ instant, claims }) =>
  claims.flatMap((each) =>
    each.refills.flatMap(({ period, about, said }): readonly Contradiction[] => {
      const aimed = instant.plan.coverage.find((covered) => `${covered.period.kind}-${covered.period.startsOn}` === period);
      if (aimed === undefined) return [];
      const left = daysBetween(instant.on, aimed.period.endsOn);
      return AT_LEAST_DAYS[about] <= left
        ? []
        : [{ rule: 'a refill is in time', said: [quote(each, said), `${period} has ${left} days left`] }];
    }),
  );
