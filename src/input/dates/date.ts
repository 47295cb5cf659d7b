import { foldText } from '../../core/fold-text.ts';
import type { PlainDate } from '../../core/time/calendar.ts';
import { normalizeText } from '../slack-text.ts';
import { parseDayOfMonth, parseNamedPeriod, parseNumericDate } from './calendar-date.ts';
import { parseDateAhead, parsePeriodEnd, parseWeekday } from './relative-date.ts';

/** Result of parsing a date. `text`: the input, for a reply to quote. */
export type ParsedDate =
  | { readonly ok: true; readonly on: PlainDate }
  | { readonly ok: false; readonly why: 'empty' | 'notADate' | 'noSuchDay'; readonly text: string };

const PARSERS = [parseNumericDate, parseDayOfMonth, parseDateAhead, parseWeekday, parsePeriodEnd, parseNamedPeriod] as const;
const PREPOSITION = /^(?:(?:by|on|until|till|do|na|we|w) )?(?:dnia )?(?:the )?/;
/** Longest input that is parsed: no supported phrase is longer. */
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
 * @example parseDate('koniec kwartału', { today: '2026-11-23' }) // => { ok: true, on: '2026-12-31' }
 */
export function parseDate(text: string, { today }: { readonly today: PlainDate }): ParsedDate {
  const plain = normalizeText(text);
  if (plain === '') return { ok: false, why: 'empty', text: plain };
  if (plain.length > MAX_LENGTH) return { ok: false, why: 'notADate', text: plain };
  const phrase = foldText(plain).replace(PREPOSITION, '');
  for (const read of PARSERS) {
    const reading = read(phrase, today);
    if (reading === 'noSuchDay') return { ok: false, why: 'noSuchDay', text: plain };
    if (reading !== undefined) return { ok: true, on: reading };
  }
  return { ok: false, why: 'notADate', text: plain };
}
