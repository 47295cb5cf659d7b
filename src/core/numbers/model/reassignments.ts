import type { EntryRow } from '../../history/counters.ts';
import { DAY_MS } from '../../time/durations.ts';

/** More deals than this, imported into one stage on one day, may be a take-over of old deals instead of arrivals of that day. */
const MAX_DAILY_IMPORT = 20;
/** Days before and after that a day is compared with, and how many times their mean makes it stand out. */
const NEIGHBOUR_DAYS = 15;
const OUTLIER_FACTOR = 5;

const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);

/**
 * The entries without take-overs: days on which far more deals were imported into a stage than on the days around. A history that was
 * imported day by day stays, however large the firm.
 */
export function excludeReassigned(entries: readonly EntryRow[]): readonly EntryRow[] {
  const imported = entries.filter(({ how }) => how === 'imported');
  if (!imported.some(({ count }) => count > MAX_DAILY_IMPORT)) return entries;
  const counts = new Map(imported.map(({ stageId, day, count }) => [`${stageId} ${dayNumber(day)}`, count]));
  const isReassignment = ({ stageId, day, how, count }: EntryRow): boolean => {
    if (how !== 'imported' || count <= MAX_DAILY_IMPORT) return false;
    const at = dayNumber(day);
    let around = 0;
    for (let away = 1; away <= NEIGHBOUR_DAYS; away += 1) {
      around += (counts.get(`${stageId} ${at - away}`) ?? 0) + (counts.get(`${stageId} ${at + away}`) ?? 0);
    }
    return count > OUTLIER_FACTOR * (around / (2 * NEIGHBOUR_DAYS));
  };
  return entries.filter((row) => !isReassignment(row));
}
