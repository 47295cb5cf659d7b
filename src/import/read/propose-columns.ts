import { foldText } from '../../core/fold-text.ts';
import { type DealField, enteredStage, fieldByHeading } from './deal-fields.ts';
import { isBookkeeping, MOST_OWN_COLUMNS } from './own-columns.ts';

/** What the columns of a table say, by their places from 0. */
export type ColumnPlan = {
  readonly fields: Readonly<Partial<Record<DealField, readonly number[]>>>;
  /** Dates on which a deal came into a stage, by what the file calls it. */
  readonly entered: readonly { readonly column: number; readonly stage: string }[];
  /** Columns that are kept in the deal's note, each under its heading. */
  readonly notes: readonly number[];
};

/** Fields that several columns may hold, the first one with a value counts: Pipedrive has a won time and a lost time. */
const SEVERAL: ReadonlySet<DealField> = new Set(['closed', 'email', 'phone']);

/** Columns that something is taken from, by their places. */
export const usedColumns = ({ fields, entered, notes }: ColumnPlan): ReadonlySet<number> =>
  new Set([...Object.values(fields).flat(), ...entered.map(({ column }) => column), ...notes]);

/**
 * The columns that are likely meant, by their headings. What is not recognised is kept in the note, but for the other system's bookkeeping:
 * what a team has written about a deal is not lost because nobody here has a field for it.
 */
export function proposeColumns(heading: readonly string[]): ColumnPlan {
  const found = new Map<DealField, { readonly column: number; readonly place: number }[]>();
  const entered: { column: number; stage: string }[] = [];
  for (const [column, name] of heading.entries()) {
    const stage = enteredStage(name);
    if (stage !== undefined) entered.push({ column, stage });
    const named = stage === undefined ? fieldByHeading(name) : undefined;
    if (named !== undefined) found.set(named.field, [...(found.get(named.field) ?? []), { column, place: named.place }]);
  }
  const fields: Partial<Record<DealField, readonly number[]>> = {};
  for (const [field, columns] of found) {
    const sorted = columns.toSorted((a, b) => a.place - b.place || a.column - b.column).map(({ column }) => column);
    fields[field] = SEVERAL.has(field) ? sorted : sorted.slice(0, 1);
  }
  const used = usedColumns({ fields, entered, notes: [] });
  const own = heading.flatMap((name, column) => (name === '' || used.has(column) || isBookkeeping(name) ? [] : [column]));
  // A table without a name has its company's: one column then says both.
  return { fields, entered, notes: own.slice(0, MOST_OWN_COLUMNS) };
}

/** A plan in which a column is a field. What it is besides, it stays: a firm's name may be the deal's too. */
export const assignColumn = (plan: ColumnPlan, field: DealField, column: number): ColumnPlan => ({
  ...plan,
  fields: { ...plan.fields, [field]: [column] },
  notes: plan.notes.filter((each) => each !== column),
});

/** A plan in which nothing is taken from a column. */
export function leaveOutColumn({ fields, entered, notes }: ColumnPlan, column: number): ColumnPlan {
  const isOther = (each: number): boolean => each !== column;
  const left = Object.entries(fields).map(([field, columns]) => [field, columns.filter(isOther)] as const);
  return {
    fields: Object.fromEntries(left.filter(([, columns]) => columns.length > 0)),
    entered: entered.filter((each) => isOther(each.column)),
    notes: notes.filter(isOther),
  };
}

/** Whose export a table is, by columns that no other has. */
export type ImportSystem = 'lejek' | 'hubspot' | 'pipedrive' | 'salesforce' | 'odoo' | 'bitrix24' | 'livespace' | 'table';

const SIGNS: readonly (readonly [ImportSystem, readonly (readonly string[])[]])[] = [
  ['lejek', [['number', 'in stage since', 'expected close', 'next step on', 'external id']]],
  [
    'hubspot',
    [
      ['record id', 'deal name'],
      ['deal stage', 'deal owner'],
      ['etap transakcji'],
      ['identyfikator rekordu', 'nazwa transakcji'],
    ],
  ],
  ['pipedrive', [['deal - title'], ['szansa sprzedazy - tytul'], ['title', 'organization', 'contact person']]],
  [
    'salesforce',
    [['opportunity name', 'stage'], ['opportunity id'], ['opportunity owner'], ['stagename'], ['nazwa szansy', 'nazwa konta']],
  ],
  [
    'odoo',
    [['expected revenue', 'salesperson'], ['expected revenue', 'stage', 'expected closing'], ['expected_revenue'], ['stage_id']],
  ],
  [
    'bitrix24',
    [
      ['responsible person', 'deal name'],
      ['responsible person', 'stage', 'income'],
      ['responsible', 'deal name', 'stage'],
      ['osoba odpowiedzialna', 'nazwa deala'],
      ['osoba odpowiedzialna', 'nazwa interesu'],
    ],
  ],
  [
    'livespace',
    [
      ['opiekun', 'etap', 'przewidywana data zamkniecia'],
      ['opiekun', 'nazwa szansy'],
    ],
  ],
];

/** The system that a table comes from; 'table' for any other. */
export function recogniseSystem(heading: readonly string[]): ImportSystem {
  const names = new Set(heading.map(foldText));
  return SIGNS.find(([, signs]) => signs.some((all) => all.every((name) => names.has(name))))?.[0] ?? 'table';
}
