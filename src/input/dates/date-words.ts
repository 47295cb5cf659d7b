import type { Weekday } from '../../core/time/calendar.ts';

/** The words of dates in English and Polish, folded. Polish words in the cases in which they stand in a date. */
const MONTHS: readonly string[] = [
  'january jan styczen stycznia styczniu sty i',
  'february feb luty lutego lutym lut ii',
  'march mar marzec marca marcu iii',
  'april apr kwiecien kwietnia kwietniu kwi iv',
  'may maj maja maju v',
  'june jun czerwiec czerwca czerwcu cze czerw vi',
  'july jul lipiec lipca lipcu lip vii',
  'august aug sierpien sierpnia sierpniu sie sierp viii',
  'september sept sep wrzesien wrzesnia wrzesniu wrz wrzes ix',
  'october oct pazdziernik pazdziernika pazdzierniku paz pazdz x',
  'november nov listopad listopada listopadzie lis xi',
  'december dec grudzien grudnia grudniu gru grudz xii',
];

const WEEKDAYS: readonly (readonly [Weekday, string])[] = [
  [1, 'monday mon poniedzialek poniedzialku pon pn'],
  [2, 'tuesday tue tues wtorek wtorku wt wto'],
  [3, 'wednesday wed weds sroda srode srody sr sro'],
  [4, 'thursday thu thur thurs czwartek czwartku czw'],
  [5, 'friday fri piatek piatku pt piat'],
  [6, 'saturday sat sobota sobote soboty sob'],
  [7, 'sunday sun niedziela niedziele niedzieli niedz nd ndz'],
];

/** A unit of the calendar. */
export type CalendarUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

const UNITS: readonly (readonly [CalendarUnit, string])[] = [
  ['day', 'day days dzien dni dnia'],
  ['week', 'week weeks tydzien tygodnie tygodni tygodnia tygodniu tyg tyg.'],
  ['month', 'month months miesiac miesiace miesiecy miesiaca miesiacu mies mies.'],
  ['quarter', 'quarter quarters kw kw. kwartal kwartaly kwartalow kwartalu kwartale'],
  ['year', 'year years rok lata lat roku'],
];

const COUNTS: readonly (readonly [number, string])[] = [
  [1, 'a an one jeden jednego'],
  [2, 'two dwa dwie dwoch'],
  [3, 'three trzy trzech'],
  [4, 'four cztery czterech'],
  [5, 'five piec pieciu'],
  [6, 'six szesc szesciu'],
  [7, 'seven siedem siedmiu'],
  [8, 'eight osiem osmiu'],
  [9, 'nine dziewiec dziewieciu'],
  [10, 'ten dziesiec dziesieciu'],
  [12, 'twelve dwanascie dwunastu'],
  [14, 'fourteen czternascie czternastu'],
];

const QUARTERS: readonly (readonly [number, string])[] = [
  [1, '1 1. i first 1st pierwszy pierwszego pierwszym'],
  [2, '2 2. ii second 2nd drugi drugiego drugim'],
  [3, '3 3. iii third 3rd trzeci trzeciego trzecim'],
  [4, '4 4. iv fourth 4th czwarty czwartego czwartym'],
];

const DAYS_AHEAD: readonly (readonly [number, string])[] = [
  [-1, 'yesterday|wczoraj'],
  [0, 'today|dzis|dzisiaj|dzisiejszego dnia'],
  [1, 'tomorrow|tmrw|tmr|2moro|2morrow|tomorow|tommorow|tommorrow|jutro|jutra'],
  [2, 'day after tomorrow|the day after tomorrow|pojutrze|pojutrza'],
];

const wordTable = <Value>(rows: readonly (readonly [Value, string])[], separator: string): ReadonlyMap<string, Value> =>
  new Map(rows.flatMap(([value, words]) => words.split(separator).map((word) => [word, value] as const)));

/** 1..12 by name, short name or Roman numeral. */
export const MONTH_BY_WORD = wordTable(
  MONTHS.map((words, index) => [index + 1, words] as const),
  ' ',
);
/** Monday 1 … Sunday 7 by name or short name. */
export const WEEKDAY_BY_WORD = wordTable(WEEKDAYS, ' ');
/** Day, week, month, quarter, year. */
export const UNIT_BY_WORD = wordTable(UNITS, ' ');
/** 1..4 by the words that number a quarter: `first`, `III`, `4.`. */
export const QUARTER_BY_WORD = wordTable(QUARTERS, ' ');
/** Small counts in words. */
export const COUNT_BY_WORD = wordTable(COUNTS, ' ');
/** Days from today that a phrase means: `tomorrow` 1, `wczoraj` -1. */
export const DAYS_AHEAD_BY_PHRASE = wordTable(DAYS_AHEAD, '|');
