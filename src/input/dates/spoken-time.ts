import { foldText } from '../../core/fold-text.ts';

/** An hour in words: 'HH:mm', and the words [start, end) that say it. */
export type SpokenTime = { readonly at: string; readonly start: number; readonly end: number };

/** Before this nobody works: `at three` is 15:00. */
const FIRST_WORKING_HOUR = 7;
const ENGLISH = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const POLISH =
  'pierwsz drugi trzeci czwart piat szost siodm osm dziewiat dziesiat jedenast dwunast trzynast czternast pietnast szesnast siedemnast osiemnast dziewietnast dwudziest'.split(
    ' ',
  );
const clock = (hour: number, minute: number): string => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
const atWork = (hour: number): number => (hour < FIRST_WORKING_HOUR ? hour + 12 : hour);

/** Hours by their words, as they stand behind `at`, `o` or `w`: `noon`, `poludnie`, `dziesiatej`, `ten`. */
const NAMED_HOURS: ReadonlyMap<string, string> = new Map([
  ['noon', '12:00'],
  ['midday', '12:00'],
  ['poludnie', '12:00'],
  ...POLISH.map((stem, index) => [`${stem}ej`, clock(atWork(index + 1), 0)] as const),
  ...ENGLISH.map((word, index) => [word, clock(atWork(index + 1), 0)] as const),
]);

/** The hour that a folded word says. @example namedHour('dziesiatej') // => '10:00' */
export const namedHour = (word: string): string | undefined => NAMED_HOURS.get(word);

const bare = (word: string | undefined): string => foldText(word ?? '').replace(/[!?.,;:)]{1,3}$/, '');

/** An hour as digits or a word: 1..24; undefined for neither. */
function hourOf(word: string): number | undefined {
  if (/^\d{1,2}$/.test(word)) return Number(word) <= 24 ? Number(word) : undefined;
  const named = NAMED_HOURS.get(word);
  return named === undefined ? undefined : Number(named.slice(0, 2));
}

/** Minutes behind an hour in words: `nine thirty`, `o dziewiątej trzydzieści`. */
export const MINUTES_IN_WORDS: ReadonlyMap<string, number> = new Map([
  ['fifteen', 15],
  ['thirty', 30],
  ['pietnascie', 15],
  ['trzydziesci', 30],
]);

/** `za piętnaście dziesiąta`. */
const MINUTES_BEFORE: ReadonlyMap<string, number> = new Map([
  ['piec', 5],
  ['dziesiec', 10],
  ['pietnascie', 15],
  ['dwadziescia', 20],
]);

/** Minutes after (or, below zero, before) the hour that words in front of it say, and where that hour stands. */
function offsetAt(words: readonly string[], start: number): { readonly minutes: number; readonly at: number } | undefined {
  const said = words.slice(start, start + 3).map(bare);
  const [first = '', second = '', third = ''] = said;
  if (first === 'half' && second === 'past') return { minutes: 30, at: start + 2 };
  const [quarter, side] = first === 'a' ? [second, third] : [first, second];
  if (quarter === 'quarter' && (side === 'past' || side === 'to'))
    return { minutes: side === 'to' ? -15 : 15, at: start + (first === 'a' ? 3 : 2) };
  if ((first === 'wpol' || first === 'pol') && second === 'do') return { minutes: -30, at: start + 2 };
  if (first === 'kwadrans' && (second === 'po' || second === 'przed'))
    return { minutes: second === 'po' ? 15 : -15, at: start + 2 };
  if (first === 'za' && second === 'kwadrans') return { minutes: -15, at: start + 2 };
  const before = MINUTES_BEFORE.get(second);
  if (first === 'za' && before !== undefined && third.endsWith('a')) return { minutes: -before, at: start + 2 };
  return undefined;
}

/** A time said in words: `at half past nine`, `quarter to 4`, `o wpół do dziesiątej`, `kwadrans po 9`, `za kwadrans dziesiąta`. */
export function spokenTimeAt(words: readonly string[], start: number): SpokenTime | undefined {
  const lead = /^(?:at|o)$/.test(bare(words[start])) ? 1 : 0;
  const offset = offsetAt(words, start + lead);
  const word = bare(words[offset?.at ?? -1]);
  const hour = offset === undefined ? undefined : hourOf(word.endsWith('a') ? `${word.slice(0, -1)}ej` : word);
  if (offset === undefined || hour === undefined) return undefined;
  const minutes = atWork(hour) * 60 + offset.minutes;
  return { at: clock(Math.floor(minutes / 60) % 24, minutes % 60), start, end: offset.at + 1 };
}
