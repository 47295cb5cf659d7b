import { dateAt } from '../../../../src/core/time/calendar.ts';
import type { Claims, ShortageClaim } from '../claims.ts';
import { FIRM_ZONE } from '../firm-steps.ts';
import { type Contradiction, differing, quote, type Rule, type RuleOverTime, type Story, toldNow } from './rule.ts';

type Told = { readonly claims: Claims; readonly shortage: ShortageClaim };

const told = (all: readonly Claims[]): readonly Told[] =>
  all.flatMap((claims) => [
    ...claims.shortages.map((shortage) => ({ claims, shortage })),
    ...(claims.notified === undefined ? [] : [{ claims, shortage: claims.notified }]),
  ]);

/** The same number is needed for a stage in every message, and it is the plan's. */
export const oneNeed: Rule = (story) => {
  const { plan } = story.instant;
  const numbered = told(toldNow(story)).filter(({ shortage }) => shortage.needed !== null);
  return plan.stages.flatMap(({ stageId, need }): readonly Contradiction[] => {
    const own = numbered.filter(({ shortage }) => shortage.stageId === stageId);
    const planned = need === null ? [] : [{ needed: need.required, quoted: `plan: ${stageId} needs ${need.required}` }];
    const all = [
      ...planned,
      ...own.map(({ claims, shortage }) => ({ needed: shortage.needed, quoted: quote(claims, shortage.said) })),
    ];
    const said = differing(
      all,
      ({ needed }) => `${needed}`,
      ({ quoted }) => quoted,
    );
    return said.length === 0 ? [] : [{ rule: 'one need', said }];
  });
};

/** Who is told that a stage is short is told so by the plan, and nothing that is short is left out of the list of gaps. */
export const onlyShortStagesAreShort: Rule = (story) => {
  const short = new Set(story.instant.plan.stages.flatMap(({ stageId, need }) => (need === null ? [] : [stageId])));
  const now = toldNow(story);
  const tooMuch = told(now)
    .filter(({ claims, shortage }) => claims.surface.kind !== 'all-clear' && !short.has(shortage.stageId))
    .map(
      ({ claims, shortage }): Contradiction => ({
        rule: 'short by the plan',
        said: [quote(claims, shortage.said), `plan: ${shortage.stageId} holds enough`],
      }),
    );
  const leftOut = now
    .filter(({ surface }) => surface.kind === 'gaps')
    .flatMap((claims) =>
      [...short]
        .filter((stageId) => !claims.shortages.some((each) => each.stageId === stageId))
        .map(
          (stageId): Contradiction => ({
            rule: 'every gap is listed',
            said: [quote(claims, claims.surface.notification), `plan: ${stageId} is short`],
          }),
        ),
    );
  return [...tooMuch, ...leftOut];
};

/** The same number of deals stands in a stage in every message. */
export const oneCount: Rule = (story) =>
  story.instant.plan.stages.flatMap(({ stageId, count }): readonly Contradiction[] => {
    const all = [
      { count, quoted: `plan: ${count} in ${stageId}` },
      ...told(toldNow(story)).flatMap(({ claims, shortage }) =>
        shortage.stageId === stageId && shortage.count !== null
          ? [{ count: shortage.count, quoted: quote(claims, shortage.said) }]
          : [],
      ),
    ];
    const said = differing(
      all,
      (each) => `${each.count}`,
      ({ quoted }) => quoted,
    );
    return said.length === 0 ? [] : [{ rule: 'one count', said }];
  });

/** A need is for one period in every message. */
export const onePeriod: Rule = (story) =>
  story.instant.plan.stages.flatMap(({ stageId }): readonly Contradiction[] => {
    const own = told(toldNow(story)).filter(
      ({ claims, shortage }) => shortage.stageId === stageId && shortage.needed !== null && claims.surface.kind !== 'gap-why',
    );
    const aimed = own.filter(({ shortage }) => shortage.period !== null);
    const said = differing(
      aimed,
      ({ shortage }) => `${shortage.period}`,
      ({ claims, shortage }) => quote(claims, shortage.said),
    );
    return said.length === 0 ? [] : [{ rule: 'one period of a need', said }];
  });

const dayOf = ({ instant }: Story) => dateAt(instant.at, FIRM_ZONE);

/** A need that was told is kept through the day, until its stage recovers or the plan says what changed. */
export const stableWithinTheDay: RuleOverTime = (before, now) => {
  if (dayOf(before) !== dayOf(now)) return [];
  const changed = new Set(now.instant.plan.changes.flatMap((change) => ('stageId' in change ? [change.stageId] : [])));
  const later = told(toldNow(now)).filter(({ shortage }) => shortage.needed !== null);
  return told(toldNow(before)).flatMap(({ claims, shortage }): readonly Contradiction[] => {
    if (shortage.needed === null || changed.has(shortage.stageId)) return [];
    const other = later.find((each) => each.shortage.stageId === shortage.stageId && each.shortage.needed !== shortage.needed);
    if (other === undefined) return [];
    return [
      {
        rule: 'a need is kept through the day',
        said: [quote(claims, shortage.said), `later: ${quote(other.claims, other.shortage.said)}`],
      },
    ];
  });
};

/** How long a stage lasts is not said again while the same deals stand there. */
export const runwayIsSaidOnce: RuleOverTime = (before, now) => {
  if (dayOf(before) === dayOf(now)) return [];
  const key = (story: Story, stageId: string) =>
    story.instant.plan.stages.find((each) => each.stageId === stageId)?.runway?.stockKey;
  const earlier = told(toldNow(before)).filter(({ shortage }) => shortage.runway !== null);
  return told(toldNow(now)).flatMap(({ claims, shortage }): readonly Contradiction[] => {
    const { stageId, runway } = shortage;
    const same = earlier.find((each) => each.shortage.stageId === stageId);
    if (runway === null || same === undefined || key(before, stageId) === undefined || key(before, stageId) !== key(now, stageId))
      return [];
    return [
      {
        rule: 'a runway is said once',
        said: [`${dayOf(before)}: ${quote(same.claims, same.shortage.said)}`, `${dayOf(now)}: ${quote(claims, shortage.said)}`],
      },
    ];
  });
};

/** No stage is short for a period in which nothing can be won any more. */
export const neededIsWinnable: Rule = (story) => {
  const now = toldNow(story);
  return now.flatMap((each) =>
    each.nothingWinnable.flatMap((period) =>
      told(now)
        .filter(({ shortage }) => shortage.period === period)
        .slice(0, 1)
        .map(
          ({ claims, shortage }): Contradiction => ({
            rule: 'what is needed can be won',
            said: [quote(each, `nothing can be won in ${period}`), quote(claims, shortage.said)],
          }),
        ),
    ),
  );
};
