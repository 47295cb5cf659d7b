import { foldText } from '../../core/fold-text.ts';
import { type DealField, enteredStage, fieldByHeading } from './deal-fields.ts';

/** What the columns of a table say, by their places from 0. */
export type ColumnPlan = {
  readonly fields: Readonly<Partial<Record<DealField, readonly number[]>>>;
  /** Dates on which a deal came into a stage, by what the file calls it. */
  readonly entered: readonly { readonly column: number; readonly stage: string }[];
  /** Columns that are kept as a note, each line under its heading. */
  readonly notes: readonly number[];
};

/** Fields that several columns may hold, the first one with a value counts: Pipedrive has a won time and a lost time. */
const SEVERAL: ReadonlySet<DealField> = new Set(['closed', 'email', 'phone']);

/** The columns that are likely meant, by their headings. */
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
  // A table without a name has its company's: one column then says both.
  return { fields, entered, notes: [] };
}

/** Whose export a table is, by columns that no other has. */
export type ImportSystem = 'hubspot' | 'pipedrive' | 'salesforce' | 'odoo' | 'bitrix24' | 'livespace' | 'table';

const SIGNS: readonly (readonly [ImportSystem, readonly (readonly string[])[]])[] = [
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
