import type { Table } from '../input/files/table.ts';
import type { ImportDraft } from '../store/types/imports.ts';
import { type DealsPlan, type ImportPlace, planImportOfDeals } from './import-deals.ts';
import type { ImportChoices } from './read/import-choices.ts';
import { type ImportReport, stageMeanings, stageSums, suspiciousRows } from './read/import-report.ts';
import { type PreparedImport, prepareImport } from './read/prepare-import.ts';
import { countImport, type ImportCounts, writeImport } from './write-import.ts';

/** An import of a table of deals, ready to be looked at and, where nothing is left to ask, to be written. */
export type DealsImport = {
  readonly prepared: Omit<PreparedImport, 'rows'>;
  readonly plan: DealsPlan;
  readonly counts: ImportCounts;
  readonly report: ImportReport;
};

/**
 * Understands a table of deals and finds what is new in it; nothing is written.
 *
 * @param file.isLast whether nobody reads the table afterwards: its rows are let go, so that they do not stand in memory beside the deals.
 */
export async function lookAtDeals(
  { table, fileName, isLast = false }: { readonly table: Table; readonly fileName: string; readonly isLast?: boolean },
  place: ImportPlace,
  choices: ImportChoices,
): Promise<DealsImport> {
  const { rows: read, ...prepared } = await prepareImport(table, place, choices);
  const rows = table.rows.length + table.bad.length;
  if (isLast) table.rows.splice(0);
  const suspicious = suspiciousRows(read, place.now);
  const plan = await planImportOfDeals({ rows: read, plan: prepared.plan }, place, choices);
  const unpriced = [...plan.unpriced];
  const counts = countImport(plan.deals, {
    unchanged: plan.unchanged,
    left: plan.conflicts.length,
    people: plan.members.map(({ name }) => name),
    unpriced: unpriced.reduce((sum, [, deals]) => sum + deals, 0),
  });
  const { newDeals, changedDeals, unchanged, open, openMinor, won, lost, from, to } = counts;
  const { system, bad, leftOut, unused, questions } = prepared;
  const report: ImportReport = {
    ...{ fileName, system, read: table.read, rows },
    ...{ newDeals, changedDeals, unchanged, open, openMinor, won, lost, from, to },
    ...{
      meanings: stageMeanings(prepared, place.pipeline),
      stages: stageSums(plan.deals, place.pipeline),
      unpriced,
      newPeople: counts.people,
      conflicts: plan.conflicts,
    },
    ...{ bad, leftOut, unused, questions, suspicious },
  };
  return { prepared, plan, counts, report };
}

/**
 * Writes what {@link lookAtDeals} found, all of it or nothing.
 *
 * @returns false where somebody changed one of the deals meanwhile, or the same draft was imported already.
 */
export const importDeals = (
  { plan: { deals, members, tiers }, counts }: DealsImport,
  { tenant, pipeline, now }: ImportPlace,
  { run, progress }: { readonly run: ImportDraft; readonly progress: (done: number, of: number) => void },
): Promise<boolean> =>
  deals.length === 0
    ? Promise.resolve(true)
    : writeImport({ tenant, pipeline, at: now }, { deals, members, tiers, counts, run }, progress);
