import { createDecimalEvidence, type DecimalEvidence } from '../../input/columns/amount-column.ts';
import type { DateOrder } from '../../input/columns/date-cell.ts';
import { createDateEvidence, type DateEvidence } from '../../input/columns/date-column.ts';
import type { DecimalSign } from '../../input/decimal.ts';
import { countsFrom1904, type Table } from '../../input/files/table.ts';
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

function decimalRule(evidence: DecimalEvidence | undefined, chosen: DecimalSign | undefined) {
  if (evidence === undefined) return { decimalSign: '.' as const, questions: [] };
  const told = evidence.sign === '.' || evidence.sign === ',' ? evidence.sign : undefined;
  const decimalSign = told ?? chosen ?? '.';
  if (!('example' in evidence) || chosen !== undefined) return { decimalSign, questions: [] };
  const question: ImportQuestion = { ask: 'decimalSign', example: evidence.example, isMixed: evidence.sign === 'mixed' };
  return { decimalSign, questions: [question] };
}

/** A file is written by one program: a column that leaves the order open goes by those that tell it. */
function dateRules(evidence: ReadonlyMap<number, DateEvidence>, chosen: DateOrder | undefined) {
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

/** Looks at whole columns of a table, all of them in one pass over its rows. */
export function columnRules(table: Table, plan: ColumnPlan, choices: ImportChoices): ColumnRules {
  const valueColumn = plan.fields.value?.[0];
  const amountsSeen = createDecimalEvidence();
  const datesSeen = dateColumns(plan).map((column) => ({ column, evidence: createDateEvidence() }));
  for (const { cells } of table.rows) {
    if (valueColumn !== undefined) amountsSeen.add(cells[valueColumn] ?? '');
    for (const { column, evidence } of datesSeen) evidence.add(cells[column] ?? '');
  }
  const amounts = decimalRule(valueColumn === undefined ? undefined : amountsSeen.result(), choices.decimalSign);
  const dates = dateRules(new Map(datesSeen.map(({ column, evidence }) => [column, evidence.result()])), choices.dateOrder);
  return {
    decimalSign: amounts.decimalSign,
    dateOrders: dates.dateOrders,
    is1904: countsFrom1904(table),
    questions: [...amounts.questions, ...dates.questions],
  };
}
