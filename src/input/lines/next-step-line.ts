import type { PlainDate } from '../../core/time/calendar.ts';
import { parseDate } from '../dates/date.ts';
import { normalizeText } from '../slack-text.ts';

/** No date that people write has more words. */
const MAX_DATE_WORDS = 5;
/** Separators between the step and the date. */
const EDGE = /(?<![\s,;:-])[\s,;:-]+$/;

/**
 * Parses `call Maria tomorrow`: the next step, and its day where the text ends or begins with a date.
 *
 * @returns the text as it is without a day. A day alone has no step.
 * @example parseNextStep('telefon do Marii w piątek', '2026-11-16') // => { step: 'telefon do Marii', on: '2026-11-20' }
 */
export function parseNextStep(text: string, today: PlainDate): { readonly step: string; readonly on: PlainDate | null } {
  const words = normalizeText(text).split(' ');
  const most = Math.min(MAX_DATE_WORDS, words.length);
  for (let count = most; count > 0; count -= 1) {
    const atEnd = parseDate(words.slice(words.length - count).join(' '), { today });
    if (atEnd.ok)
      return {
        step: words
          .slice(0, words.length - count)
          .join(' ')
          .replace(EDGE, ''),
        on: atEnd.on,
      };
  }
  for (let count = most; count > 0; count -= 1) {
    const first = words.slice(0, count).join(' ').replace(EDGE, '');
    const atStart = parseDate(first, { today });
    if (atStart.ok) return { step: words.slice(count).join(' '), on: atStart.on };
  }
  return { step: words.join(' '), on: null };
}
