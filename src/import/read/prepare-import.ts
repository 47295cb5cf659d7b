import { setImmediate as nextTurn } from 'node:timers/promises';
import { foldText } from '../../core/fold-text.ts';
import type { Pipeline } from '../../core/pipeline/stage.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { Table } from '../../input/files/table.ts';
import { columnRules } from './column-rules.ts';
import type { ImportChoices, ImportQuestion } from './import-choices.ts';
import { type ColumnPlan, type ImportSystem, proposeColumns, recogniseSystem } from './propose-columns.ts';
import { createStageProposal, type StageMeaning } from './propose-stages.ts';
import { createRowReader, type ReadDealRow } from './read-row.ts';
import type { BadDealRow } from './row-problem.ts';

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
  readonly rows: readonly ReadDealRow[];
  /** Headings of columns that nothing is taken from. */
  readonly unused: readonly string[];
};

/** Rows between two turns of the event loop. */
const ROWS_PER_TURN = 100;

/** Reads a table by what is proposed and what a person chose. */
export async function prepareImport(table: Table, place: ReadPlace, choices: ImportChoices): Promise<PreparedImport> {
  const plan = choices.columns ?? proposeColumns(table.heading);
  const rules = columnRules(table, plan, choices);
  const propose = createStageProposal(place.pipeline);
  const chosen = new Map(Object.entries(choices.stages).map(([name, meaning]) => [foldText(name), meaning] as const));
  const meanings = new Map<string, StageMeaning | undefined>();
  const stageMeaning = (name: string): StageMeaning | undefined => {
    if (!meanings.has(name)) meanings.set(name, chosen.get(foldText(name)) ?? propose(name));
    return meanings.get(name);
  };
  const stageColumn = plan.fields.stage?.[0];
  const counts = new Map<string, number>();
  const unknownStages = new Set<string>();
  const read = createRowReader({ heading: table.heading, plan, rules, ...place, stageMeaning });
  const rows: ReadDealRow[] = [];
  const bad: BadDealRow[] = [...table.bad];
  const seen = new Map<string, number>();
  let leftOut = 0;
  for (const [index, each] of table.rows.entries()) {
    if (index % ROWS_PER_TURN === ROWS_PER_TURN - 1) await nextTurn();
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
      const row = { ...reading.row, dealId: reading.row.dealId || ownId(reading.row, seen) };
      const before = seen.get(row.dealId);
      if (before !== undefined && reading.row.dealId !== '')
        bad.push({ line: each.line, problem: { why: 'duplicate', id: row.dealId, line: before } });
      else rows.push(row);
      seen.set(row.dealId, before ?? each.line);
    }
  }
  for (const { stage } of plan.entered) if (stageMeaning(stage) === undefined) unknownStages.add(stage);
  const used = new Set([...Object.values(plan.fields).flat(), ...plan.entered.map(({ column }) => column), ...plan.notes]);
  return {
    system: recogniseSystem(table.heading),
    plan,
    stages: [...counts].map(([name, count]) => ({ name, rows: count, meaning: stageMeaning(name) })),
    questions: [
      ...(plan.fields.name === undefined && plan.fields.company === undefined ? [{ ask: 'column', field: 'name' } as const] : []),
      ...(stageColumn === undefined && plan.fields.status === undefined ? [{ ask: 'column', field: 'stage' } as const] : []),
      ...(unknownStages.size === 0 ? [] : [{ ask: 'stages', names: [...unknownStages] } as const]),
      ...rules.questions,
      ...ownerQuestion(rows, choices),
    ],
    bad: bad.toSorted((a, b) => a.line - b.line),
    leftOut,
    rows,
    unused: table.heading.filter((name, column) => name !== '' && !used.has(column)),
  };
}

/** The id of a deal that the file gives none: its name and company, and which of those that share both it is. */
function ownId({ name, company }: ReadDealRow, seen: ReadonlyMap<string, number>): string {
  const base = `${foldText(name)}|${foldText(company ?? '')}`;
  let id = base;
  for (let place = 2; seen.has(id); place += 1) id = `${base}#${place}`;
  return id;
}

function ownerQuestion(rows: readonly ReadDealRow[], { defaultOwner }: ImportChoices): readonly ImportQuestion[] {
  const without = rows.filter(({ owner }) => owner === '').length;
  return defaultOwner === undefined && without > 0 ? [{ ask: 'owner', rows: without }] : [];
}
