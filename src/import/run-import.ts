import { planImport } from '../core/history/plan-import.ts';
import type { Pipeline } from '../core/pipeline/stage.ts';
import { createTierTimeline } from '../core/pipeline/tiers.ts';
import type { Instant } from '../core/time/instant.ts';
import type { Table } from '../input/files/table.ts';
import type { BadLine } from '../input/stage-history-csv.ts';
import type { Tenant } from '../store/types/store.ts';
import { type ImportCounts, importedDeals } from './import-counts.ts';
import type { ImportChoices } from './read/import-choices.ts';
import { readImport } from './read-import.ts';
import { type NameMap, resolvePeople } from './resolve-people.ts';
import { writeImport } from './write-import.ts';

export type ImportRequest = {
  readonly table: Table;
  readonly fileName: string;
  readonly stages: NameMap | readonly string[];
  readonly reps: NameMap;
  readonly choices: ImportChoices;
  /** Of days without a time. */
  readonly timeZone: string;
  readonly dryRun: boolean;
  /** Business time, ms. */
  readonly at: Instant;
  readonly progress: (done: number, of: number) => void;
};

/** `closedTwice`: deals that the file closes both ways, of which the last one counts. `runId`: what it can be taken back by; null where nothing was written. */
export type ImportResult =
  | { readonly ok: true; readonly counts: ImportCounts; readonly closedTwice: number; readonly runId: string | null }
  /** Nothing was imported. */
  | { readonly ok: false; readonly why: 'bad'; readonly bad: readonly BadLine[] }
  | { readonly ok: false; readonly why: 'unknown people'; readonly names: readonly string[] }
  | { readonly ok: false; readonly why: 'empty' }
  | { readonly ok: false; readonly why: 'changed meanwhile' };

/**
 * Imports a stage history into a pipeline: every line of the file, or nothing. What an earlier import of the same deals brought is not
 * brought again; one post tells the channels that read the pipeline's digest.
 */
export async function runImport(tenant: Tenant, pipeline: Pipeline, request: ImportRequest): Promise<ImportResult> {
  const { table, fileName, stages, reps, choices, timeZone, dryRun, at, progress } = request;
  const people = await resolvePeople(tenant, reps);
  if (people.unknown.length > 0) return { ok: false, why: 'unknown people', names: people.unknown };
  const read = await readImport(table, { tenant, pipeline, people, stages, choices, timeZone, now: at });
  if (read.lines.length === 0 && read.bad.length === 0) return { ok: false, why: 'empty' };
  const known = await tenant.imports.known([...new Set(read.lines.map(({ dealId }) => dealId))]);
  const tiers = createTierTimeline(await tenant.tiers.all(pipeline.id));
  const plan = planImport(read.lines, known, { pipeline, tiers });
  const bad = [...read.bad, ...plan.bad].toSorted((a, b) => a.line - b.line);
  if (bad.length > 0) return { ok: false, why: 'bad', bad };
  const { sum, ...deals } = importedDeals(plan.deals);
  const members = people.created().filter(({ id }) => sum.usedMembers.has(id));
  const counts: ImportCounts = {
    ...sum.counted,
    ...{ unchanged: plan.unchanged, left: plan.skipped, people: members.map(({ name }) => name), unpriced: read.unpriced },
  };
  const { closedTwice } = plan;
  if (dryRun || plan.deals.length === 0) return { ok: true, counts, closedTwice, runId: null };
  const run = { id: tenant.imports.newId(), memberId: null, fileName, choices };
  const written = await writeImport(
    { tenant, pipeline, at },
    { deals, members, tiers: tiers.newBounds(), counts, run },
    progress,
  );
  return written ? { ok: true, counts, closedTwice, runId: run.id } : { ok: false, why: 'changed meanwhile' };
}
