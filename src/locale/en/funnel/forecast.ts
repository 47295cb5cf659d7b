import type { PlainDate } from '../../../core/time/calendar.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('en');
const deals = (count: number): string => `${f.number(count)} ${f.plural(count, { one: 'deal', many: 'deals' })}`;

/** Deals predicted at about the same probability, and the share of them that won; percentages written. */
export type CalibrationGroup = { readonly n: number; readonly predicted: string; readonly won: string };

/** `/funnel forecast`. People are safe text; values are written. */
export const forecast = {
  head: (period: string) => `*Forecast, ${period}*`,
  early: 'There is nothing to forecast from until the first deal is won or lost.',
  team: 'Team',
  total: (won: string, expected: string) => `Won so far ${won} · ${expected}`,
  /** Where it would say what a deal is worth that the reader may not see. @param target null: none is set. */
  totalKept: (target: string | null, expected: string) =>
    `Wins so far not shown: too few deals · ${target === null ? '' : `target ${target} · `}${expected}`,
  rowKept: (who: string) => `${who}: not shown, too few deals`,
  chartKept: 'No chart: so few deals are won that it would show what single ones are worth.',
  /** @param percent of the target that is won or expected. */
  target: (target: string, percent: string) => `Target ${target} · ${percent} covered by wins so far and expected ones`,
  over: (percent: string) => `over ${percent}`,
  /** @param wins something is won already. */
  nothingMore: (wins: boolean): string => (wins ? 'nothing more expected' : 'no win expected'),
  /** Where no further win is the likelier outcome. */
  /** A chance too small for a figure. */
  under: (share: string) => `under ${share}`,
  chance: (share: string, wins: boolean) => `${share} chance of ${wins ? 'another' : 'a'} win`,
  reached: (target: string) => `Target ${target}: reached`,
  /** Above the rows of teams, and the row of who is in none. */
  byTeam: '*By team*',
  noTeam: 'Without a team',
  row: ({ who, won, expected, target }: { who: string; won: string; expected: string; target: string | undefined }) =>
    `${who}: won ${won} · ${expected}${target === undefined ? '' : ` · target ${target}`}`,
  basis:
    'Based on the stage and age of every open deal, new deals at your usual pace, and the value of your past wins. Close dates are not used.',
  /** Why it moved since a week ago. */
  change: {
    /** @param parts signed amounts with what they are, from the first forecast to the last. */
    sum: ({
      period,
      on,
      from,
      parts,
      to,
    }: {
      period: string;
      on: PlainDate;
      from: string;
      parts: readonly string[];
      to: string;
    }) =>
      parts.length === 0
        ? `*${period}:* ${to}, as at the start of ${f.day(on)}`
        : `*${period}:* ${from} at the start of ${f.day(on)} ${parts.join(' ')} = ${to}`,
    /** Behind their amounts. */
    part: {
      won: 'won',
      lost: 'lost',
      created: 'new',
      reopened: 'reopened',
      advanced: 'moved on',
      returned: 'moved back',
      edited: 'edited',
      joined: 'joined the team',
      left: 'left the team',
      unmoved: 'no move',
      withdrawn: 'deleted or merged',
      arrivals: 'less time for new deals',
      people: 'new deals after the team changed',
      rates: 'updated win rates',
      restated: 'updated win rates and history added since',
    },
    title: 'Why it moved',
    head: (part: string, count: number, value: string) => `*${part}: ${deals(count)}* · ${value}`,
    line: (value: string) => `forecast ${value}`,
    about:
      'An open deal counts for its value times the chance that it is won within the period. Deals that were opened and lost since then changed nothing.',
  },
  chart: 'Chart',
  chartTitle: (period: string) => `Forecast, ${period}`,
  chartSubtitle: (currency: string, early: boolean) =>
    `Line: won · dots: ${early ? 'early estimate' : 'expected'} (band: 8 in 10) · ${currency}`,
  /** Its title, where it says something: what is expected of the target. @param target null: none is set. */
  chartVerdict: ({ period, expected, target }: { period: string; expected: string; target: string | null }) =>
    target === null ? `${period}: ${expected} expected` : `${period}: ${expected} of ${target} expected`,
  chartReached: (period: string, target: string) => `${period}: target of ${target} reached`,
  chartTarget: (value: string) => `Target ${value}`,
  chartNow: (on: PlainDate) => `today, ${f.dayOfMonth(on)}`,
  chartAlt: ({ period, won, expected, target }: { period: string; won: string; expected: string; target: string | undefined }) =>
    `Forecast, ${period}: won so far ${won}, ${expected}${target === undefined ? '' : `, target ${target}`}.`,
  noPicture: 'The chart could not be drawn. The numbers are above.',
  calibration: {
    button: 'How accurate is it?',
    /** One group of deals each, at most two; `predicted` and `won` are percentages. */
    line: (groups: readonly CalibrationGroup[]) =>
      `*Predicted and won:* ${groups
        .map(({ n, predicted, won }, index) =>
          index === 0
            ? `of the ${deals(n)} put at about ${predicted}, ${won} ${f.plural(n, { one: 'was', many: 'were' })} won`
            : `of the ${f.number(n)} put at about ${predicted}, ${won}`,
        )
        .join('; ')}.`,
    tooFew: ({ n, needed }: { n: number; needed: number }) =>
      `*Predicted and won:* not enough data to tell (${f.number(n)} of ${deals(needed)} put at about the same).`,
    none: 'Nothing to compare yet: predictions from the start of a month are checked once most of those deals are closed.',
    title: 'Predicted and won',
    subtitle: 'On the line: right. Number of deals; bar: 8 in 10',
    predictedAxis: 'predicted win probability',
    wonAxis: 'share won',
    alt: (groups: readonly CalibrationGroup[]) =>
      `Predicted and won: ${groups.map(({ n, predicted, won }) => `predicted ${predicted}, won ${won} of ${deals(n)}`).join('; ')}.`,
  },
  periods: { month: 'Month', quarter: 'Quarter', year: 'Year' },
};

export type ForecastMessages = typeof forecast;
