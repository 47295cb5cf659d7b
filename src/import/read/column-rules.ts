import { decimalEvidence } from '../../input/columns/amount-column.ts';
import type { DateOrder } from '../../input/columns/date-cell.ts';
import { type DateEvidence, dateEvidence } from '../../input/columns/date-column.ts';
import type { DecimalSign } from '../../input/decimal.ts';
import { type Cell, countsFrom1904, type Table } from '../../input/files/table.ts';
import type { DealField } from './deal-fields.ts';
import type { ImportChoices, ImportQuestion } from './import-choices.ts';
import type { ColumnPlan } from './propose-columns.ts';

export const DATE_FIELDS = [
  'created',
  'stageSince',
  'closed',
  'closeOn',
  'close',
  'nextStepOn',
] as const satisfies readonly DealField[];

/** By which rule each column is read, and what has to be asked first. */
export type ColumnRules = {
  readonly decimalSign: DecimalSign;
  readonly dateOrders: ReadonlyMap<number, DateOrder>;
  /** Whether numbers in columns of dates count days from 1904. */
  readonly is1904: boolean;
  readonly questions: readonly ImportQuestion[];
};

function* columnCells({ rows }: Table, column: number): Generator<Cell> {
  for (const { cells } of rows) yield cells[column] ?? '';
}

function decimalRule(table: Table, column: number | undefined, chosen: DecimalSign | undefined) {
  if (column === undefined) return { decimalSign: '.' as const, questions: [] };
  const evidence = decimalEvidence(columnCells(table, column));
  const told = evidence.sign === '.' || evidence.sign === ',' ? evidence.sign : undefined;
  const decimalSign = told ?? chosen ?? '.';
  if (!('example' in evidence) || chosen !== undefined) return { decimalSign, questions: [] };
  const question: ImportQuestion = { ask: 'decimalSign', example: evidence.example, isMixed: evidence.sign === 'mixed' };
  return { decimalSign, questions: [question] };
}

/** A file is written by one program: a column that leaves the order open goes by those that tell it. */
function dateRules(table: Table, columns: readonly number[], chosen: DateOrder | undefined) {
  const evidence = new Map<number, DateEvidence>(columns.map((column) => [column, dateEvidence(columnCells(table, column))]));
  const told = new Set(
    [...evidence.values()].flatMap(({ order }) => (order === 'dayFirst' || order === 'monthFirst' ? [order] : [])),
  );
  const [only, ...others] = told;
  const shared = others.length === 0 ? only : undefined;
  const questions: ImportQuestion[] = [];
  const dateOrders = new Map<number, DateOrder>();
  for (const [column, each] of evidence) {
    if (each.order === 'dayFirst' || each.order === 'monthFirst') dateOrders.set(column, each.order);
    else {
      dateOrders.set(column, chosen ?? shared ?? 'dayFirst');
      const isOpen = each.order === 'mixed' || (each.order === 'unclear' && shared === undefined);
      if (isOpen && chosen === undefined && questions.length === 0)
        questions.push({ ask: 'dateOrder', example: 'example' in each ? each.example : '', isMixed: each.order === 'mixed' });
    }
  }
  return { dateOrders, questions };
}

/** Columns that hold dates. */
export const dateColumns = ({ fields, entered }: ColumnPlan): readonly number[] => [
  ...new Set([...DATE_FIELDS.flatMap((field) => fields[field] ?? []), ...entered.map(({ column }) => column)]),
];

/** Looks at whole columns of a table. */
export function columnRules(table: Table, plan: ColumnPlan, choices: ImportChoices): ColumnRules {
  const amounts = decimalRule(table, plan.fields.value?.[0], choices.decimalSign);
  const dates = dateRules(table, dateColumns(plan), choices.dateOrder);
  return {
    decimalSign: amounts.decimalSign,
    dateOrders: dates.dateOrders,
    is1904: countsFrom1904(table),
    questions: [...amounts.questions, ...dates.questions],
  };
}
