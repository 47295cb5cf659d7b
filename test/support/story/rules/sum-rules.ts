import type { Language } from '../../../../src/core/people/language.ts';
import { LANGUAGES } from '../../../../src/locale/languages.ts';
import { literal, toPlainText } from '../../../../src/slack/views/kit/text.ts';
import { plainSpaces } from '../../plain-spaces.ts';
import type { Claims } from '../claims.ts';
import { parseSaidAmount, type SaidAmount } from '../said-amount.ts';
import { type Surface, surfaceText } from '../surface.ts';
import { type Contradiction, quote, type Rule } from './rule.ts';

/** The words before the first place of a sentence. */
const beginning = (sentence: string): string => plainSpaces(sentence).split('§')[0] ?? '';

const linesOf = (surface: Surface): readonly string[] => surfaceText(surface).split('\n');

/** `29 + 11 new − 3 lost = 37`: its parts with their signs, and what they come to. */
function parseSum(
  line: string,
  language: Language,
): { readonly parts: readonly SaidAmount[]; readonly total: SaidAmount } | undefined {
  const [, sum = '', closing = ''] = /^[^:]*: (.*) = (.*)$/u.exec(line) ?? [];
  const total = parseSaidAmount(closing, language);
  if (total === undefined) return undefined;
  const parts = sum.split(/ (?=[+−] )/u).flatMap(
    (part) =>
      parseSaidAmount(
        part.replace(/^([+−]) /u, (_, sign: string) => (sign === '+' ? '' : '−')),
        language,
      ) ?? [],
  );
  return { parts, total };
}

/** Opening, new, won and lost come to what is open now: in number exactly, in value within what is rounded off. */
export const movementAddsUp: Rule = ({ claims }) =>
  claims.flatMap((each) => {
    const { thread } = LANGUAGES[each.surface.language].digest;
    const heads = [
      thread.dealsSum([literal('§'), literal('')], 0),
      thread.valueSum([literal('§'), literal('')], literal('§')),
    ].map((sentence) => beginning(toPlainText(sentence)));
    return linesOf(each.surface).flatMap((line): readonly Contradiction[] => {
      if (!heads.some((head) => head !== '' && line.startsWith(head))) return [];
      // Nothing came or went: there is nothing to add.
      if (!/[=+−]/u.test(line)) return [];
      const sum = parseSum(line, each.surface.language);
      if (sum === undefined) return [{ rule: 'movement adds up', said: [quote(each, line), 'nobody can add that up'] }];
      const added = sum.parts.reduce((all, { major }) => all + major, 0);
      const slack = line.startsWith(heads[0] ?? '') ? 0 : [...sum.parts, sum.total].reduce((all, { step }) => all + step / 2, 0);
      return Math.abs(added - sum.total.major) <= slack + 1e-6
        ? []
        : [{ rule: 'movement adds up', said: [quote(each, line), `it comes to ${added}`] }];
    });
  });

/** `expected` undefined: the team is told a chance instead of a figure; of a rep a chance alone is no part of the team's figure. */
type ForecastRow = { readonly won: number; readonly expected: number | undefined };

/** The team's line of a forecast and those of the reps, as shown. */
function forecastRows({
  surface,
  forecasts,
}: Claims): { readonly team: ForecastRow; readonly reps: readonly ForecastRow[] } | undefined {
  const { targets, forecast } = LANGUAGES[surface.language];
  const won = beginning(toPlainText(targets.won(literal('§'))));
  const total = beginning(toPlainText(forecast.total(literal('§'), literal(''))));
  const chances = [true, false].map((wins) =>
    plainSpaces(toPlainText(forecast.chance(literal('§'), wins)))
      .split('§')
      .filter((part) => part.trim() !== ''),
  );
  const nothingMore = [true, false].map((wins) => plainSpaces(toPlainText(forecast.nothingMore(wins))));
  const rows = linesOf(surface).flatMap((line) => {
    const isTeam = line.startsWith(total);
    if (!isTeam && !line.includes(`: ${won}`)) return [];
    const at = isTeam ? total.length : line.indexOf(`: ${won}`) + won.length + 2;
    const amount = parseSaidAmount(line.slice(at).split(' · ')[0] ?? '', surface.language);
    const own = forecasts.find(({ said }) => line.includes(said));
    const isChance = chances.some((parts) => parts.every((words) => line.includes(words)));
    const none = nothingMore.some((words) => line.includes(words)) || (!isTeam && own === undefined && isChance);
    const expected = none ? amount?.major : own?.expected.major;
    return amount === undefined ? [] : [{ isTeam, won: amount.major, expected }];
  });
  const team = rows.find(({ isTeam }) => isTeam);
  return team === undefined ? undefined : { team, reps: rows.filter(({ isTeam }) => !isTeam) };
}

/** What the reps have won and are expected to win is what the team has and is, as shown; where the team is told no figure, no rep is. */
export const forecastsAddUp: Rule = ({ claims }) =>
  claims
    .filter(({ surface }) => surface.kind === 'forecast')
    .flatMap((each): readonly Contradiction[] => {
      const rows = forecastRows(each);
      // Who is no manager sees only their own line.
      if (rows === undefined || rows.reps.length < 2) return [];
      const { team, reps } = rows;
      const found = (said: string, added: string): Contradiction => ({
        rule: 'reps add up to the team',
        said: [quote(each, said), added],
      });
      const won = reps.reduce((all, row) => all + row.won, 0);
      const wrongWon = Math.abs(won - team.won) < 0.005 ? [] : [found(`won ${team.won}`, `the reps' come to ${won}`)];
      const told = reps.flatMap(({ expected }) => expected ?? []);
      const teamExpected = team.expected;
      if (teamExpected === undefined) {
        const figures = reps.filter(({ expected, won: own }) => expected !== undefined && expected !== own);
        return [...wrongWon, ...figures.map(({ expected }) => found('the team is told no figure', `a rep is: ${expected}`))];
      }
      const sum = told.reduce((all, expected) => all + expected, 0);
      return told.length === reps.length && Math.abs(sum - teamExpected) < 0.005
        ? wrongWon
        : [...wrongWon, found(`expected ${teamExpected}`, `the reps' come to ${sum}`)];
    });
