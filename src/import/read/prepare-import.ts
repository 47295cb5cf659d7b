import { foldText } from '../../core/fold-text.ts';
import { restoreFormula } from '../../core/formula-text.ts';
import type { Pipeline } from '../../core/pipeline/stage.ts';
import type { Instant } from '../../core/time/instant.ts';
import { columnLetters, isBlank, type Table, type TableRow } from '../../input/files/table.ts';
import { normalizeText } from '../../input/slack-text.ts';
import { type ColumnRules, columnRules } from './column-rules.ts';
import type { ImportChoices, ImportQuestion } from './import-choices.ts';
import { type ColumnPlan, type ImportSystem, proposeColumns, recogniseSystem, usedColumns } from './propose-columns.ts';
import { createStageProposal, outcomeByName, type StageMeaning } from './propose-stages.ts';
import { createRowReader, type ReadDealRow } from './read-row.ts';
import type { BadDealRow } from './row-problem.ts';
import type { Meanings } from './standing.ts';
import { hugeFrom, type SuspiciousRow, suspicions, suspiciousDates } from './suspicious-rows.ts';

/** What a table is read for. `now`: of the import, ms. */
export type ReadPlace = { readonly pipeline: Pipeline; readonly timeZone: string; readonly now: Instant };

/** A name of the file. `isStatus`: of a column that says open, won or lost. */
export type FileStage = {
  readonly name: string;
  readonly rows: number;
  readonly meaning: StageMeaning | undefined;
  readonly isStatus: boolean;
};

/** A table of deals as it was understood, before anything is written. */
export type PreparedImport = {
  readonly system: ImportSystem;
  readonly plan: ColumnPlan;
  /**
   * Stages of the file, in order of their rows, with what they are taken for and how many rows are in them; then what a column of open, won
   * and lost calls otherwise.
   */
  readonly stages: readonly FileStage[];
  /** What has to be said first; while there is any, the rest is a preview. */
  readonly questions: readonly ImportQuestion[];
  readonly bad: readonly BadDealRow[];
  readonly leftOut: number;
  /** Deals that have dates of both ends. */
  readonly closedTwice: number;
  /** Rows that a deal is made of. */
  readonly deals: number;
  readonly suspicious: readonly SuspiciousRow[];
  /** Columns with values that are kept in the note, by what {@link columnName} calls them. */
  readonly noted: readonly string[];
  /** Lines whose note has no room for all of them. */
  readonly cutNotes: readonly number[];
  /** Columns with values that nothing is taken from. */
  readonly unused: readonly string[];
};

/** A prepared import and its rows: in order of time, from a place to another one, read once more each time. */
export type UnderstoodTable = {
  readonly prepared: PreparedImport;
  readonly slice: (from: number, to: number) => readonly ReadDealRow[];
};

/** A lookup that keeps what it has found. */
function once<Found>(find: (name: string) => Found): (name: string) => Found | undefined {
  const known = new Map<string, Found>();
  return (name) => {
    if (!known.has(name)) known.set(name, find(name));
    return known.get(name);
  };
}

/** What names of a file mean: as a person chose, else as is proposed. A column of open, won and lost may name stages too. */
function createMeanings({ pipeline }: ReadPlace, choices: ImportChoices, system: ImportSystem): Meanings {
  const propose = createStageProposal(pipeline);
  // What was deleted where it comes from is no deal here.
  const withdrawn = (name: string) => (system === 'lejek' && name === 'withdrawn' ? 'leaveOut' : undefined);
  const chosen = new Map(Object.entries(choices.stages).map(([name, meaning]) => [foldText(name), meaning] as const));
  return {
    stage: once((name) => chosen.get(foldText(name)) ?? propose(name)),
    status: once((name) => chosen.get(foldText(name)) ?? withdrawn(name) ?? outcomeByName(name) ?? propose(name)),
  };
}

/** What a person calls a column: its heading, else its letters, as spreadsheets have them. */
const columnName = (heading: readonly string[], column: number): string => heading[column] || columnLetters(column);

/** Which columns of a table hold anything. */
function createFilledColumns(heading: readonly string[]) {
  const empty = new Set(heading.keys());
  return {
    add: ({ cells }: TableRow): void => {
      for (const column of empty) if (!isBlank([cells[column] ?? ''])) empty.delete(column);
    },
    all: (): readonly number[] => [...heading.keys()].filter((column) => !empty.has(column)),
  };
}

/** A row of an export of Lejek as it was before its formulas were neutralised. */
const restoreCells = ({ line, cells }: TableRow): TableRow => ({
  line,
  cells: cells.map((cell) => (typeof cell === 'string' ? restoreFormula(cell) : cell)),
});

/** How often each name stands in a column. */
function createCounts(column: number | undefined) {
  const counts = new Map<string, number>();
  return {
    add: ({ cells }: TableRow): void => {
      const name = column === undefined ? '' : normalizeText(String(cells[column] ?? ''));
      if (name !== '') counts.set(name, (counts.get(name) ?? 0) + 1);
    },
    all: (): readonly (readonly [name: string, rows: number])[] => [...counts],
  };
}

/**
 * Reads a table by what is proposed and what a person chose. Of each row only what the order and the report need is kept: read whole, all of
 * them would take more memory than the table.
 */
export function understandTable(table: Table, place: ReadPlace, choices: ImportChoices): UnderstoodTable {
  const system = recogniseSystem(table.heading);
  const plan = choices.columns ?? proposeColumns(table.heading);
  const rules = columnRules(table, plan, choices);
  const meanings = createMeanings(place, choices, system);
  const [stageCounts, statusCounts] = [plan.fields.stage, plan.fields.status].map((columns) => createCounts(columns?.[0]));
  const unknownStages = new Set<string>();
  const read = createRowReader({ heading: table.heading, plan, rules, ...place, meanings });
  const asTyped = (row: TableRow): TableRow => (system === 'lejek' ? restoreCells(row) : row);
  const bad: BadDealRow[] = [...table.bad];
  const seen = new Map<string, number>();
  const rows = createRowIndex(table.rows.length);
  const filled = createFilledColumns(table.heading);
  const oddDates: number[] = [];
  const cutNotes: number[] = [];
  let [leftOut, withoutOwner, closedTwice] = [0, 0, 0];
  let index = -1;
  for (const written of table.rows) {
    index += 1;
    const each = asTyped(written);
    filled.add(each);
    stageCounts?.add(each);
    statusCounts?.add(each);
    const reading = read(each);
    if (reading.kind === 'leftOut') leftOut += 1;
    // Asked about whole, not told row by row.
    else if (reading.kind === 'unknown') unknownStages.add(reading.name);
    else if (reading.kind === 'bad') bad.push({ line: each.line, problem: reading.problem });
    else {
      const { row } = reading;
      const dealId = row.dealId || ownId(row, seen);
      const before = seen.get(dealId);
      if (before !== undefined && row.dealId !== '')
        bad.push({ line: each.line, problem: { why: 'duplicate', id: dealId, line: before } });
      else {
        rows.add(index, { dealId, at: row.steps[0].at, minor: row.money?.minor ?? 0 });
        if (row.owner === '') withoutOwner += 1;
        if (row.isClosedTwice) closedTwice += 1;
        if (row.isNoteCut) cutNotes.push(each.line);
        if (suspiciousDates(row, place).length > 0) oddDates.push(index);
      }
      seen.set(dealId, before ?? each.line);
    }
  }
  for (const { stage } of plan.entered) if (meanings.stage(stage) === undefined) unknownStages.add(stage);
  const used = usedColumns(plan);
  const holding = filled.all();
  const named = (columns: readonly number[]): readonly string[] => columns.map((column) => columnName(table.heading, column));
  const readAt = (index: number): readonly ReadDealRow[] => {
    const row = table.rows.at(index);
    const reading = row === undefined ? undefined : read(asTyped(row));
    return reading?.kind === 'deal' ? [{ ...reading.row, dealId: rows.dealId(index) }] : [];
  };
  const hugeMinor = hugeFrom(rows.values);
  const odd = new Set([...oddDates, ...rows.worthFrom(hugeMinor)]);
  const ordered = rows.inOrder();
  const prepared: PreparedImport = {
    system,
    plan,
    stages: [
      ...(stageCounts?.all() ?? []).map(([name, count]) => ({
        name,
        rows: count,
        meaning: meanings.stage(name),
        isStatus: false,
      })),
      ...(statusCounts?.all() ?? [])
        .filter(([name]) => outcomeByName(name) === undefined)
        .map(([name, count]) => ({ name, rows: count, meaning: meanings.status(name), isStatus: true })),
    ],
    questions: importQuestions({ plan, choices, rules, unknownStages, withoutOwner }),
    bad: bad.toSorted((a, b) => a.line - b.line),
    leftOut,
    closedTwice,
    deals: ordered.length,
    suspicious: [...odd]
      .toSorted((a, b) => a - b)
      .flatMap(readAt)
      .flatMap((row) => suspicions(row, { ...place, hugeMinor })),
    noted: named(holding.filter((column) => plan.notes.includes(column))),
    cutNotes,
    unused: named(holding.filter((column) => !used.has(column))),
  };
  return { prepared, slice: (from, to) => [...ordered.subarray(from, to)].flatMap(readAt) };
}

function importQuestions({
  plan: { fields },
  choices: { defaultOwner },
  rules,
  unknownStages,
  withoutOwner,
}: {
  readonly plan: ColumnPlan;
  readonly choices: ImportChoices;
  readonly rules: ColumnRules;
  readonly unknownStages: ReadonlySet<string>;
  readonly withoutOwner: number;
}): readonly ImportQuestion[] {
  const [isNameless, isStageless] = [
    fields.name === undefined && fields.company === undefined,
    fields.stage?.[0] === undefined && fields.status === undefined,
  ];
  return [
    ...(isNameless ? [{ ask: 'column', field: 'name' } as const] : []),
    ...(isStageless ? [{ ask: 'column', field: 'stage' } as const] : []),
    ...(unknownStages.size === 0 ? [] : [{ ask: 'stages', names: [...unknownStages] } as const]),
    ...rules.questions,
    ...(defaultOwner === undefined && withoutOwner > 0 ? [{ ask: 'owner', rows: withoutOwner } as const] : []),
  ];
}

/** The id of a deal that the file gives none: its name and company, and which of those that share both it is. */
function ownId({ name, company }: ReadDealRow, seen: ReadonlyMap<string, number>): string {
  const base = `${foldText(name)}|${foldText(company ?? '')}`;
  let id = base;
  for (let place = 2; seen.has(id); place += 1) id = `${base}#${place}`;
  return id;
}

/** What is kept of the rows that can be read, by their place in the table. */
function createRowIndex(length: number) {
  const ids = new Map<number, string>();
  const at = new Float64Array(length);
  const values = new Float64Array(length);
  return {
    /** Minor units; 0: none. */
    values,
    add: (index: number, row: { readonly dealId: string; readonly at: Instant; readonly minor: number }): void => {
      ids.set(index, row.dealId);
      at[index] = row.at;
      values[index] = row.minor;
    },
    dealId: (index: number): string => ids.get(index) ?? '',
    worthFrom: (minor: number): readonly number[] => [...ids.keys()].filter((index) => (values[index] ?? 0) >= minor),
    /** By their first step, those of one instant as the file has them. */
    inOrder: (): Uint32Array => Uint32Array.from(ids.keys()).sort((a, b) => (at[a] ?? 0) - (at[b] ?? 0) || a - b),
  };
}
