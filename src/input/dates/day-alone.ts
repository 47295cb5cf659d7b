import { addMonths, firstOfMonth, type PlainDate, plainDate } from '../../core/time/calendar.ts';
import type { PhraseDate } from './calendar-date.ts';
import { MONTH_BY_WORD } from './date-words.ts';
import type { DateContext } from './period-phrase.ts';

const UNITS = 'pierwsz drugi trzeci czwart piat szost siodm osm dziewiat'.split(' ');
const TEENS =
  'dziesiat jedenast dwunast trzynast czternast pietnast szesnast siedemnast osiemnast dziewietnast dwudziest trzydziest'.split(
    ' ',
  );
const genitive = (stem: string): string => `${stem}ego`;

/** Days of a month as Polish says them: `pietnastego` 15, `dwudziestego pierwszego` 21. */
const DAY_BY_WORDS: ReadonlyMap<string, number> = new Map([
  ...UNITS.map((stem, index) => [genitive(stem), index + 1] as const),
  ...TEENS.map((stem, index) => [genitive(stem), index < 11 ? index + 10 : 30] as const),
  ...UNITS.map((stem, index) => [`dwudziestego ${genitive(stem)}`, index + 21] as const),
  ['trzydziestego pierwszego', 31] as const,
]);

const ORDINAL_WORDS = /^(?:(?:dwudziestego|trzydziestego) )?[a-z]+ego(?=$| )/;
const MONTH_BEHIND = /^ (?:(?:tego|biezacego|przyszlego|nastepnego|kolejnego)(?: miesiaca)?$|([a-z]+))/;

/** A phrase whose day is in Polish words, with that day in digits: `pietnastego grudnia` is `15-go grudnia`. */
export function dayInDigits(phrase: string): string {
  for (const pattern of [ORDINAL_WORDS, /^[a-z]+ego(?=$| )/]) {
    const words = pattern.exec(phrase)?.[0] ?? '';
    const day = DAY_BY_WORDS.get(words);
    if (day === undefined) continue;
    const [behind, month] = MONTH_BEHIND.exec(phrase.slice(words.length)) ?? [];
    // `pierwszego kwartalu` is no day.
    if (phrase === words || (behind !== undefined && (month === undefined || MONTH_BY_WORD.has(month))))
      return `${day}-go${phrase.slice(words.length)}`;
  }
  return phrase;
}

const ALONE = /^(\d{1,2})(?:st|nd|rd|th|-?(?:e|t|st|ty)?(?:go|ego))(?:,? (?:of )?(.+))?$/;
const THIS_MONTH = /^(?:this month|the month|(?:tego|biezacego)(?: miesiaca)?|miesiaca|bm\.?)$/;
const NEXT_MONTH = /^(?:(?:the )?(?:next|following|coming) month|(?:przyszlego|nastepnego|kolejnego)(?: miesiaca)?)$/;
const BARE_NEXT_MONTH = /^(\d{1,2}) (?:of )?(?:next month|(?:przyszlego|nastepnego) miesiaca)$/;
const MONTHS_AHEAD = 12;

/**
 * A day of a month that is not named: `the 15th`, `15-go`, `1st of next month`, `15-go przyszłego miesiąca`. Without a month it is the next
 * such day; the 31st is that of the next month that has one.
 */
export function parseDayAlone(phrase: string, { today }: DateContext): PhraseDate {
  const [, day, behind] = ALONE.exec(phrase) ?? [];
  const bare = BARE_NEXT_MONTH.exec(phrase)?.[1];
  const typed = Number(day ?? bare);
  if (day === undefined && bare === undefined) return undefined;
  const inMonth = (ahead: number): PlainDate | undefined => {
    const first = addMonths(firstOfMonth(Number(today.slice(0, 4)), Number(today.slice(5, 7))), ahead);
    return plainDate(Number(first.slice(0, 4)), Number(first.slice(5, 7)), typed);
  };
  if (typed < 1 || typed > 31) return 'noSuchDay';
  if (bare !== undefined || NEXT_MONTH.test(behind ?? '')) return inMonth(1) ?? 'noSuchDay';
  if (behind !== undefined) return THIS_MONTH.test(behind) ? (inMonth(0) ?? 'noSuchDay') : undefined;
  for (let ahead = 0; ahead < MONTHS_AHEAD; ahead += 1) {
    const on = inMonth(ahead);
    if (on !== undefined && on >= today) return on;
  }
  return 'noSuchDay';
}
