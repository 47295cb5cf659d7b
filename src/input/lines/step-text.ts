import { normalizeText } from '../slack-text.ts';

/** `@10am`, `Mon@10`: the hour behind it. */
const AT_SIGN = /(?<!\S)(\p{L}{0,12})@(?=\d{1,2}(?:[:.]\d\d)?(?:am|pm)?(?:$|[\s,;!?)]))/giu;
/** `godz.10`, `g.10`. */
const HOUR_IN_SHORT = /(?<!\S)(g|godz)\.(?=\d)/giu;
/** `deadline 10 Dec: send the offer`, `wysłać ofertę (termin: 10.12)`: no word of what is to be done, as in `ustalić termin 10.12`. */
const DAY_BEHIND =
  '(?=\\d|tomorrow|today|jutro|dzi[sś]|pojutrze|(?:mon|tue|wed|thu|fri|sat|sun|pon|wt|[sś]r|czw|pi[aą]t|pt|sob|nied|next|end|koniec)\\p{L}{0,9}\\b)';
const BEHIND_A_PART = '(?<=^|\\(|\\s[-–]\\s|[,;]\\s)';
const DEADLINE = new RegExp(`${BEHIND_A_PART}(?:deadline|due|due date):?\\s{1,9}(?:(?:on|by)\\s{1,9})?${DAY_BEHIND}`, 'giu');
const TERMIN = new RegExp(`${BEHIND_A_PART}termin:?\\s{1,9}(?:do\\s{1,9})?${DAY_BEHIND}`, 'giu');
const NEXT_WEEK = /(?<!\S)(?:next|nxt) wk\b\.?/giu;
const BULLET = /^\s{0,40}(?:[•◦▪▫‣●○■–—-]|\*(?=\s)|\d{1,2}[.)](?=\s))\s{1,40}/u;

/** A step in plain characters, its hour and day as {@link parseNextStep} knows them. @example plainStep('call Mon@10') // => 'call Mon @ 10' */
export const plainStep = (text: string): string =>
  normalizeText(text)
    .replace(AT_SIGN, (_, word: string) => (word === '' ? '@ ' : `${word} @ `))
    .replace(HOUR_IN_SHORT, '$1. ')
    .replace(NEXT_WEEK, 'next week')
    .replace(DEADLINE, 'by ')
    .replace(TERMIN, 'do ');

/** The lines of a text, without bullets; one line is itself. */
export function stepLines(text: string): readonly string[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.length > 1 ? lines.map((line) => line.replace(BULLET, '').trim()) : [text];
}

/**
 * The end of a text of several lines, which was read as one line, in its lines again.
 *
 * @param lines of the whole text, each as it is in `end`. @example inLines('call send it', ['acme call', 'send it']) // => 'call\nsend it'
 */
export function inLines(end: string, lines: readonly string[]): string {
  const found: string[] = [];
  let left = end;
  for (const line of lines.filter((each) => each !== '').toReversed()) {
    if (!left.endsWith(line)) break;
    found.unshift(line);
    left = left.slice(0, left.length - line.length).trimEnd();
  }
  return [...(left === '' ? [] : [left]), ...found].join('\n');
}
