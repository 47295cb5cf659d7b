import type { PlainDate } from '../core/calendar.ts';
import { fold } from '../core/fold.ts';
import { readDayOfMonth, readDigits, readNamedPeriod } from './calendar-date.ts';
import { tidy } from './normalise.ts';
import { readAhead, readPeriodEnd, readWeekday } from './relative-date.ts';

/** A date as read. `text` is what was read, for the answer to quote. */
export type DateReading =
  | { readonly ok: true; readonly on: PlainDate }
  | { readonly ok: false; readonly why: 'empty' | 'notADate' | 'noSuchDay'; readonly text: string };

const READERS = [readDigits, readDayOfMonth, readAhead, readWeekday, readPeriodEnd, readNamedPeriod] as const;
const PREPOSITION = /^(?:(?:by|on|until|till|do|na|we|w) )?(?:dnia )?(?:the )?/;
/** No phrase that is understood is longer; nothing longer is looked at. */
const MAX_LENGTH = 60;

/**
 * Reads a date as people write it in English and Polish, in any case, with or without diacritics.
 *
 * Understood: `30 June`, `June 30th, 2026`, `30.06`, `30.06.2026`, `2026-06-30`, `30 czerwca`, `30 VI`, `today`, `jutro`,
 * `Friday`, `w piątek`, `in 2 weeks`, `za miesiąc`, `end of quarter`, `koniec roku`, `eom`, `next month`, `June`, `Q3`; a
 * preposition may stand before. Digits are day first: `05/06` is 5 June. A day without a year that has passed is next
 * year's (today has not passed); a month, quarter or week named alone means its last day (a week's is Friday).
 *
 * @param today the date where the person is.
 * @returns the date as written, also when it is in the past: whether that makes sense is for the caller. Never throws.
 * @example readDate('koniec kwartału', { today: '2026-11-23' }) // => { ok: true, on: '2026-12-31' }
 */
export function readDate(text: string, { today }: { readonly today: PlainDate }): DateReading {
  const plain = tidy(text);
  if (plain === '') return { ok: false, why: 'empty', text: plain };
  if (plain.length > MAX_LENGTH) return { ok: false, why: 'notADate', text: plain };
  const phrase = fold(plain).replace(PREPOSITION, '');
  for (const read of READERS) {
    const reading = read(phrase, today);
    if (reading === 'noSuchDay') return { ok: false, why: reading, text: plain };
    if (reading !== undefined) return { ok: true, on: reading };
  }
  return { ok: false, why: 'notADate', text: plain };
}
