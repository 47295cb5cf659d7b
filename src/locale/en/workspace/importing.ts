import type { PlainDate } from '../../../core/time/calendar.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('en');
const count = (many: number, one: string, others: string): string => `${f.number(many)} ${f.plural(many, { one, many: others })}`;
const deals = (many: number): string => count(many, 'deal', 'deals');
const rows = (many: number): string => count(many, 'row', 'rows');

/** Bringing deals in from a file. Names of columns, stages, people and what cells hold are safe text; values are written. */
export const importing = {
  systems: {
    lejek: 'an export of Lejek',
    hubspot: 'HubSpot',
    pipedrive: 'Pipedrive',
    salesforce: 'Salesforce',
    odoo: 'Odoo',
    bitrix24: 'Bitrix24',
    livespace: 'Livespace',
    table: 'a table of deals',
  },
  fields: {
    id: 'Id',
    name: 'Deal',
    company: 'Company',
    stage: 'Stage',
    status: 'Open, won or lost',
    value: 'Value',
    currency: 'Currency',
    owner: 'Owner',
    ownerEmail: "Owner's e-mail",
    created: 'Created',
    stageSince: 'In its stage since',
    closed: 'Closed on',
    closeOn: 'Expected close date',
    close: 'Close date (closed or expected)',
    lostReason: 'Lost reason',
    contact: 'Contact',
    email: 'E-mail',
    phone: 'Phone',
    source: 'Source',
    nextStep: 'Next step',
    nextStepOn: 'Date of the next step',
    note: 'Note',
  },
  head: (file: string, system: string, many: number) => `*${file}*: ${system}, ${rows(many)}`,
  readAsText: (encoding: string, separator: string) => `Read as ${encoding}, cells parted by ${separator}.`,
  separators: { comma: 'comma', semicolon: 'semicolon', tab: 'tab', bar: 'bar' },
  readSheet: (sheet: string, others: number) =>
    `Sheet: ${sheet}.${others === 0 ? '' : ` ${count(others, 'other sheet is', 'other sheets are')} not read.`}`,
  would: (what: { readonly newDeals: number; readonly changedDeals: number }) =>
    what.newDeals + what.changedDeals === 0
      ? '*Nothing new in this file.*'
      : `*${[
          ...(what.newDeals > 0 ? [`${count(what.newDeals, 'new deal', 'new deals')}`] : []),
          ...(what.changedDeals > 0 ? [`${deals(what.changedDeals)} updated`] : []),
        ].join(', ')}*`,
  outcomes: (what: { readonly open: number; readonly openValue: string; readonly won: number; readonly lost: number }) =>
    `${f.number(what.open)} open (${what.openValue}), ${f.number(what.won)} won, ${f.number(what.lost)} lost`,
  span: (from: PlainDate, to: PlainDate) => `from ${f.date(from)} to ${f.date(to)}`,
  stage: (stage: string, many: number, value: string) => `${stage}: ${f.number(many)} (${value})`,
  /** Pairs of what the file calls a stage and what it is here. */
  meanings: (pairs: string) => `Stages of the file: ${pairs}.`,
  leaveOut: 'left out',
  stillOpen: 'open',
  unchanged: (many: number) => `${count(many, 'deal is', 'deals are')} here already, with nothing new.`,
  conflicts: (many: number, examples: string) =>
    `${count(many, 'change of the file is', 'changes of the file are')} not taken over, because Lejek's is newer: ${examples}.`,
  withdrawn: 'deleted here',
  newPeople: (many: number, names: string) =>
    `${count(many, 'owner is', 'owners are')} not in Slack and will be kept without an account: ${names}.`,
  unpriced: (currency: string, many: number) =>
    `${count(many, 'value', 'values')} in ${currency}: no exchange rate is set, so ${f.plural(many, { one: 'it counts', many: 'they count' })} in no total.`,
  noted: (columns: string) => `Kept in the note of each deal: ${columns}.`,
  /** @param lines the first ones of them. */
  cutNotes: (lines: readonly number[], many: number) =>
    `${rows(many)} ${f.plural(many, { one: 'holds', many: 'hold' })} more than a note has room for, so it is cut: ${f.plural(many, { one: 'line', many: 'lines' })} ${lines.join(', ')}${many > lines.length ? ', …' : ''}.`,
  unused: (columns: string) => `Not taken over: ${columns}.`,
  moreNames: (many: number) => `${f.number(many)} more`,
  bad: (many: number) => `*${rows(many)} cannot be read:*`,
  badIsLeftOut: (many: number) => `*${rows(many)} cannot be read and will be left out:*`,
  badRow: (line: number, why: string) => `line ${line}: ${why}`,
  moreBad: (many: number) => `… and ${f.number(many)} more`,
  leftOut: (many: number) => `${rows(many)} left out with their stage, as chosen.`,
  suspicious: '*Worth a look:*',
  huge: (line: number, deal: string, value: string) => `line ${line}: ${deal} is worth ${value}, over 100 times the usual`,
  old: (line: number, deal: string, on: PlainDate) => `line ${line}: ${deal} begins on ${f.date(on)}`,
  oddClose: (line: number, deal: string, on: PlainDate) => `line ${line}: ${deal} is expected to close on ${f.date(on)}`,
  problems: {
    cellCount: (cells: number, columns: number) => `it has ${count(cells, 'cell', 'cells')}, the heading ${f.number(columns)}`,
    cellTooLong: (length: number, most: number) => `a text of ${f.number(length)} characters, more than ${f.number(most)}`,
    lostLetters: (text: string) => `letters were lost before the file came here: ${text}`,
    cellError: (text: string) => `a cell holds the error ${text}`,
    noResult: (cell: string) => `the formula in ${cell} has no result; open the file in a spreadsheet program and save it`,
    noName: 'no name and no company',
    noStage: 'no stage',
    notAnAmount: (text: string, column: string) => `"${text}" in ${column} is no amount`,
    negative: (text: string, column: string) => `"${text}" in ${column} is negative`,
    tooLarge: (text: string, column: string) => `"${text}" in ${column} is more than can be kept`,
    tooPrecise: (text: string, column: string) => `"${text}" in ${column} has more decimals than its currency`,
    ambiguous: (text: string, column: string) => `"${text}" in ${column} can be read two ways`,
    unknownCurrency: (text: string, column: string) => `"${text}" in ${column} is in an unknown currency`,
    gross: (text: string, column: string) => `"${text}" in ${column} is with tax; values are net`,
    shortened: (text: string, column: string) =>
      `"${text}" in ${column} was shortened by a spreadsheet; format the column as a number`,
    notADate: (text: string, column: string) => `"${text}" in ${column} is no date`,
    noSuchDay: (text: string, column: string) => `"${text}" in ${column}: there is no such day`,
    noSuchTime: (text: string, column: string) => `"${text}" in ${column}: there is no such time`,
    longAgo: (text: string, column: string) => `"${text}" in ${column} lies before 1900`,
    future: (text: string, column: string) => `"${text}" in ${column} lies in the future`,
    currency: (text: string) => `"${text}" is no currency`,
    twoCurrencies: (text: string, column: string, currency: string) =>
      `"${text}" in ${column} is in another currency than its row says: ${currency}`,
    duplicate: (id: string, line: number) => `line ${line} has the same id, ${id}`,
    closedWithoutDate: 'closed, and no column says when',
  },
  file: {
    empty: 'The file is empty.',
    tooLarge: 'The file is too large. Split it, or import it on the command line: `npm run -s import`.',
    notText: 'This is neither a table of text (CSV) nor an XLSX spreadsheet.',
    brokenText: (encoding: string) =>
      `Some letters of the file are damaged (it is ${encoding}). Save it again as "CSV UTF-8" and send it once more.`,
    quotes: (line: number) =>
      `In line ${line} a quotation mark is left open or breaks up a cell, so nobody can tell where the row ends. Correct it and send the file again.`,
    noHeading: 'The first row should name the columns: at least two.',
    tooManyColumns: (columns: number, most: number) => `The file has ${f.number(columns)} columns, more than ${f.number(most)}.`,
    tooManyRows: (most: number) => `The file has more than ${f.number(most)} rows. Split it.`,
    notASpreadsheet: 'This spreadsheet cannot be read. Save it as XLSX or CSV and send it again.',
    oldSpreadsheet: 'This is an old Excel file (XLS). Save it as XLSX or CSV and send it again.',
    noSuchSheet: (sheets: string) => `There is no such sheet. The file has: ${sheets}.`,
  },
  nothingImported: 'Nothing was imported.',
  questions: '*Before it can be imported:*',
  askName: 'Which column holds the name of the deal?',
  askStage: 'Which column holds the stage?',
  askStages: (names: string) => `What are these stages here: ${names}?`,
  askDecimals: (example: string) => `Is "${example}" written with a decimal point or a decimal comma?`,
  askDates: (example: string) => `In "${example}", is the day first or the month?`,
  mixedDecimals: (example: string) =>
    `Some amounts have a decimal point and some a comma (${example}). Which one is right? Rows with the other are left out.`,
  mixedDates: (example: string) =>
    `Some dates have the day first and some the month (${example}). Which one is right? Rows with the other are left out.`,
  askOwner: (many: number) =>
    `Whose deals are the ${f.plural(many, { one: 'one', many: `${f.number(many)} ones` })} without an owner?`,
  /** How far it has come, while a person waits. */
  progress: {
    rows: (done: number, of: number) => `Reading the file… ${f.number(done)} of ${rows(of)}`,
    deals: (done: number, of: number) => `Importing… ${f.number(done)} of ${deals(of)}`,
    weeks: (done: number, of: number) =>
      `The deals are in. Working out past forecasts… ${f.number(done)} of ${count(of, 'week', 'weeks')}`,
  },
  /** Of an import whose process has ended in the middle. */
  left: {
    nothing: (file: string) =>
      `Lejek was stopped while it was at *${file}*: nothing was imported, and what was here is as it was. Send the file again.`,
    imported: 'Lejek was stopped after that, and works out the forecasts of past weeks now.',
  },
  done: (what: { readonly newDeals: number; readonly changedDeals: number }) =>
    `*Imported:* ${[
      ...(what.newDeals > 0 ? [count(what.newDeals, 'new deal', 'new deals')] : []),
      ...(what.changedDeals > 0 ? [`${deals(what.changedDeals)} updated`] : []),
    ].join(', ')}.`,
  changedMeanwhile: 'Nothing was imported: somebody changed one of these deals meanwhile. Try again.',
  closedTwice: (many: number) => `${count(many, 'deal is', 'deals are')} closed both ways in the file: the last one counts.`,
  undone: (many: number) => `Taken back: ${deals(many)}.`,
  stayed: (many: number) =>
    `${count(many, 'deal stays', 'deals stay')}, because somebody has worked on ${f.plural(many, { one: 'it', many: 'them' })} since.`,
  make: 'Import',
  choose: 'Columns and stages',
  formTitle: 'Columns and stages',
  formSubmit: 'Show again',
  undo: 'Take it back',
  undoHint: 'The import can be taken back as long as nobody has worked on these deals.',
  stageOfFile: (stage: string) => `Stage: ${stage}`,
  statusOfFile: (status: string) => `Open, won or lost: ${status}`,
  leaveOutRows: 'Leave these rows out',
  openRows: 'Open, in the stage of the row',
  decimals: 'Decimal sign of amounts',
  decimalPoint: (example: string) => `Point: ${example}`,
  decimalComma: (example: string) => `Comma: ${example}`,
  dates: 'Order of dates',
  dayFirst: 'Day first: 31/12/2026',
  monthFirst: 'Month first: 12/31/2026',
  keptInNote: "Other columns, kept in the deal's note",
  ownerOfRest: 'Deals without an owner go to',
  cannotOwn: 'This account cannot own deals. Pick somebody else.',
  adminsOnly: (admins: readonly string[]) =>
    admins.length === 0 ? 'Only an admin imports deals.' : `Only an admin imports deals: ${f.list(admins)}.`,
  importedAlready: 'This file is imported already.',
  historyByCommand: 'This is a stage history. Import it on the command line: `npm run -s import`.',
  download: {
    noScope: 'Lejek may not read files yet: somebody has to install it again, with the permission `files:read`.',
    gone: 'This file is gone. Send it once more.',
  },
  undoneAlready: 'This import was taken back already.',
  noSuchImport: 'There is no such import.',
  reading: (weeks: number) => `Forecasts of ${count(weeks, 'past week', 'past weeks')} are kept: the next ones learn from them.`,
};

export type ImportingMessages = typeof importing;
