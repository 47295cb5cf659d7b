import { openStages, type Pipeline } from '../core/pipeline/stage.ts';
import { dateAt } from '../core/time/calendar.ts';
import type { Instant } from '../core/time/instant.ts';
import { localeFormat } from '../locale/format.ts';
import type { ImportCounts } from './import-counts.ts';
import type { ImportResult } from './run-import.ts';

const format = localeFormat('en');
const countPhrase = (count: number, one: string, many: string): string =>
  `${format.number(count)} ${format.plural(count, { one, many })}`;
/** Bad lines, and names of people, that are told one by one. */
const MAX_SHOWN_LINES = 20;
const MAX_SHOWN_PEOPLE = 10;

/** What an import did, line by line. */
export function importReport(
  counts: ImportCounts,
  { dryRun, currency, timeZone }: { readonly dryRun: boolean; readonly currency: string; readonly timeZone: string },
): readonly string[] {
  const dateText = (at: Instant | null): string => (at === null ? '' : dateAt(at, timeZone));
  const { newDeals, changedDeals, unchanged, left, events, open, openMinor, won, lost, people, unpriced } = counts;
  const would = dryRun ? 'Would import' : 'Imported';
  if (newDeals + changedDeals === 0) {
    return [`Nothing new: ${countPhrase(unchanged, 'deal is', 'deals are')} here already.`, ...leftUnchangedLine(left)];
  }
  const shown = people.slice(0, MAX_SHOWN_PEOPLE).join(', ') + (people.length > MAX_SHOWN_PEOPLE ? ', …' : '');
  return [
    `${would} ${countPhrase(newDeals, 'new deal', 'new deals')}${changedDeals === 0 ? '' : ` and what is new about ${format.number(changedDeals)}`}: ${countPhrase(events, 'event', 'events')} from ${dateText(counts.from)} to ${dateText(counts.to)}.`,
    `${format.number(open)} open (${format.money({ minor: openMinor, currency })}), ${format.number(won)} won, ${format.number(lost)} lost.`,
    ...(unchanged === 0 ? [] : [`${countPhrase(unchanged, 'deal was', 'deals were')} here already, with nothing new.`]),
    ...leftUnchangedLine(left),
    ...(people.length === 0
      ? []
      : [`${countPhrase(people.length, 'rep is', 'reps are')} not in Slack, and made as members without an account: ${shown}.`]),
    ...(unpriced === 0
      ? []
      : [`${countPhrase(unpriced, 'value has', 'values have')} no exchange rate to ${currency}, and count in no total.`]),
    ...(dryRun ? ['Nothing was written: this was a dry run.'] : []),
  ];
}

const leftUnchangedLine = (left: number): readonly string[] =>
  left === 0
    ? []
    : [
        `${countPhrase(left, 'deal stays as it is', 'deals stay as they are')}: changed in Lejek since, or the file now tells another past.`,
      ];

/** Why nothing was imported, and what to do. */
export function importFailureReport(result: Extract<ImportResult, { ok: false }>, pipeline: Pipeline): readonly string[] {
  switch (result.why) {
    case 'bad': {
      const { bad } = result;
      const more = bad.length > MAX_SHOWN_LINES ? [`… and ${format.number(bad.length - MAX_SHOWN_LINES)} more`] : [];
      const stages = bad.some(({ why }) => why.startsWith('there is no stage'))
        ? [
            `Your stages are ${openStages(pipeline)
              .map(({ name }) => name)
              .join(', ')}; --stages says what the file calls them.`,
          ]
        : [];
      return [
        ...bad.slice(0, MAX_SHOWN_LINES).map(({ line, why }) => `line ${line}: ${why}`),
        ...more,
        ...stages,
        `Nothing was imported: ${countPhrase(bad.length, 'line', 'lines')} could not be used.`,
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
