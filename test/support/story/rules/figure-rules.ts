import type { Language } from '../../../../src/core/people/language.ts';
import { LANGUAGES } from '../../../../src/locale/languages.ts';
import { literal, toPlainText } from '../../../../src/slack/views/kit/text.ts';
import { plainSpaces } from '../../plain-spaces.ts';
import type { ForecastClaim } from '../claims.ts';
import { parseSaidAmount } from '../said-amount.ts';
import { findSentences } from '../story-claims.ts';
import { surfaceText } from '../surface.ts';
import { TARGET_SENTENCES } from '../told-sentences.ts';
import { type Contradiction, differing, quote, type Rule } from './rule.ts';

/** A period is covered by the same per cent in every message. */
export const oneCoverage: Rule = ({ instant, claims }) => {
  const all = [
    ...instant.plan.coverage.flatMap(({ period, percent }) =>
      percent === null
        ? []
        : [
            {
              period: `${period.kind}-${period.startsOn}`,
              percent,
              quoted: `plan: ${period.kind} ${period.startsOn} ${percent}%`,
            },
          ],
    ),
    ...claims.flatMap((each) =>
      each.coverage.map(({ period, percent, said }) => ({ period, percent, quoted: quote(each, said) })),
    ),
  ];
  return [...new Set(all.map(({ period }) => period))].flatMap((period): readonly Contradiction[] => {
    const said = differing(
      all.filter((each) => each.period === period),
      ({ percent }) => `${percent}`,
      ({ quoted }) => quoted,
    );
    return said.length === 0 ? [] : [{ rule: 'one coverage', said }];
  });
};

/** Nobody is short for a period that is covered. */
export const coveredIsNotShort: Rule = ({ instant, claims }) => {
  const covered = new Set([
    ...instant.plan.coverage.flatMap(({ period, state }) => (state === 'covered' ? [`${period.kind}-${period.startsOn}`] : [])),
    ...claims.flatMap((each) => each.coverage.flatMap(({ period, percent }) => (percent >= 100 ? [period] : []))),
  ]);
  return claims.flatMap((each) => [
    ...each.shortages
      .filter(({ period }) => period !== null && covered.has(period))
      .map(
        ({ said, period }): Contradiction => ({
          rule: 'what is covered is not short',
          said: [quote(each, said), `${period} is covered`],
        }),
      ),
    ...each.behind
      .filter((period) => covered.has(period))
      .map(
        (period): Contradiction => ({
          rule: 'what is covered is not short',
          said: [quote(each, `${period} ends short`), 'and is covered'],
        }),
      ),
  ]);
};

function rangeProblem({ expected, range }: ForecastClaim): string | undefined {
  if (range === null) return undefined;
  const { low, high } = range;
  if (low.major >= high.major) return 'a range is no point';
  const slack = Math.max(low.step, high.step, expected.step) / 1e6;
  if (expected.major < low.major - slack || expected.major > high.major + slack) return 'a range contains its figure';
  return undefined;
}

/** A range contains its figure and is no point. */
export const rangesHold: Rule = ({ claims }) =>
  claims.flatMap((each) =>
    each.forecasts.flatMap((forecast): readonly Contradiction[] => {
      const rule = rangeProblem(forecast);
      return rule === undefined ? [] : [{ rule, said: [quote(each, forecast.said)] }];
    }),
  );

/** What is won already is in the range: it begins no lower. */
export const rangesHoldWins: Rule = ({ claims }) =>
  claims.flatMap((each) => {
    const { language } = each.surface;
    const [won = ''] = plainSpaces(toPlainText(LANGUAGES[language].targets.won(literal('§')))).split('§');
    return each.forecasts.flatMap(({ range, said }): readonly Contradiction[] => {
      const line = surfaceText(each.surface)
        .split('\n')
        .find((own) => own.includes(said) && own.includes(won));
      if (range === null || line === undefined) return [];
      const amount = line.slice(line.indexOf(won) + won.length).split(/ · | \(/u)[0] ?? '';
      const wins = parseSaidAmount(amount, language);
      const slack = wins === undefined ? 0 : Math.max(wins.step, range.low.step);
      return wins === undefined || range.low.major >= wins.major - slack / 2
        ? []
        : [{ rule: 'a range begins at what is won', said: [quote(each, line)] }];
    });
  });

/** No amount without its unit: of a forecast, and of a target with what is won of it. */
export const amountsHaveUnits: Rule = ({ instant, claims }) =>
  claims.flatMap((each) => {
    const { language } = each.surface;
    const reading = { text: surfaceText(each.surface), language, stages: instant.stages[language] };
    const targets = TARGET_SENTENCES.flatMap((open) => findSentences(open, reading));
    const bare = targets.filter(({ words }) =>
      [words['target'], words['won']].some((amount) => parseSaidAmount(amount ?? '', language)?.hasUnit === false),
    );
    return [
      ...each.forecasts
        .filter(({ expected, range }) => !expected.hasUnit || (range !== null && !range.high.hasUnit))
        .map(({ said }) => said),
      ...bare.map(({ index, end }) => reading.text.slice(index, end)),
    ].map((said): Contradiction => ({ rule: 'an amount has a unit', said: [quote(each, said)] }));
  });

/** A figure is rounded to what its range bears: no finer than a hundredth of it. */
export const figuresAreCoarse: Rule = ({ claims }) =>
  claims.flatMap((each) =>
    each.forecasts.flatMap(({ expected, range, said }): readonly Contradiction[] => {
      const width = range === null ? 0 : range.high.major - range.low.major;
      if (width <= 0) return [];
      const step = 10 ** Math.floor(Math.log10(width / 100));
      const steps = expected.major / step;
      return Math.abs(steps - Math.round(steps)) < 1e-6
        ? []
        : [{ rule: 'a figure is as coarse as its range', said: [quote(each, said)] }];
    }),
  );

type Column = { readonly from: number; readonly to: number; readonly isRounded: boolean };

/** Where the columns of a funnel's table end that have a sum: numbers of deals, values, and the week's change. */
function summedColumns(header: string, language: Language): readonly Column[] {
  const { head } = LANGUAGES[language].digest;
  const endOf = (words: string): number => (header.includes(words) ? header.indexOf(words) + words.length : -1);
  const value = /(?:PLN|zł|EUR)/u.exec(header);
  const ends = [
    { to: endOf(plainSpaces(head.count)), isRounded: false },
    { to: value === null ? -1 : value.index + value[0].length, isRounded: true },
    { to: endOf(plainSpaces(head.week)), isRounded: false },
  ];
  // A number may have a space of its own: it begins after the column before, whichever that is.
  const edges = [...header.matchAll(/\S(?=\s|$)/gu)].map(({ index }) => index + 1);
  return ends
    .filter(({ to }) => to > 0)
    .map(({ to, isRounded }) => ({
      from: isRounded ? endOf(plainSpaces(head.count)) : Math.max(0, ...edges.filter((edge) => edge < to)),
      to,
      isRounded,
    }));
}

/** The number that ends where the column does; a stage's name may reach into the first one. */
function cellNumber(row: string, { from, to }: Column): number {
  const [, sign = '', digits = 'none'] = /([+−]?)(\d[\d,]*(?: \d{3})*)$/u.exec(row.slice(from, to)) ?? [];
  return Number(digits.replace(/[ ,]/g, '')) * (sign === '−' ? -1 : 1);
}

/** Columns of the funnel add up to their last line. */
export const tablesAddUp: Rule = ({ claims }) =>
  claims.flatMap((each) =>
    each.surface.parts
      .filter(({ isTable }) => isTable)
      .flatMap(({ text }): readonly Contradiction[] => {
        const { language } = each.surface;
        const rows = text.split('\n').map((line) => line.replace(/^│ ?/, '').replace('←', '').trimEnd());
        const total = rows.find((row) => row.startsWith(LANGUAGES[language].digest.head.total));
        if (total === undefined) return [];
        const stages = rows.slice(1, rows.indexOf(total));
        return summedColumns(rows[0] ?? '', language).flatMap((column): readonly Contradiction[] => {
          const added = stages.reduce((all, row) => all + cellNumber(row, column), 0);
          // Values are rounded line by line.
          const slack = column.isRounded ? stages.length / 2 : 0;
          return Math.abs(added - cellNumber(total, column)) <= slack
            ? []
            : [{ rule: 'a table adds up', said: [quote(each, total), `its lines add up to ${added}`] }];
        });
      }),
  );
