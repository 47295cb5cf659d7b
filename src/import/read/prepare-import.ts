import { foldText } from '../../core/fold-text.ts';
import type { Pipeline } from '../../core/pipeline/stage.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { Table } from '../../input/files/table.ts';
import { type ColumnRules, columnRules } from './column-rules.ts';
import type { ImportChoices, ImportQuestion } from './import-choices.ts';
import { type ColumnPlan, type ImportSystem, proposeColumns, recogniseSystem } from './propose-columns.ts';
import { createStageProposal, type StageMeaning } from './propose-stages.ts';
import { createRowReader, type ReadDealRow } from './read-row.ts';
import type { BadDealRow } from './row-problem.ts';
import { hugeFrom, type SuspiciousRow, suspicions, suspiciousDates } from './suspicious-rows.ts';

/** What a table is read for. `now`: of the import, ms. */
export type ReadPlace = { readonly pipeline: Pipeline; readonly timeZone: string; readonly now: Instant };

/** A table of deals as it was understood, before anything is written. */
export type PreparedImport = {
  readonly system: ImportSystem;
  readonly plan: ColumnPlan;
  /** Stages of the file, in order of their rows, with what they are taken for and how many rows are in them. */
  readonly stages: readonly { readonly name: string; readonly rows: number; readonly meaning: StageMeaning | undefined }[];
  /** What has to be said first; while there is any, the rest is a preview. */
  readonly questions: readonly ImportQuestion[];
  readonly bad: readonly BadDealRow[];
  readonly leftOut: number;
  /** Rows that a deal is made of. */
  readonly deals: number;
  readonly suspicious: readonly SuspiciousRow[];
  /** Headings of columns that nothing is taken from. */
  readonly unused: readonly string[];
};

/** A prepared import and its rows: in order of time, from a place to another one, read once more each time. */
export type UnderstoodTable = {
  readonly prepared: PreparedImport;
  readonly slice: (from: number, to: number) => readonly ReadDealRow[];
};

/** What stages of a file mean: as a person chose, else as is proposed; each is looked up once. */
function createMeanings({ pipeline }: ReadPlace, choices: ImportChoices): (name: string) => StageMeaning | undefined {
  const propose = createStageProposal(pipeline);
  const chosen = new Map(Object.entries(choices.stages).map(([name, meaning]) => [foldText(name), meaning] as const));
  const meanings = new Map<string, StageMeaning | undefined>();
  return (name) => {
    if (!meanings.has(name)) meanings.set(name, chosen.get(foldText(name)) ?? propose(name));
    return meanings.get(name);
  };
}

/**
 * Reads a table by what is proposed and what a person chose. Of each row only what the order and the report need is kept: read whole, all of
 * them would take more memory than the table.
 */
export function understandTable(table: Table, place: ReadPlace, choices: ImportChoices): UnderstoodTable {
  const plan = choices.columns ?? proposeColumns(table.heading);
  const rules = columnRules(table, plan, choices);
  const stageMeaning = createMeanings(place, choices);
  const stageColumn = plan.fields.stage?.[0];
  const counts = new Map<string, number>();
  const unknownStages = new Set<string>();
  const read = createRowReader({ heading: table.heading, plan, rules, ...place, stageMeaning });
  const bad: BadDealRow[] = [...table.bad];
  const seen = new Map<string, number>();
  const rows = createRowIndex(table.rows.length);
  const oddDates: number[] = [];
  let [leftOut, withoutOwner] = [0, 0];
  for (const [index, each] of table.rows.entries()) {
    const named = String(each.cells[stageColumn ?? -1] ?? '').trim();
    if (named !== '') counts.set(named, (counts.get(named) ?? 0) + 1);
    // Asked about whole, not told row by row.
    if (named !== '' && stageMeaning(named) === undefined) {
      unknownStages.add(named);
      continue;
    }
    const reading = read(each);
    if (reading.kind === 'leftOut') leftOut += 1;
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
        if (suspiciousDates(row, place.now).length > 0) oddDates.push(index);
      }
      seen.set(dealId, before ?? each.line);
    }
  }
  for (const { stage } of plan.entered) if (stageMeaning(stage) === undefined) unknownStages.add(stage);
  const used = new Set([...Object.values(plan.fields).flat(), ...plan.entered.map(({ column }) => column), ...plan.notes]);
  const readAt = (index: number): readonly ReadDealRow[] => {
    const row = table.rows[index];
    const reading = row === undefined ? undefined : read(row);
    return reading?.kind === 'deal' ? [{ ...reading.row, dealId: rows.dealId(index) }] : [];
  };
  const hugeMinor = hugeFrom(rows.values);
  const odd = new Set([...oddDates, ...rows.worthFrom(hugeMinor)]);
  const ordered = rows.inOrder();
  const prepared: PreparedImport = {
    system: recogniseSystem(table.heading),
    plan,
    stages: [...counts].map(([name, count]) => ({ name, rows: count, meaning: stageMeaning(name) })),
    questions: importQuestions({ plan, choices, rules, unknownStages, withoutOwner }),
    bad: bad.toSorted((a, b) => a.line - b.line),
    leftOut,
    deals: ordered.length,
    suspicious: [...odd]
      .toSorted((a, b) => a - b)
      .flatMap(readAt)
      .flatMap((row) => suspicions(row, { now: place.now, hugeMinor })),
    unused: table.heading.filter((name, column) => name !== '' && !used.has(column)),
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
