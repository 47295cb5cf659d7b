import type { ImportDraft } from '../store/types/imports.ts';
import type { DealsFile } from './deals-file.ts';
import { type DealsPlan, type ImportPlace, planImportOfDeals } from './import-deals.ts';
import type { ImportChoices } from './read/import-choices.ts';
import { type ImportReport, stageMeanings, stageSums } from './read/import-report.ts';
import type { PreparedImport } from './read/prepare-import.ts';
import { writeImport } from './write-import.ts';

/** An import of a table of deals, ready to be looked at and, where nothing is left to ask, to be written while its file is open. */
export type DealsImport = {
  readonly prepared: PreparedImport;
  readonly plan: DealsPlan;
  readonly report: ImportReport;
};

type Progress = (done: number, of: number) => void;

/** Understands a table of deals and finds what is new in it; nothing is written. @param file.progress is told of rows. */
export async function lookAtDeals(
  {
    file,
    fileName,
    progress = () => undefined,
  }: { readonly file: DealsFile; readonly fileName: string; readonly progress?: Progress | undefined },
  place: ImportPlace,
  choices: ImportChoices,
): Promise<DealsImport> {
  const { pipeline, timeZone, now } = place;
  const understood = await file.understand({ pipeline, timeZone, now }, choices);
  const { prepared } = understood;
  const plan = await planImportOfDeals(understood, { place, choices, progress });
  const { newDeals, changedDeals, unchanged, open, openMinor, won, lost, from, to } = plan.counts;
  const { system, bad, leftOut, closedTwice, noted, cutNotes, unused, questions, suspicious } = prepared;
  const { read, rows } = file.head;
  const report: ImportReport = {
    ...{ fileName, system, read, rows },
    ...{ newDeals, changedDeals, unchanged, open, openMinor, won, lost, from, to },
    ...{
      meanings: stageMeanings(prepared, pipeline),
      stages: stageSums(plan.stageSums, pipeline),
      unpriced: [...plan.unpriced],
      newPeople: plan.counts.people,
      conflicts: plan.conflicts,
    },
    ...{ bad, leftOut, closedTwice, noted, cutNotes, unused, questions, suspicious },
  };
  return { prepared, plan, report };
}

/**
 * Writes what {@link lookAtDeals} found, all of it or nothing. @param how.progress is told of deals.
 *
 * @returns false where somebody changed one of the deals meanwhile, or the same draft was imported already.
 */
export const importDeals = (
  { plan: { deals, members, tiers, counts }, report }: DealsImport,
  { tenant, pipeline, now }: ImportPlace,
  { run, progress }: { readonly run: ImportDraft; readonly progress: Progress },
): Promise<boolean> =>
  report.newDeals + report.changedDeals === 0
    ? Promise.resolve(true)
    : writeImport({ tenant, pipeline, at: now }, { deals, members, tiers, counts, run }, progress);
