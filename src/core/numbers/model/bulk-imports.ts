import type { EntryRow } from '../../history/counters.ts';
import { type PlainDate, startOfDayUtc } from '../../time/calendar.ts';
import { DAY_MS } from '../../time/durations.ts';

/** More deals than this, imported into one stage on one day, may be a bulk import of old deals instead of arrivals of that day. */
const MAX_DAILY_IMPORT = 20;
/** Days on either side that a day is compared with, and the multiple of their mean that makes it an outlier. */
const NEIGHBOUR_DAYS = 15;
const OUTLIER_FACTOR = 5;

const dayNumber = (day: PlainDate): number => Math.round(startOfDayUtc(day) / DAY_MS);

/**
 * Drops bulk imports of old deals from the entries, for they are no arrivals of that day: more than 20 deals imported into a stage on one
 * day, and more than five times the daily mean of the 15 days on either side. A history imported with the dates of its entries stays,
 * however large the firm.
 *
 * Source: docs/forecasting.md, section 1.
 */
export function excludeBulkImports(entries: readonly EntryRow[]): readonly EntryRow[] {
  const imported = entries.filter(({ how }) => how === 'imported');
  if (!imported.some(({ count }) => count > MAX_DAILY_IMPORT)) return entries;
  const counts = new Map(imported.map(({ stageId, day, count }) => [`${stageId} ${dayNumber(day)}`, count]));
  const isBulkImport = ({ stageId, day, how, count }: EntryRow): boolean => {
    if (how !== 'imported' || count <= MAX_DAILY_IMPORT) return false;
    const at = dayNumber(day);
    let around = 0;
    for (let away = 1; away <= NEIGHBOUR_DAYS; away += 1) {
      around += (counts.get(`${stageId} ${at - away}`) ?? 0) + (counts.get(`${stageId} ${at + away}`) ?? 0);
    }
    return count > OUTLIER_FACTOR * (around / (2 * NEIGHBOUR_DAYS));
  };
  return entries.filter((row) => !isBulkImport(row));
}
