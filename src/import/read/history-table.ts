import { foldText } from '../../core/fold-text.ts';
import type { HistoryEvent } from '../../core/history/history-event.ts';
import { exponent } from '../../core/money/money.ts';
import { startOfDay } from '../../core/time/calendar.ts';
import { decimalEvidence, readAmountCell } from '../../input/columns/amount-column.ts';
import { readDateCell } from '../../input/columns/date-cell.ts';
import { dateEvidence } from '../../input/columns/date-column.ts';
import { type Cell, countsFrom1904, type Table, type TableRow } from '../../input/files/table.ts';
import type { BadLine, HistoryLine } from '../../input/stage-history-csv.ts';
import type { ImportChoices } from './import-choices.ts';

/** Where the columns of a history are. `kind`: of our own form, of Salesforce's stage history, of its field history. */
export type HistoryColumns = {
  readonly kind: 'own' | 'stages' | 'fields';
  readonly at: number;
  readonly dealId: number;
  readonly rep: number;
  readonly value: number;
  readonly currency: number;
  readonly event: number;
  readonly stage: number;
  readonly name: number;
  readonly company: number;
  readonly field: number;
};

/** The columns of a table that tells events of deals one by one; undefined for a table of deals. */
export function historyColumns(heading: readonly string[]): HistoryColumns | undefined {
  const names = heading.map(foldText);
  const find = (...any: readonly string[]): number => names.findIndex((name) => any.includes(name));
  const shared = {
    value: find('value', 'amount'),
    currency: find('currency', 'currencyisocode', 'amount currency'),
    name: find('name', 'opportunity name', 'opportunity.name'),
    company: find('company', 'account name', 'opportunity.account.name'),
  };
  const own = { at: find('at'), dealId: find('deal_id'), rep: find('rep'), event: find('event'), stage: find('stage') };
  if (Object.values(own).every((column) => column >= 0)) return { kind: 'own', ...shared, ...own, field: -1 };
  const salesforce = {
    ...{ at: find('createddate', 'edit date', 'created date'), dealId: find('opportunityid', 'opportunity id'), event: -1 },
    rep: find('opportunity.owner.email', 'opportunity owner', 'createdby.email', 'createdby.name', 'createdbyid', 'edited by'),
  };
  if (salesforce.at < 0 || salesforce.dealId < 0) return undefined;
  const [field, newValue] = [find('field', 'field / event'), find('newvalue', 'new value')];
  if (field >= 0 && newValue >= 0) return { kind: 'fields', ...shared, ...salesforce, stage: newValue, field };
  const stage = find('stagename', 'to stage');
  // A table of opportunities has their names and no second row of the same one.
  return stage >= 0 && find('name', 'isclosed') < 0 ? { kind: 'stages', ...shared, ...salesforce, stage, field: -1 } : undefined;
}

const KINDS: ReadonlyMap<string, HistoryEvent['kind']> = new Map([
  ['stage', 'stage'],
  ['won', 'won'],
  ['lost', 'lost'],
  ['value', 'value'],
]);

/** What is read by. @param findStage the stage or end that a name means. */
export type HistoryReading = {
  readonly findStage: (name: string) => string | undefined;
  readonly timeZone: string;
  readonly choices: ImportChoices;
};

/** Events of a table of them, in the order of the file. A day without a time is one where the team works; a time without a zone is UTC. */
export function readHistoryTable(
  table: Table,
  columns: HistoryColumns,
  { findStage, timeZone, choices }: HistoryReading,
): { readonly lines: readonly HistoryLine[]; readonly bad: readonly BadLine[] } {
  const column = (place: number): readonly Cell[] => (place < 0 ? [] : [...table.rows].map(({ cells }) => cells[place] ?? ''));
  const isAmountRow = (row: TableRow): boolean =>
    columns.kind === 'fields' && foldText(String(row.cells[columns.field] ?? '')) === 'amount';
  // Of a history of fields the new value of amounts alone.
  const fieldAmounts = () => [...table.rows].filter(isAmountRow).map(({ cells }) => cells[columns.stage] ?? '');
  const amounts = decimalEvidence(columns.kind === 'fields' ? fieldAmounts() : column(columns.value));
  const decimalSign = amounts.sign === '.' || amounts.sign === ',' ? amounts.sign : (choices.decimalSign ?? '.');
  const isUnclear = 'example' in amounts && choices.decimalSign === undefined;
  const dates = dateEvidence(column(columns.at));
  const order = dates.order === 'dayFirst' || dates.order === 'monthFirst' ? dates.order : choices.dateOrder;
  const is1904 = countsFrom1904(table);
  const bad: BadLine[] = table.bad.map(({ line, problem }) => ({
    line,
    why: problem.why === 'cellCount' ? `it has ${problem.cells} cells, the heading ${problem.columns}` : `${problem.why}`,
  }));
  if (isUnclear)
    bad.push({ line: 1, why: `"${amounts.example}" can be read two ways: --decimal point or --decimal comma says which` });
  if ('example' in dates && order === undefined)
    bad.push({ line: 1, why: `"${dates.example}" can be read two ways: --dates day-first or --dates month-first says which` });
  const read = (row: TableRow): HistoryLine | string | undefined => {
    const text = (place: number): string => String(row.cells[place] ?? '').trim();
    const date = readDateCell(row.cells[columns.at] ?? '', { order: order ?? 'dayFirst', timeZone: 'UTC', is1904 });
    if (!date.ok || date.on === null) return `"${text(columns.at)}" is no instant`;
    const at = date.at ?? startOfDay(date.on, timeZone);
    const dealId = text(columns.dealId);
    if (dealId === '') return 'no deal_id';
    const field = foldText(text(columns.field));
    const isAmount = isAmountRow(row);
    if (columns.kind === 'fields' && !isAmount && field !== 'stagename' && field !== 'stage') return undefined;
    const named = text(columns.stage);
    const meaning = isAmount ? undefined : findStage(named);
    const end = meaning === 'won' || meaning === 'lost' ? meaning : undefined;
    const kind = columns.kind === 'own' ? KINDS.get(text(columns.event).toLowerCase()) : isAmount ? 'value' : (end ?? 'stage');
    if (kind === undefined) return `"${text(columns.event)}" is no event: stage, won, lost or value`;
    if (kind === 'stage' && (meaning === undefined || end !== undefined)) return `there is no stage "${named}"`;
    const currency = text(columns.currency).toUpperCase();
    const cell = row.cells[isAmount ? columns.stage : columns.value] ?? '';
    const amount = readAmountCell(cell, { currency: currency === '' ? 'XXX' : currency, decimalSign });
    if (!amount.ok)
      return amount.why === 'tooLarge' ? `${String(cell)} is more than can be kept` : `"${String(cell)}" is no amount`;
    const { money } = amount;
    const value = money === null ? null : money.minor / 10 ** exponent(money.currency);
    return {
      line: row.line,
      event: { at, dealId, kind, value, rep: text(columns.rep), stageId: kind === 'stage' ? (meaning ?? null) : null },
      currency: money === null || money.currency === 'XXX' ? currency : money.currency,
      name: text(columns.name),
      company: text(columns.company),
    };
  };
  const lines: HistoryLine[] = [];
  for (const row of table.rows) {
    const found = read(row);
    if (typeof found === 'string') bad.push({ line: row.line, why: found });
    else if (found !== undefined) lines.push(found);
  }
  return { lines, bad };
}
