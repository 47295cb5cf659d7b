import type { Language } from '../../../../src/core/people/language.ts';
import type { PlainDate } from '../../../../src/core/time/calendar.ts';
import { LANGUAGES } from '../../../../src/locale/languages.ts';
import { literal, toPlainText } from '../../../../src/slack/views/kit/text.ts';
import { plainSpaces } from '../../plain-spaces.ts';
import type { Claims } from '../claims.ts';
import { parseSaidAmount } from '../said-amount.ts';
import { surfaceText } from '../surface.ts';
import { type Contradiction, differing, quote, type Rule, toldNow } from './rule.ts';

/** The words before the first place of a sentence. */
const beginning = (sentence: string): string => plainSpaces(sentence).split('§')[0] ?? '';

/** What is expected of somebody or of the team this month, as figures that no language changes. */
type Expectation = { readonly each: Claims; readonly won: number | null; readonly expected: string; readonly said: string };

/** `expected 42k (8 in 10: 30–55k)`, a chance, or nothing: by its figures. */
function figuresIn({ forecasts, surface }: Claims, line: string): string | undefined {
  const { forecast } = LANGUAGES[surface.language];
  const own = forecasts.find(({ said }) => line.includes(said));
  const nothing = [true, false].some((wins) => line.includes(plainSpaces(toPlainText(forecast.nothingMore(wins)))));
  if (nothing) return 'nothing more';
  const chance = [true, false]
    .map((wins) => plainSpaces(toPlainText(forecast.chance(literal('§'), wins))).split('§'))
    .map(([before = '', after = '']) => new RegExp(`${before}(?:\\p{L}+ )?(\\d+\\s?%)${after.slice(0, 8)}`, 'u').exec(line)?.[1])
    .find((found) => found !== undefined);
  const range = own?.range === null || own === undefined ? '' : ` ${own.range.low.major}–${own.range.high.major}`;
  if (own === undefined) return chance === undefined ? undefined : `chance ${Number.parseInt(chance, 10)}`;
  return `${own.expected.major}${range}${chance === undefined ? '' : ` chance ${Number.parseInt(chance, 10)}`}`;
}

const amountAfter = (line: string, words: string, language: Language): number | null => {
  const at = line.indexOf(words);
  return at < 0 ? null : (parseSaidAmount(line.slice(at + words.length).split(' · ')[0] ?? '', language)?.major ?? null);
};

/** What the list of forecasts says of a person, or of the team where nobody is named. */
function inForecast(each: Claims, name: string | null): readonly Expectation[] {
  const { targets, forecast } = LANGUAGES[each.surface.language];
  const won = beginning(toPlainText(targets.won(literal('§'))));
  const total = beginning(toPlainText(forecast.total(literal('§'), literal(''))));
  const line = surfaceText(each.surface)
    .split('\n')
    .find((own) => (name === null ? own.startsWith(total) : own.startsWith(`${name}: `)));
  const expected = line === undefined ? undefined : figuresIn(each, line);
  if (line === undefined || expected === undefined) return [];
  return [{ each, won: amountAfter(line, name === null ? total : won, each.surface.language), expected, said: line }];
}

/** What Home says of the person's own month. */
function onHome(each: Claims, on: PlainDate): readonly Expectation[] {
  const { f, home } = LANGUAGES[each.surface.language];
  const words = beginning(toPlainText(home.month(f.month(on), literal('§'), undefined)));
  const line = surfaceText(each.surface)
    .split('\n')
    .find((own) => own.startsWith(words));
  const expected = line === undefined ? undefined : figuresIn(each, line);
  if (line === undefined || expected === undefined) return [];
  // `November: won 20k EUR of 50k EUR (40%)`: the first amount.
  return [{ each, won: amountAfter(line, words, each.surface.language), expected, said: line }];
}

/** Who reads their month on Home reads what the list of forecasts says of them: their own list and a manager's. */
export const oneOwnForecast: Rule = (story) => {
  const now = toldNow(story);
  const names = [...new Set(now.filter(({ surface }) => surface.kind === 'home').map(({ surface }) => surface.reader))];
  return names.flatMap((name): readonly Contradiction[] => {
    const homes = now
      .filter(({ surface }) => surface.kind === 'home' && surface.reader === name)
      .flatMap((each) => onHome(each, story.instant.on));
    const lists = now.filter(({ surface }) => surface.kind === 'forecast');
    const isAlone = story.instant.alone;
    const rows = lists.flatMap((each) => inForecast(each, isAlone ? null : name));
    if (homes.length === 0) return [];
    const quoted = ({ each, said }: Expectation) => quote(each, said);
    const said = differing([...homes, ...rows], ({ expected }) => expected, quoted);
    const won = differing(
      [...homes, ...rows].filter((each) => each.won !== null),
      ({ won: amount }) => `${amount}`,
      quoted,
    );
    return [
      { rule: 'one forecast of a person', said },
      { rule: 'one sum of a person’s wins', said: won },
    ].filter((each) => each.said.length > 0);
  });
};

/** The month's forecast of the team is one wherever its days are counted, and in the list of forecasts. */
export const oneTeamForecast: Rule = (story) => {
  const daysLeft = (language: Language): RegExp =>
    new RegExp(
      [1, 2, 5]
        .map((days) => plainSpaces(toPlainText(LANGUAGES[language].targets.daysLeft(days))).replace(/\d+/, '\\d+'))
        .join('|'),
      'u',
    );
  const all = toldNow(story).flatMap((each): readonly Expectation[] => {
    if (each.surface.kind === 'forecast') return inForecast(each, null);
    if (!['digest', 'preview', 'funnel', 'home'].includes(each.surface.kind)) return [];
    const line = surfaceText(each.surface)
      .split('\n')
      .find((own) => daysLeft(each.surface.language).test(own));
    const expected = line === undefined ? undefined : figuresIn(each, line);
    return line === undefined || expected === undefined ? [] : [{ each, won: null, expected, said: line }];
  });
  const said = differing(
    all,
    ({ expected }) => expected,
    ({ each, said: line }) => quote(each, line),
  );
  return said.length === 0 ? [] : [{ rule: 'one forecast of the month', said }];
};
