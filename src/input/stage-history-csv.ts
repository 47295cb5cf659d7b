import Papa from 'papaparse';
import type { HistoryEvent } from '../core/history/history-event.ts';
import { exponent } from '../core/money/money.ts';
import { isPlainDate } from '../core/time/calendar.ts';
import { decimalEvidence, readAmountCell } from './columns/amount-column.ts';

/** A line that could not be used. `line` counts from 1, the heading included. */
export type BadLine = { readonly line: number; readonly why: string };

export type StageHistory = {
  /** In order of time; lines of the same instant as in the file. */
  readonly events: readonly HistoryEvent[];
  readonly bad: readonly BadLine[];
  /** The currency of most lines with a value; values in others are left out, not added. */
  readonly currency: string | undefined;
  readonly otherCurrencies: number;
};

const COLUMNS = ['at', 'deal_id', 'rep', 'event', 'stage'] as const;
const KINDS: ReadonlyMap<string, HistoryEvent['kind']> = new Map([
  ['stage', 'stage'],
  ['won', 'won'],
  ['lost', 'lost'],
  ['value', 'value'],
]);

/** ISO 4217's code of what is in no currency: the column of values says none. */
const NO_CURRENCY = 'XXX';

type Row = Readonly<Record<string, string | undefined>>;

/** Spreadsheets of this kind have a dozen columns. */
const MAX_COLUMNS = 200;
/** Longer than any name, amount or instant. */
const MAX_CELL_LENGTH = 1000;
/** Characters of the heading: so many columns with long names. */
const MAX_HEADING_LENGTH = 20_000;
/** So many lines that cannot be used are named; the rest would be the same. */
const MAX_BAD_LINES = 1000;
/** Where Papa Parse puts the cells beyond the heading. */
const EXTRA_CELLS = '__parsed_extra';

/** Why a row is no row of this file; undefined where it may be one. */
function oversize(row: Readonly<Record<string, unknown>>): string | undefined {
  const extra = row[EXTRA_CELLS];
  const cells = Object.values(row).flatMap((cell) => (typeof cell === 'string' ? [cell] : []));
  const columns = cells.length + (Array.isArray(extra) ? extra.length : 0);
  if (columns > MAX_COLUMNS) return `it has ${columns} columns, more than ${MAX_COLUMNS}`;
  return cells.some((cell) => cell.length > MAX_CELL_LENGTH) ? `a cell is longer than ${MAX_CELL_LENGTH} characters` : undefined;
}

/** An instant: ISO 8601; without a zone it is UTC, without a time the start of the day. undefined for anything else. */
export function parseInstant(text: string): number | undefined {
  const written = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(text.trim());
  if (written === null) return undefined;
  const [, day, time = '00:00', zone = 'Z'] = written;
  if (!isPlainDate(day ?? '')) return undefined;
  const at = Date.parse(`${day}T${time}${zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone}`);
  return Number.isNaN(at) ? undefined : at;
}

/** An amount with a decimal point or comma and with or without groups; null for an empty text, undefined for no number. */
function parseValue(text: string): number | null | undefined {
  const { sign } = decimalEvidence([text]);
  const amount = readAmountCell(text, { currency: NO_CURRENCY, decimalSign: sign === ',' ? ',' : '.' });
  if (!amount.ok) return undefined;
  return amount.money === null ? null : amount.money.minor / 10 ** exponent(NO_CURRENCY);
}

/** A line of a history with what only an import needs. */
export type HistoryLine = {
  /** From 1, the heading included. */
  readonly line: number;
  readonly event: HistoryEvent;
  /** Code of the value, in capitals; '' where the line has none. */
  readonly currency: string;
  /** What the deal is called, where the file has a column `name`, and whose it is (`company`); '' elsewhere. */
  readonly name: string;
  readonly company: string;
};

/** The event of a row, or what is wrong with it. */
function parseEvent(row: Row, findStageId: (name: string) => string | undefined): HistoryEvent | string {
  const cellText = (column: string): string => row[column]?.trim() ?? '';
  const at = parseInstant(cellText('at'));
  const kind = KINDS.get(cellText('event').toLowerCase());
  const value = parseValue(cellText('value'));
  const stageId = kind === 'stage' ? (findStageId(cellText('stage')) ?? null) : null;
  if (at === undefined) return `"${cellText('at')}" is no instant`;
  if (cellText('deal_id') === '') return 'no deal_id';
  if (kind === undefined) return `"${cellText('event')}" is no event: stage, won, lost or value`;
  if (value === undefined) return `"${cellText('value')}" is no amount`;
  if (kind === 'stage' && stageId === null) return `there is no stage "${cellText('stage')}"`;
  return { at, dealId: cellText('deal_id'), rep: cellText('rep'), value, kind, stageId };
}

const PARSING = { header: true, transformHeader: (name: string) => name.trim().toLowerCase() } as const;

/** Lines of the file that a row takes: a quoted text may hold line breaks. */
const countFileLines = (row: Row): number =>
  1 + Object.values(row).reduce((sum, text) => sum + (typeof text === 'string' ? (text.match(/\n/g)?.length ?? 0) : 0), 0);

/**
 * Reads a stage history `at,deal_id,rep,value,currency,event,stage` (comma, semicolon or tab; columns in any order, more are ignored).
 *
 * @param findStageId the id of the stage that a row names.
 * @returns lines in the order of the file. @throws RangeError that names the columns that are missing, or says that there are too many.
 */
export function parseHistoryLines(
  text: string,
  findStageId: (name: string) => string | undefined,
): { readonly lines: readonly HistoryLine[]; readonly bad: readonly BadLine[] } {
  const heading = text.slice(0, MAX_HEADING_LENGTH + 1);
  if (!heading.includes('\n') && heading.length > MAX_HEADING_LENGTH)
    throw new RangeError('The first line is no heading: it has no end.');
  const { fields = [] } = Papa.parse<Row>(text, { ...PARSING, preview: 1 }).meta;
  if (fields.length > MAX_COLUMNS) throw new RangeError(`The file has ${fields.length} columns, more than ${MAX_COLUMNS}.`);
  const missing = COLUMNS.filter((column) => !fields.includes(column));
  if (missing.length > 0) throw new RangeError(`The file has no column ${missing.join(', ')}.`);
  const lines: HistoryLine[] = [];
  const bad: BadLine[] = [];
  let line = 2;
  // Row by row: all of them at once take ten times the memory of the text.
  const takeRow = (row: Row) => {
    const isEmpty = Object.values(row).every((cell) => typeof cell !== 'string' || cell.trim() === '');
    const event = oversize(row) ?? (isEmpty ? undefined : parseEvent(row, findStageId));
    if (typeof event === 'string') bad.push({ line, why: event });
    else if (event !== undefined) {
      const [currency, name, company] = ['currency', 'name', 'company'].map((column) => row[column]?.trim() ?? '');
      lines.push({ line, event, currency: currency?.toUpperCase() ?? '', name: name ?? '', company: company ?? '' });
    }
    line += countFileLines(row);
  };
  Papa.parse<Row>(text, {
    ...PARSING,
    step: ({ data }, parser) => {
      takeRow(data);
      if (bad.length >= MAX_BAD_LINES) parser.abort();
    },
  });
  return { lines, bad };
}

function mainCurrency(lines: readonly HistoryLine[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { currency, event } of lines) {
    if (currency !== '' && event.value !== null) counts.set(currency, (counts.get(currency) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/**
 * A stage history as a backtest takes it: in order of time and in one currency.
 *
 * @param stageIds the stages of the pipeline in order; a row names one in any case.
 * @throws RangeError that names the columns that are missing.
 */
export function parseStageHistory(text: string, stageIds: readonly string[]): StageHistory {
  const stages = new Map(stageIds.map((id) => [id.toLowerCase(), id]));
  const { lines, bad } = parseHistoryLines(text, (name) => stages.get(name.toLowerCase()));
  const currency = mainCurrency(lines);
  const isOther = (line: HistoryLine): boolean => line.event.value !== null && line.currency !== '' && line.currency !== currency;
  const events = lines.map((line) => (isOther(line) ? { ...line.event, value: null } : line.event));
  return { events: events.sort((a, b) => a.at - b.at), bad, currency, otherCurrencies: lines.filter(isOther).length };
}
