import type { StageId } from '../../../src/core/ids.ts';
import type { Language } from '../../../src/core/people/language.ts';
import { addDays, dateAt, isoWeek } from '../../../src/core/time/calendar.ts';
import type { Period } from '../../../src/core/time/periods.ts';
import { LANGUAGES } from '../../../src/locale/languages.ts';
import { inPeriod } from '../../../src/locale/pl/in-period.ts';
import { COMMIT_TO_NEW_DEALS } from '../../../src/slack/views/funnel/plan/gap-buttons.ts';
import { toPlainText } from '../../../src/slack/views/kit/text.ts';
import { plainSpaces } from '../plain-spaces.ts';
import type { Claims, CoverageClaim, ForecastClaim, PeriodKey, RecoveryClaim, ShortageClaim, WeekClaim } from './claims.ts';
import { findActions, findOwnMoves } from './find-actions.ts';
import { FIRM_ZONE } from './firm-steps.ts';
import { parseSaidAmount, parseSaidRange } from './said-amount.ts';
import { type Filled, type OpenSentence, type SentenceFinder, sentenceFinder } from './sentence-pattern.ts';
import type { StageNames, StoryInstant } from './story-instant.ts';
import { type Surface, surfaceText } from './surface.ts';
import {
  BACK_SENTENCES,
  BEHIND_SENTENCE,
  COVERAGE_SENTENCES,
  ENDED_SENTENCES,
  EXPECTED_SENTENCES,
  FORECAST_HEAD,
  FORECAST_TARGET,
  NOTHING_WINNABLE,
  OVERFULL_SENTENCE,
  RUNWAYS,
  SHORTAGE_SENTENCES,
  type ShortageSentence,
  WAYS_OUT,
} from './told-sentences.ts';

const finders = new Map<string, SentenceFinder>();
const sentenceIds = new Map<OpenSentence, number>();

/** Every place at which a sentence of the product stands in a text. */
export function findSentences(
  open: OpenSentence,
  { text, language, stages }: { text: string; language: Language; stages: readonly StageNames[] },
) {
  const id = sentenceIds.get(open) ?? sentenceIds.size;
  sentenceIds.set(open, id);
  const names = stages.flatMap((stage) => stage.names);
  const key = `${id} ${language} ${names.join()}`;
  const finder = finders.get(key) ?? sentenceFinder(open, language, names);
  finders.set(key, finder);
  return finder(text);
}

/** A period by its name in a language. */
function periodKey(said: string, language: Language, periods: readonly Period[]): PeriodKey {
  const { f, targets } = LANGUAGES[language];
  const names = (period: Period): readonly string[] => {
    const { kind, startsOn } = period;
    if (kind === 'month') return [f.month(startsOn), targets.month(startsOn)];
    if (kind === 'year') return [targets.year(startsOn)];
    return [targets.quarter(Math.ceil(Number(startsOn.slice(5, 7)) / 3), startsOn)];
  };
  // Polish says "w listopadzie" where it says when.
  const forms = (name: string): readonly string[] => (language === 'pl' ? [name, inPeriod(name).slice('w '.length)] : [name]);
  const plain = said.trim().toLowerCase();
  const found = periods.find((period) =>
    names(period)
      .flatMap((name) => forms(plainSpaces(name)))
      .some((name) => name.toLowerCase() === plain),
  );
  return found === undefined ? `"${said}"` : `${found.kind}-${found.startsOn}`;
}

type Reading = {
  readonly text: string;
  readonly language: Language;
  readonly stages: readonly StageNames[];
  readonly periods: readonly Period[];
};

const stageIdOf = ({ stages }: Reading, name: string | undefined): StageId | undefined =>
  stages.find(({ names }) => names.includes(name ?? ''))?.stageId;

function toShortage(
  reading: Reading,
  { kind, runway }: Omit<ShortageSentence, 'open'>,
  filled: Filled,
): ShortageClaim & { readonly end: number; readonly kind: string } {
  const { counts, words, index, end } = filled;
  const period = words['period'];
  return {
    stageId: stageIdOf(reading, filled.stages['stage']) ?? '',
    count: kind === 'empty' ? 0 : (counts['count'] ?? null),
    needed: counts['needed'] ?? null,
    period: period === undefined ? null : periodKey(period, reading.language, reading.periods),
    runway: runway ?? null,
    ...{ index, end, kind },
    said: reading.text.slice(index, end),
  };
}

/** What is said of stages that are short, in order. */
function findShortages(reading: Reading): readonly ShortageClaim[] {
  const all = SHORTAGE_SENTENCES.flatMap(({ open, ...sentence }) =>
    findSentences(open, reading).map((filled) => toShortage(reading, sentence, filled)),
  ).toSorted((a, b) => a.index - b.index || b.end - a.end);
  const kept: typeof all = [];
  for (const each of all) {
    const last = kept.at(-1);
    if (last !== undefined && each.index < last.end) continue;
    if (each.kind !== 'needs') kept.push(each);
    else if (last !== undefined && last.needed === null) {
      kept[kept.length - 1] = {
        ...last,
        needed: each.needed,
        period: each.period,
        end: each.end,
        said: reading.text.slice(last.index, each.end),
      };
    }
  }
  return kept;
}

function findForecasts(reading: Reading): readonly ForecastClaim[] {
  const { language } = reading;
  const taken: number[] = [];
  return EXPECTED_SENTENCES.flatMap((open) => findSentences(open, reading)).flatMap((filled): readonly ForecastClaim[] => {
    const { words, index, end } = filled;
    const expected = parseSaidAmount(words['expected'] ?? '', language);
    if (taken.includes(index) || expected === undefined) return [];
    taken.push(index);
    const { low, high } = { low: words['low'], high: words['high'] };
    const range = low === undefined || high === undefined ? undefined : parseSaidRange({ low, high }, language);
    return [{ expected, range: range ?? null, said: reading.text.slice(index, end) }];
  });
}

const percentOf = (said: string): number => Number(/(\d+)\s*%/.exec(said)?.[1] ?? Number.NaN);

/** Coverage as the list of gaps says it, of every period. */
function findCoverage(reading: Reading): readonly CoverageClaim[] {
  return COVERAGE_SENTENCES.flatMap((open) =>
    findSentences(open, reading).flatMap(({ words, index, end }) =>
      [0, 1, 2, 3].flatMap((i): readonly CoverageClaim[] => {
        const [period, share] = [words[`period${i}`], words[`share${i}`]];
        if (period === undefined || share === undefined) return [];
        const key = periodKey(period, reading.language, reading.periods);
        // A sentence of two periods is found as one of a period with a long name, too.
        return key.startsWith('"') ? [] : [{ period: key, percent: percentOf(share), said: reading.text.slice(index, end) }];
      }),
    ),
  );
}

/** Coverage as a forecast says it, of its own period. */
function findForecastCoverage(reading: Reading): readonly CoverageClaim[] {
  const [head] = findSentences(FORECAST_HEAD, reading);
  if (head === undefined) return [];
  const period = periodKey(head.words['period'] ?? '', reading.language, reading.periods);
  return findSentences(FORECAST_TARGET, reading).map(({ words, index, end }) => ({
    period,
    percent: percentOf(words['share'] ?? ''),
    said: reading.text.slice(index, end),
  }));
}

const WEEK_SEARCH_DAYS = 21;

/** The week that a digest is about, by its title. */
function findWeek({ text, language }: Reading, at: number): WeekClaim | undefined {
  const { title } = LANGUAGES[language].digest;
  const today = dateAt(at, FIRM_ZONE);
  const lines = text.split('\n').slice(0, 6);
  for (let back = 0; back <= WEEK_SEARCH_DAYS; back += 1) {
    const to = addDays(today, -back);
    for (let days = 0; days <= 8; days += 1) {
      const from = addDays(to, -days);
      for (const soFar of [false, true]) {
        for (const { week } of [isoWeek(to), isoWeek(from)]) {
          if (lines.includes(plainSpaces(toPlainText(title({ week, from, to, soFar }))))) return { week, from, to, soFar };
        }
      }
    }
  }
  return undefined;
}

const findRecoveries = (reading: Reading, sentences: readonly OpenSentence[], isBack: boolean): readonly RecoveryClaim[] =>
  sentences.flatMap((open) =>
    findSentences(open, reading).map(({ stages: said, counts, index, end }) => ({
      stageId: stageIdOf(reading, said['stage']) ?? '',
      count: counts['count'] ?? 0,
      isBack,
      said: reading.text.slice(index, end),
    })),
  );

const FILLING_SENTENCES = RUNWAYS.map((about) => {
  const open: OpenSentence = (m) => m.gaps.filling(about);
  return { about, open };
});

/** How long refilling takes, as it is said after a stage's shortage for a period. */
function findRefills(reading: Reading): Claims['refills'] {
  const shortages = findShortages(reading);
  return FILLING_SENTENCES.flatMap(({ about, open }) =>
    findSentences(open, reading).flatMap(({ index, end }) => {
      const shortage = shortages.findLast((each) => each.index < index);
      if (shortage === undefined || shortage.period === null) return [];
      return [{ period: shortage.period, about, said: reading.text.slice(shortage.index, end) }];
    }),
  );
}

/** Stands beside an action that somebody has taken. */
export const TAKEN = '✓';

/** Reads what a message says by the product's own sentences. */
export function readClaims(surface: Surface, { stages, plan }: Pick<StoryInstant, 'stages' | 'plan'>): Claims {
  const { language } = surface;
  const periods = plan.coverage.map(({ period }) => period);
  const reading = { text: surfaceText(surface), language, stages: stages[language], periods };
  const actions = findActions(surface);
  const notified = findShortages({ ...reading, text: surface.notification })[0];
  return {
    surface,
    notified,
    shortages: findShortages(reading),
    behind: findSentences(BEHIND_SENTENCE, reading).map(({ words }) => periodKey(words['period'] ?? '', language, periods)),
    nothingWinnable: findSentences(NOTHING_WINNABLE, reading).map(({ words }) =>
      periodKey(words['period'] ?? '', language, periods),
    ),
    showsAWay: WAYS_OUT.some((open) => findSentences(open, reading).length > 0),
    coverage: [...findCoverage(reading), ...findForecastCoverage(reading)],
    forecasts: findForecasts(reading),
    week: ['digest', 'preview'].includes(surface.kind) ? findWeek(reading, surface.at) : undefined,
    actions: actions.map(({ number }) => number),
    taken: actions.flatMap(({ number, text }) => (text.includes(TAKEN) ? [number] : [])),
    ownMoves: findOwnMoves(surface),
    asksForNewDeals: surface.parts.some(({ buttons }) => buttons.some(({ id }) => id === COMMIT_TO_NEW_DEALS)),
    overfull: findSentences(OVERFULL_SENTENCE, reading).flatMap(({ stages: said }) => stageIdOf(reading, said['stage']) ?? []),
    recovered: [...findRecoveries(reading, BACK_SENTENCES, true), ...findRecoveries(reading, ENDED_SENTENCES, false)],
    refills: findRefills(reading),
  };
}

/** An instant with all that its messages claim. */
export const readStory = (instant: StoryInstant) => ({
  instant,
  claims: instant.surfaces.map((surface) => readClaims(surface, instant)),
  standing: instant.standing.map((surface) => readClaims(surface, instant)),
});
