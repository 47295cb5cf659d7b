import { z } from 'zod';
import { isPlainDate, type PlainDate } from '../../../core/time/calendar.ts';

/** A day of a post as it is stored. */
export const storedDate = z.custom<PlainDate>((value) => typeof value === 'string' && isPlainDate(value), 'not a day');
