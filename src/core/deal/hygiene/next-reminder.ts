import { type PlainDate, weekdayAfter } from '../../time/calendar.ts';

/** The Friday by which somebody is reminded of what a deal was moved past; on Friday itself, the next one. */
export const nextReminderDate = (today: PlainDate): PlainDate => weekdayAfter(today, 5);
