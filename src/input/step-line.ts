import type { PlainDate } from '../core/calendar.ts';
import { readDate } from './date.ts';
import { tidy } from './normalise.ts';

/** No date that people write has more words. */
const MOST_WORDS = 5;
/** What stands between the two and belongs to neither. */
const EDGE = /[\s,;:-]+$/;

/**
 * Reads `call Maria tomorrow`: what is to be done, and on which day where the text ends or begins with one.
 *
 * @returns the text as it is without a day. A day alone has no step.
 * @example readStep('telefon do Marii w piątek', '2026-11-16') // => { step: 'telefon do Marii', on: '2026-11-20' }
 */
export function readStep(text: string, today: PlainDate): { readonly step: string; readonly on: PlainDate | null } {
  const words = tidy(text).split(' ');
  const most = Math.min(MOST_WORDS, words.length);
  for (let count = most; count > 0; count -= 1) {
    const atEnd = readDate(words.slice(words.length - count).join(' '), { today });
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
    const atStart = readDate(first, { today });
    if (atStart.ok) return { step: words.slice(count).join(' '), on: atStart.on };
  }
  return { step: words.join(' '), on: null };
}
