import { LANGUAGES } from '../src/locale/languages.ts';
import { literal, toPlainText } from '../src/slack/views/kit/text.ts';
import { AMOUNTS_IN_A_LINE, ASKED, CURRENCIES, TAX, TWO_PARTS, UNITS } from '../test/input/understood/amounts.ts';
import { CHANGES, LISTS } from '../test/input/understood/commands.ts';
import { CONTACTS, IDENTIFIERS } from '../test/input/understood/contacts.ts';
import {
  COUNTED,
  DAY_AND_MONTH,
  DAYS_ALONE,
  FISCAL_PERIODS,
  HALVES,
  IN_A_LINE,
  PARTS,
  TODAY,
  WEEKDAYS,
  WRITTEN,
  YEARS,
} from '../test/input/understood/dates.ts';
import { CLOSING, PERIODS } from '../test/input/understood/filters.ts';
import { LAYOUTS } from '../test/input/understood/layouts.ts';
import {
  FROM_NOW,
  STEP_DOUBTS,
  STEPS_IN_A_LINE,
  TWO_DAYS,
  WITH_DAY,
  WITH_HOUR,
  WITH_ZONE,
  WITHOUT_DAY,
} from '../test/input/understood/next-steps.ts';
import { RATES } from '../test/input/understood/rates.ts';
import { TARGETS } from '../test/input/understood/targets.ts';
import { ZONES } from '../test/input/understood/zones.ts';

/** The page of what is understood. */
export const INPUT_PAGE = 'docs/input.md';

const { amount, date } = LANGUAGES.en.input;

/** Text as inline code; back quotes of its own need a longer fence. */
const code = (text: string): string =>
  (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``).replaceAll('|', '\\|').replaceAll('\n', ' ↵ ');
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

const isAmountProblem = (read: string): read is Exclude<keyof typeof amount, 'empty'> => read in amount && read !== 'empty';
const isDateProblem = (read: string): read is 'notADate' | 'noSuchDay' | 'otherWeekday' =>
  read === 'notADate' || read === 'noSuchDay' || read === 'otherWeekday';

/** What was read, or what is asked: the sentence that the person gets. */
function readAmount(typed: string, read: string): string {
  return isAmountProblem(read) ? `asked: ${toPlainText(amount[read](literal(typed)))}` : read;
}
function readInLine(value: string): string {
  const [why = '', text = ''] = value.split(/: (.*)/);
  return text === '' ? value : readAmount(text, why);
}
function readDate(typed: string, read: string): string {
  return isDateProblem(read) ? `asked: ${toPlainText(date[read](literal(typed)))}` : read;
}

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [`| ${heads.join(' | ')} |`, `|${'---|'.repeat(heads.length)}`, ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n');

type Pair = readonly [typed: string, read: string];
const pairs = (head: string, rows: readonly Pair[], read: (typed: string, read: string) => string = (_, text) => text): string =>
  table(
    ['Typed', head],
    rows.map(([typed, value]) => [code(typed), cell(read(typed, value))]),
  );

const steps = (rows: readonly (readonly [string, string, string, string])[]): string =>
  table(
    ['Typed', 'Step', 'Day', 'Hour'],
    rows.map(([typed, step, on, at]) => [code(typed), step === '' ? '–' : code(step), on, at]),
  );

/** Money in minor units of PLN as the tables write it. */
const minorText = (minor: number | undefined): string => (minor === undefined ? '–' : `${minor / 100} PLN`);

/** The page, from the tables that the tests read: what is listed here is what happens. */
export const inputPage = (): string => `<!-- made by npm run -s docs from the tables in test/input/understood -->

# What can be typed

Whatever is typed is read whole and right, or asked about; nothing is dropped in silence. Each line below is a test. No text of more than
4,000 characters is read: it is refused in words.

- [Amounts](#amounts) · [Dates](#dates) · [A deal in one line](#a-deal-in-one-line) · [Next steps](#next-steps) · [Targets](#targets)
- [Rates](#rates) · [Lists](#lists) · [Changes](#changes) · [Time zones](#time-zones)

## Amounts

In a pipeline of PLN. Values are without tax.

### Thousands, millions and their words

${pairs('Read', UNITS, readAmount)}

### Currencies

${pairs('Read', CURRENCIES, readAmount)}

### Several parts

${pairs('Read', TWO_PARTS, readAmount)}

### With and without tax

${pairs('Read', TAX, readAmount)}

### What is asked about

${pairs('Answer', ASKED, readAmount)}

## Dates

Typed on Sunday, 29 November 2026, in a firm whose year begins in February. A day that has passed is next year's; a month, quarter or year
named alone is its last day.

### Years

${pairs('Read', YEARS, readDate)}

### Weekdays beside a date

${pairs('Read', WEEKDAYS, readDate)}

### Quarters and years of the firm

${pairs('Read', FISCAL_PERIODS, readDate)}

### Halves, short years and fiscal years

The year of a half is that of its first day; FY27 ends in 2027.

${pairs('Read', HALVES, readDate)}

### Days of a month that is not named

${pairs('Read', DAYS_ALONE, readDate)}

### Parts of a period

${pairs('Read', PARTS, readDate)}

### Today by its hours, and feasts

${pairs('Read', TODAY, readDate)}

### Counted from today

${pairs('Read', COUNTED, readDate)}

### Other ways to write

${pairs('Read', WRITTEN, readDate)}

### Day and month in digits

With dots the day comes first. With slashes the order is that of the person's Slack (English of the United States writes the month first); a
number above 12 in the same line decides. Where both are possible the answer says which was taken, and what the other is.

${table(
  ['Typed', 'Day first', 'Month first'],
  DAY_AND_MONTH.map(([typed, dayFirst, monthFirst]) => [code(typed), dayFirst, monthFirst]),
)}

## A deal in one line

A close date has no hour: one that is typed is said to be left out.

${table(
  ['Typed', 'Name', 'Close date', 'Value'],
  IN_A_LINE.map(([typed, name, read, minor]) => [code(typed), code(name), readDate(typed, read), minorText(minor)]),
)}

### What it is worth

A range, two amounts, or one of several (a month's, a licence's) is asked about; a number of things is no value.

${table(
  ['Typed', 'Name', 'Value'],
  AMOUNTS_IN_A_LINE.map(([typed, name, value]) => [code(typed), code(name), cell(readInLine(value))]),
)}

### Pasted, marked, or of several lines

Bullets, tables, quotations and Slack's own marks. \`↵\` is a new line, \`⇥\` a tab.

${table(
  ['Typed', 'Name', 'Read'],
  LAYOUTS.map(([typed, name, read]) => [code(typed.replaceAll('\n', ' ↵ ').replaceAll('\t', ' ⇥ ')), code(name), cell(read)]),
)}

### Whom to ask for

A telephone number or an e-mail address fills the contact.

${table(
  ['Typed', 'Name', 'Contact: name, e-mail, phone'],
  CONTACTS.map(([typed, name, contact]) => [code(typed), code(name), contact]),
)}

### Numbers that are no value

They say which firm, person or document, and stay in the name.

${IDENTIFIERS.map((text) => `- ${code(text)}`).join('\n')}

### What is to be done

Behind \`next:\` or \`krok:\`, at the end of the line; several are parted by \`;\`.

${table(
  ['Typed', 'Name', 'Steps'],
  STEPS_IN_A_LINE.map(([typed, name, ...steps]) => [code(typed), code(name), steps.map(code).join('<br>')]),
)}

## Next steps

A deal can have ten open steps, each with its own day and hour.

Typed on the same day. A step with an hour is reminded of at that hour, on the clock of the person who planned it; its words keep the hour.

### With an hour

${steps(WITH_HOUR)}

### On another clock

The step as it is kept where that hour is 02:15 on the person's clock. A zone that is not known, or may be one of several, is asked about.

${table(
  ['Typed', 'Zone', 'Step'],
  WITH_ZONE.map(([typed, zone, step]) => [code(typed), zone, code(step)]),
)}

### Asked about

A day or an hour that does not exist, that comes again and again, or of which it is not clear which one is meant.

${table(
  ['Typed', 'Asked about'],
  STEP_DOUBTS.map(([typed, , text]) => [code(typed), code(text)]),
)}

### Counted from now

${table(
  ['Typed', 'At 14:10', 'At 23:45'],
  FROM_NOW.map((row) => row.map(code)),
)}

### With a day

${steps(WITH_DAY)}

### With two days

${table(
  ['Typed', 'Steps'],
  TWO_DAYS.map(([typed, ...parts]) => [code(typed.replaceAll('\n', ' ↵ ')), parts.map(code).join('<br>')]),
)}

### Without either

${steps(WITHOUT_DAY)}

## Targets

Typed on the same day, in a firm whose year begins in January. A month or quarter without a year is the next that is not over.
Half a year is two quarters, and half of the amount is offered for each.

${table(
  ['Typed', 'Amount', 'Period'],
  TARGETS.map(([typed, value, period]) => [code(typed), code(value), period]),
)}

## Rates

Typed on 16 November 2026, where totals are in PLN.

${pairs('What one is worth, and from when', RATES)}

## Lists

Piotr and Anna have three open deals, Piotr two that were lost.

${pairs('Answer begins', LISTS)}

### Days of closing

Typed on Sunday, 29 November 2026, in a firm whose year begins in February.

${pairs('Days', CLOSING)}

### Periods beside something else

${pairs('Days', PERIODS)}

## Changes

${pairs('Shown', CHANGES)}

## Time zones

In the settings: the first zone that is offered.

${pairs('First offered', ZONES)}
`;
