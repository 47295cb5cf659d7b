import { utcDate } from '../core/calendar.ts';
import { openStages, type Pipeline } from '../core/stage.ts';
import { formatOf } from '../locale/format.ts';
import type { ImportCounts, ImportResult } from './run-import.ts';

const f = formatOf('en');
const counted = (count: number, one: string, many: string): string => `${f.number(count)} ${f.plural(count, { one, many })}`;
/** Bad lines, and names of people, that are told one by one. */
const SHOWN = 20;
const SHOWN_PEOPLE = 10;

const dayOf = (at: number | null): string => (at === null ? '' : utcDate(at));

/** What an import did, line by line. */
export function importReport(counts: ImportCounts, dryRun: boolean, currency: string): readonly string[] {
  const { newDeals, changedDeals, unchanged, left, events, open, openMinor, won, lost, people, unpriced } = counts;
  const would = dryRun ? 'Would import' : 'Imported';
  if (newDeals + changedDeals === 0) {
    return [`Nothing new: ${counted(unchanged, 'deal is', 'deals are')} here already.`, ...leftLine(left)];
  }
  const shown = people.slice(0, SHOWN_PEOPLE).join(', ') + (people.length > SHOWN_PEOPLE ? ', …' : '');
  return [
    `${would} ${counted(newDeals, 'new deal', 'new deals')}${changedDeals === 0 ? '' : ` and what is new about ${f.number(changedDeals)}`}: ${counted(events, 'event', 'events')} from ${dayOf(counts.from)} to ${dayOf(counts.to)}.`,
    `${f.number(open)} open (${f.money(openMinor, currency)}), ${f.number(won)} won, ${f.number(lost)} lost.`,
    ...(unchanged === 0 ? [] : [`${counted(unchanged, 'deal was', 'deals were')} here already, with nothing new.`]),
    ...leftLine(left),
    ...(people.length === 0
      ? []
      : [`${counted(people.length, 'rep is', 'reps are')} not in Slack, and made as members without an account: ${shown}.`]),
    ...(unpriced === 0
      ? []
      : [`${counted(unpriced, 'value has', 'values have')} no exchange rate to ${currency}, and count in no total.`]),
    ...(dryRun ? ['Nothing was written: this was a dry run.'] : []),
  ];
}

const leftLine = (left: number): readonly string[] =>
  left === 0
    ? []
    : [
        `${counted(left, 'deal stays as it is', 'deals stay as they are')}: changed in Lejek since, or the file now tells another past.`,
      ];

/** Why nothing was imported, and what to do. */
export function nothingImported(result: Extract<ImportResult, { ok: false }>, pipeline: Pipeline): readonly string[] {
  switch (result.why) {
    case 'bad': {
      const { bad } = result;
      const more = bad.length > SHOWN ? [`… and ${f.number(bad.length - SHOWN)} more`] : [];
      const stages = bad.some(({ why }) => why.startsWith('there is no stage'))
        ? [
            `Your stages are ${openStages(pipeline)
              .map(({ name }) => name)
              .join(', ')}; --stages says what the file calls them.`,
          ]
        : [];
      return [
        ...bad.slice(0, SHOWN).map(({ line, why }) => `line ${line}: ${why}`),
        ...more,
        ...stages,
        `Nothing was imported: ${counted(bad.length, 'line', 'lines')} could not be used.`,
      ];
    }
    case 'unknown people':
      return [
        `Nothing was imported: --reps names ${result.names.join(', ')}, whom Lejek does not know yet. They have to use it once, or give a name.`,
      ];
    case 'empty':
      return ['Nothing was imported: the file holds no lines.'];
    case 'changed meanwhile':
      return ['Nothing was imported: somebody changed one of these deals meanwhile. Run it again.'];
  }
}
