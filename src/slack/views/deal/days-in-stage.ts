import type { DealFile } from '../../../core/deal/deal.ts';
import { dateAt, daysBetween, type PlainDate } from '../../../core/time/calendar.ts';

/** Whole calendar days that a deal has been in its stage. */
export const daysInStage = (file: DealFile, context: { readonly today: PlainDate; readonly timeZone: string }): number =>
  Math.max(0, daysBetween(dateAt(file.deal.stageSince, context.timeZone), context.today));
