import { type ImportedDeal, planImport } from '../core/history/plan-import.ts';
import type { Pipeline } from '../core/pipeline/stage.ts';
import { createTierTimeline } from '../core/pipeline/tiers.ts';
import { addDays, dateAt } from '../core/time/calendar.ts';
import type { Instant } from '../core/time/instant.ts';
import type { BadLine } from '../input/stage-history-csv.ts';
import { importSummaryDrafts } from '../jobs/posts/import-summary.ts';
import type { Tenant } from '../store/types/store.ts';
import { type NameMap, readImport, resolvePeople } from './read-import.ts';

export type ImportRequest = {
  readonly text: string;
  readonly stages: NameMap | readonly string[];
  readonly reps: NameMap;
  readonly dryRun: boolean;
  /** Business time, ms. */
  readonly at: Instant;
  readonly progress: (done: number, of: number) => void;
};

/** What an import did, or in a dry run would do. */
export type ImportCounts = {
  readonly newDeals: number;
  readonly changedDeals: number;
  readonly unchanged: number;
  readonly left: number;
  readonly events: number;
  /** Of the deals that are new or changed. */
  readonly open: number;
  readonly won: number;
  readonly lost: number;
  /** Value of the open ones, minor units of the pipeline's currency. */
  readonly openMinor: number;
  /** First and last instant of what is new; null where nothing is. */
  readonly from: Instant | null;
  readonly to: Instant | null;
  /** Names of the people who were made for it. */
  readonly people: readonly string[];
  readonly unpriced: number;
};

export type ImportResult =
  | { readonly ok: true; readonly counts: ImportCounts }
  /** Nothing was imported. */
  | { readonly ok: false; readonly why: 'bad'; readonly bad: readonly BadLine[] }
  | { readonly ok: false; readonly why: 'unknown people'; readonly names: readonly string[] }
  | { readonly ok: false; readonly why: 'empty' }
  | { readonly ok: false; readonly why: 'changed meanwhile' };

function countImport(
  deals: readonly ImportedDeal[],
  rest: Pick<ImportCounts, 'unchanged' | 'left' | 'people' | 'unpriced'>,
): ImportCounts {
  const events = deals.flatMap((each) => each.events);
  const times = events.map(({ at }) => at);
  const ended = (outcome: string): number => deals.filter(({ deal }) => deal.outcome === outcome).length;
  const open = deals.filter(({ deal }) => deal.outcome === 'open');
  return {
    ...rest,
    newDeals: deals.filter(({ isNew }) => isNew).length,
    changedDeals: deals.filter(({ isNew }) => !isNew).length,
    events: events.length,
    open: open.length,
    won: ended('won'),
    lost: ended('lost'),
    openMinor: open.reduce((sum, { deal }) => sum + (deal.pipelineValueMinor ?? 0), 0),
    from: times.reduce<number | null>((first, at) => (first === null || at < first ? at : first), null),
    to: times.reduce<number | null>((last, at) => (last === null || at > last ? at : last), null),
  };
}

/**
 * Imports a stage history into a pipeline: every line of the file, or nothing. What an earlier import of the same deals brought is not
 * brought again; one post tells the channels that read the pipeline's digest.
 */
export async function runImport(tenant: Tenant, pipeline: Pipeline, request: ImportRequest): Promise<ImportResult> {
  const { text, stages, reps, dryRun, at, progress } = request;
  const people = await resolvePeople(tenant, reps);
  if (people.unknown.length > 0) return { ok: false, why: 'unknown people', names: people.unknown };
  const read = await readImport(text, { tenant, pipeline, people, stages, now: at });
  if (read.lines.length === 0 && read.bad.length === 0) return { ok: false, why: 'empty' };
  const known = await tenant.imports.known([...new Set(read.lines.map(({ dealId }) => dealId))]);
  const tiers = createTierTimeline(await tenant.tiers.all(pipeline.id));
  const plan = planImport(read.lines, known, { pipeline, tiers });
  const bad = [...read.bad, ...plan.bad].toSorted((a, b) => a.line - b.line);
  if (bad.length > 0) return { ok: false, why: 'bad', bad };
  const used = new Set(
    plan.deals.flatMap(({ events }) => events.flatMap(({ before, after }) => [before?.ownerId, after.ownerId])),
  );
  const members = people.created().filter(({ id }) => used.has(id));
  const createdNames = members.map(({ name }) => name);
  const counts = countImport(plan.deals, {
    unchanged: plan.unchanged,
    left: plan.skipped,
    people: createdNames,
    unpriced: read.unpriced,
  });
  if (dryRun || plan.deals.length === 0) return { ok: true, counts };
  const channels = (await tenant.subscriptions.all()).filter(({ pipelineId }) => pipelineId === pipeline.id);
  const deliveries = importSummaryDrafts(channels, counts, { currency: pipeline.currency, at });
  const made = tiers.newBounds();
  const written = await tenant.imports.write(
    { pipelineId: pipeline.id, deals: plan.deals, members, tiers: made, deliveries, at },
    progress,
  );
  // What closed long ago is in no stock: the plan of the day is made anew with it.
  if (written) await tenant.plans.deleteFrom(pipeline.id, addDays(dateAt(at, 'UTC'), -1));
  return written ? { ok: true, counts } : { ok: false, why: 'changed meanwhile' };
}
