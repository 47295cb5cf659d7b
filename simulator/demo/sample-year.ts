import type { Member } from '../../src/core/people/member.ts';
import { everything } from '../../src/core/people/viewer.ts';
import { openStages, type Pipeline } from '../../src/core/pipeline/stage.ts';
import { addDays, dateAt } from '../../src/core/time/calendar.ts';
import { DAY_MS } from '../../src/core/time/durations.ts';
import { loadPipeline } from '../../src/facts/load-pipeline.ts';
import { keepPastForecasts } from '../../src/facts/past-forecasts.ts';
import type { Tenant } from '../../src/store/types/store.ts';
import { SELLERS } from './sample-firm.ts';
import { createSampleRandom } from './sample-random.ts';
import { advanceWithAnswers, loseWithReason, OFFER_INDEX, SAMPLE_TIME_ZONE, sampleSteps, workingTime } from './sample-steps.ts';
import { setSampleTargets } from './sample-targets.ts';
import type { Demo } from './start-demo.ts';
import { writeHistory } from './write-history.ts';

/** So many weeks of past forecasts, and no quarter or year is an early estimate. */
export const FORECAST_WEEKS = 42;

type Progress = (done: number, of: number) => void;

/** The pipeline as English readers see it, and the firm's sellers. */
export async function loadPipelineAndSellers(
  tenant: Tenant,
): Promise<{ readonly pipeline: Pipeline; readonly sellers: readonly [Member, ...Member[]] }> {
  const [pipeline, members] = [await loadPipeline(tenant, 'en'), await tenant.members.all()];
  if (pipeline === undefined) throw new Error('the sample needs a pipeline');
  const [first, ...others] = SELLERS.flatMap((name) => members.find((member) => member.name.toLowerCase() === name) ?? []);
  if (first === undefined) throw new Error('the sample needs sellers');
  return { pipeline, sellers: [first, ...others] };
}

/** Keeps exactly one open deal in Offer, so that losing or advancing it raises the stage alert in the demo. */
async function leaveOneDealInOffer(tenant: Tenant, pipeline: Pipeline, now: number): Promise<void> {
  const [decision, offer] = openStages(pipeline).slice(OFFER_INDEX - 1);
  if (decision === undefined || offer === undefined) return;
  const at = workingTime(createSampleRandom(7), now - 2 * DAY_MS);
  const there = await tenant.deals(everything('operator')).filesInStage(pipeline.id, offer.id, 1000);
  const [kept, ...more] = there.filter(({ deal }) => deal.stageSince < at);
  for (const { deal } of more) {
    const { number, ownerId } = deal;
    await tenant
      .deals(everything('operator'))
      .change(number, (file) => loseWithReason(file, pipeline, 'decision', ownerId, at), { key: null, at });
  }
  if (kept !== undefined) return;
  const [nearest] = (await tenant.deals(everything('operator')).filesInStage(pipeline.id, decision.id, 1000)).filter(
    ({ deal }) => deal.stageSince < at,
  );
  if (nearest === undefined) return;
  const { number, ownerId } = nearest.deal;
  const closeOn = addDays(dateAt(now, SAMPLE_TIME_ZONE), 20);
  await tenant
    .deals(everything('operator'))
    .change(number, (file) => advanceWithAnswers(file, pipeline, closeOn, ownerId, at), { key: null, at });
}

/**
 * A year of a believable firm's history, the same in every run for the same instant, decided by the rules that people's own commands go
 * through.
 *
 * @param now ms; the year ends there. @param progress is told now and then.
 */
export async function writeSampleYear(
  { database, tenant }: Demo,
  now: number,
  deals = 400,
  progress: Progress = () => undefined,
): Promise<void> {
  const { pipeline, sellers } = await loadPipelineAndSellers(tenant);
  await setSampleTargets(database, tenant.id, pipeline, sellers, now);
  await writeHistory(database, tenant, sampleSteps({ pipeline, sellers }, { now, deals }), progress);
  await leaveOneDealInOffer(tenant, pipeline, now);
}

/** `progressOfForecasts`: of those that the firm would have had in the year, once it is written. */
type YearOptions = { readonly deals?: number; readonly progress?: Progress; readonly progressOfForecasts?: Progress };

/**
 * The same year up to the demo's now, with forecasts that would have been made in it.
 *
 * @returns the number of deals.
 */
export async function writeForecastYear(
  demo: Demo,
  { deals = 400, progress, progressOfForecasts = () => undefined }: YearOptions = {},
): Promise<number> {
  const { tenant, clock, store } = demo;
  const now = clock.now();
  await writeSampleYear(demo, now, deals, progress);
  const pipeline = await loadPipeline(tenant, 'en');
  const [workspace] = await store.workspaces();
  if (workspace === undefined || pipeline === undefined) return deals;
  const { timeZone } = workspace;
  await keepPastForecasts({ tenant, pipeline, workspace, timeZone }, dateAt(now, timeZone), {
    // As many as the forecasts of team and reps need to be no early estimates, a year's too, in a few seconds.
    weeks: FORECAST_WEEKS,
    everyWeeks: 2,
    progress: progressOfForecasts,
  });
  return deals;
}
