import type { EntryRow } from '../counters.ts';
import { DAY_MS } from './fading.ts';

/** More deals than this, imported into one stage on one day, may be a take-over of old deals instead of arrivals of that day. */
const LUMP = 20;
/** Days before and after that a day is compared with, and how many times their mean makes it stand out. */
const NEIGHBOURS = 15;
const TIMES = 5;

const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);

/**
 * The entries without take-overs: days on which far more deals were imported into a stage than on the days around. A history that was
 * imported day by day stays, however large the firm.
 */
export function withoutTakeOvers(entries: readonly EntryRow[]): readonly EntryRow[] {
  const imported = entries.filter(({ how }) => how === 'imported');
  if (!imported.some(({ count }) => count > LUMP)) return entries;
  const counts = new Map(imported.map(({ stageId, day, count }) => [`${stageId} ${dayNumber(day)}`, count]));
  const isTakeOver = ({ stageId, day, how, count }: EntryRow): boolean => {
    if (how !== 'imported' || count <= LUMP) return false;
    const at = dayNumber(day);
    let around = 0;
    for (let away = 1; away <= NEIGHBOURS; away += 1) {
      around += (counts.get(`${stageId} ${at - away}`) ?? 0) + (counts.get(`${stageId} ${at + away}`) ?? 0);
    }
    return count > TIMES * (around / (2 * NEIGHBOURS));
  };
  return entries.filter((row) => !isTakeOver(row));
}
