import { LANGUAGES } from '../../../../src/locale/languages.ts';
import { toPlainText } from '../../../../src/slack/views/kit/text.ts';
import { plainSpaces } from '../../plain-spaces.ts';
import { foreignTemplateTexts } from '../../template-texts.ts';
import { surfaceText } from '../surface.ts';
import { type Contradiction, differing, quote, type Rule, type RuleOverTime, toldNow } from './rule.ts';

/** Who is told that a stage holds too many is told so by the plan. */
export const oneOverfull: Rule = (story) => {
  const overfull = new Set(story.instant.plan.stages.flatMap(({ stageId, overfull: is }) => (is ? [stageId] : [])));
  return toldNow(story).flatMap((each) =>
    each.overfull
      .filter((stageId) => !overfull.has(stageId))
      .map(
        (stageId): Contradiction => ({
          rule: 'overfull by the plan',
          said: [quote(each, `${stageId} holds too many`), 'plan: it does not'],
        }),
      ),
  );
};

/** No deals at all is not: every stage holds what it needs. */
export const noDealsIsNotEnough: Rule = (story) => {
  const now = toldNow(story);
  const says = (kind: string, text: (language: 'en' | 'pl') => string) =>
    now.filter(({ surface }) => surface.kind === kind && surfaceText(surface).includes(plainSpaces(text(surface.language))));
  const empty = story.instant.deals.length === 0;
  return empty
    ? says('gaps', (language) => toPlainText(LANGUAGES[language].gaps.none)).map(
        (each): Contradiction => ({
          rule: 'no deals is not enough',
          said: [quote(each, surfaceText(each.surface)), 'no deal is open'],
        }),
      )
    : [];
};

const POLISH = /[ąćęłńóśźż]/iu;
const ENGLISH = /\b(?:the|deals?|needed|usually|has been|won|expected|stage|runs dry|new deals?)\b/u;

/** A name that ends in `…` was shortened: so many letters of it are enough to know it again. */
const MIN_CUT = 5;

/** A text without what people typed: names of deals, companies and people are data, in whatever language, whole or shortened. */
export function withoutTypedNames(text: string, names: readonly string[]): string {
  const longestFirst = names.toSorted((a, b) => b.length - a.length);
  const cut = (part: string): string => {
    for (const name of longestFirst) {
      for (let length = name.length - 1; length >= MIN_CUT; length -= 1) {
        const begin = name.slice(0, length).trimEnd();
        if (part.endsWith(begin)) return `${part.slice(0, part.length - begin.length)}§`;
      }
    }
    return part;
  };
  // The shortened ones first: a whole name may be the beginning of another one.
  const parts = text.split('…');
  const known = parts.map((part, index) => (index === parts.length - 1 ? part : cut(part))).join('…');
  return longestFirst.reduce((rest, name) => rest.replaceAll(name, '§'), known);
}

/** Each reader gets one language. */
export const oneLanguage: Rule = ({ instant, claims }) =>
  claims.flatMap((each): readonly Contradiction[] => {
    const { surface } = each;
    const told = `${surface.notification}\n${surfaceText(surface)}`;
    const text = withoutTypedNames(told, instant.typedNames).replace(/\[[^\]]*\]/g, '');
    const foreign = foreignTemplateTexts(text, surface.language);
    const line = text.split('\n').find((each) => (surface.language === 'pl' ? ENGLISH : POLISH).test(each));
    return [
      ...foreign.map((words): Contradiction => ({ rule: 'one language', said: [quote(each, words)] })),
      ...(line === undefined ? [] : [{ rule: 'one language', said: [quote(each, line)] }]),
    ];
  });

/** A week's number names one span of days: whole, or so far from its first day on, which is said. */
export const weeksHaveOneSpan: RuleOverTime = (before, now) => {
  const all = [before, now].flatMap(({ claims }) =>
    claims.flatMap((each) => (each.week === undefined ? [] : [{ each, week: each.week }])),
  );
  return [...new Set(all.map(({ week }) => week.week))].flatMap((number): readonly Contradiction[] => {
    const own = all.filter(({ week }) => week.week === number);
    const quoted = ({ each, week }: (typeof all)[number]) => quote(each, `week ${number}, ${week.from} to ${week.to}`);
    const begins = differing(own, ({ week }) => week.from, quoted);
    const ends = differing(
      own.filter(({ week }) => !week.soFar),
      ({ week }) => week.to,
      quoted,
    );
    return [begins, ends].filter((said) => said.length > 0).map((said) => ({ rule: 'a week has one span', said }));
  });
};

/** A week that has not ended says so, and one that has does not. */
export const unfinishedWeeksSaySo: Rule = ({ instant, claims }) =>
  claims.flatMap((each): readonly Contradiction[] => {
    const { week } = each;
    if (week === undefined || each.surface.at !== instant.at || week.soFar === week.to >= instant.on) return [];
    return [
      { rule: 'a week that has not ended says so', said: [quote(each, `${week.from} to ${week.to}`), `today is ${instant.on}`] },
    ];
  });
