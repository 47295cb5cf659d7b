import Papa from 'papaparse';
import type { HistoryEvent } from '../core/backtest/history-event.ts';

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

type Row = Readonly<Record<string, string | undefined>>;

/** An instant: ISO 8601; without a zone it is UTC, without a time the start of the day. undefined for anything else. */
export function instantOf(text: string): number | undefined {
  const written = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(text.trim());
  if (written === null) return undefined;
  const [, day, time = '00:00', zone = 'Z'] = written;
  const at = Date.parse(`${day}T${time}${zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone}`);
  return Number.isNaN(at) ? undefined : at;
}

/** An amount with a decimal point or comma and with or without groups; null for an empty text, undefined for no number. */
function amountOf(text: string): number | null | undefined {
  const plain = text.replace(/[\s\u00a0]/g, '');
  if (plain === '') return null;
  const dotted = /,\d{1,2}$/.test(plain) ? plain.replaceAll('.', '').replace(',', '.') : plain.replaceAll(',', '');
  const amount = Number(dotted);
  return Number.isFinite(amount) && amount >= 0 ? amount : undefined;
}

/** The event of a row, or what is wrong with it. */
function eventOf(row: Row, stageOf: (name: string) => string | undefined): HistoryEvent | string {
  const said = (column: string): string => row[column]?.trim() ?? '';
  const at = instantOf(said('at'));
  const kind = KINDS.get(said('event').toLowerCase());
  const value = amountOf(said('value'));
  const stageId = kind === 'stage' ? (stageOf(said('stage')) ?? null) : null;
  if (at === undefined) return `"${said('at')}" is no instant`;
  if (said('deal_id') === '') return 'no deal_id';
  if (kind === undefined) return `"${said('event')}" is no event: stage, won, lost or value`;
  if (value === undefined) return `"${said('value')}" is no amount`;
  if (kind === 'stage' && stageId === null) return `there is no stage "${said('stage')}"`;
  return { at, dealId: said('deal_id'), rep: said('rep'), value, kind, stageId };
}

function mainCurrency(rows: readonly Row[]): string | undefined {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const code = row['currency']?.trim().toUpperCase() ?? '';
    if (code !== '' && (row['value']?.trim() ?? '') !== '') counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/**
 * Reads a stage history `at,deal_id,rep,value,currency,event,stage` (comma, semicolon or tab; columns in any order, more are ignored).
 *
 * @param stageIds the stages of the pipeline in order; a row names one in any case.
 * @throws RangeError that names the columns that are missing.
 */
export function readStageHistory(text: string, stageIds: readonly string[]): StageHistory {
  const { data: rows, meta } = Papa.parse<Row>(text, {
    header: true,
    skipEmptyLines: true,
    transformHeader: (name) => name.trim().toLowerCase(),
  });
  const missing = COLUMNS.filter((column) => !(meta.fields ?? []).includes(column));
  if (missing.length > 0) throw new RangeError(`The file has no column ${missing.join(', ')}.`);
  const stages = new Map(stageIds.map((id) => [id.toLowerCase(), id]));
  const currency = mainCurrency(rows);
  const events: HistoryEvent[] = [];
  const bad: BadLine[] = [];
  let otherCurrencies = 0;
  for (const [index, row] of rows.entries()) {
    const event = eventOf(row, (name) => stages.get(name.toLowerCase()));
    const code = row['currency']?.trim().toUpperCase() ?? '';
    if (typeof event === 'string') bad.push({ line: index + 2, why: event });
    else if (event.value !== null && code !== '' && code !== currency) {
      otherCurrencies += 1;
      events.push({ ...event, value: null });
    } else events.push(event);
  }
  return { events: events.sort((a, b) => a.at - b.at), bad, currency, otherCurrencies };
}
