import { type OrdinaryPeriod, ordinaryPeriods } from '../../core/funnel/ordinary-period.ts';
import { addMonths, dateAt, startOfDay, startOfMonth } from '../../core/time/calendar.ts';
import type { PipelineAt } from '../scope.ts';

/** Months that are read: twelve overlapping years need no more. */
const MAX_MONTHS = 23;

/** What ordinary periods have brought the team, from the whole months since the first outcome; none where too few have passed. */
export async function loadOrdinaryPeriods({ tenant, pipeline, at, timeZone }: PipelineAt): Promise<readonly OrdinaryPeriod[]> {
  const firstClosedAt = await tenant.funnel.firstClosedAt(pipeline.id);
  if (firstClosedAt === null) return [];
  const end = startOfMonth(dateAt(at, timeZone));
  const begun = addMonths(startOfMonth(dateAt(firstClosedAt, timeZone)), 1);
  const first = [begun, addMonths(end, -MAX_MONTHS)].sort().at(-1) ?? begun;
  if (first >= end) return [];
  const span = { from: startOfDay(first, timeZone), to: startOfDay(end, timeZone) };
  const won = await tenant.funnel.wonByMonth(pipeline.id, span, timeZone);
  const monthsMinor: number[] = [];
  for (let month = first; month < end; month = addMonths(month, 1)) {
    const own = won.filter((row) => month.startsWith(row.month));
    monthsMinor.push(own.reduce((sum, { valueMinor }) => sum + valueMinor, 0));
  }
  return ordinaryPeriods(monthsMinor, pipeline.currency);
}
