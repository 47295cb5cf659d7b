import { DAY_MS, type DurationMs, HOUR_MS } from '../core/time/durations.ts';
import type { Instant } from '../core/time/instant.ts';
import { FORM_KEPT_MS } from '../slack/request/kept-forms.ts';
import { deliver } from './deliver.ts';
import type { JobDeps } from './deps.ts';
import { queueDirectDigests } from './direct-digest.ts';
import { snapshotForecasts } from './forecast-snapshots.ts';
import { offerHandOvers } from './leaver-deals.ts';
import { settleLeftImports } from './left-imports.ts';
import { releaseLeftPromises } from './left-promises.ts';
import { queueMorningNotes } from './morning-notes.ts';
import { applyRetention } from './retention.ts';
import { checkStages } from './stage-alerts.ts';
import { syncTeamGroups } from './team-groups.ts';
import { createTickStore } from './tick-store.ts';
import { refreshTiers } from './value-tiers.ts';
import { queueDigest } from './weekly-digest.ts';

/** How long handled request keys are kept for deduplication. */
const HANDLED_KEPT_MS: DurationMs = 48 * HOUR_MS;
/** How long the log of a webhook goes back, and how long what waits for one that is off is kept: docs/webhooks.md says so. */
const WEBHOOK_LOG_KEPT_MS: DurationMs = 30 * DAY_MS;
/** Longer than its removal can be undone. */
const REMOVED_WEBHOOK_KEPT_MS: DurationMs = DAY_MS;
/** How often what has expired is deleted. */
const FORGET_EVERY_MS: DurationMs = 6 * HOUR_MS;

async function forgetExpired({ store, progress, log, clock }: JobDeps, at: Instant): Promise<void> {
  const span = Math.floor(at / FORGET_EVERY_MS);
  if (progress.forgottenSpan === span) return;
  await store.deleteExpired({
    handled: at - HANDLED_KEPT_MS,
    keptForms: clock.wallNow() - FORM_KEPT_MS,
    webhookDeliveries: at - WEBHOOK_LOG_KEPT_MS,
    removedWebhooks: at - REMOVED_WEBHOOK_KEPT_MS,
  });
  for (const workspace of await store.installations.deleteExpired(at))
    log.warn({ workspace }, 'the app was removed long ago: the data of the workspace are deleted');
  progress.forgottenSpan = span;
}

/** What is done every minute: each part goes on where another one failed. */
export async function tick(deps: JobDeps, at: Instant): Promise<void> {
  const runPart = async (name: string, work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      deps.log.error({ err: error, job: name }, 'a job failed; it is tried again in a minute');
    }
  };
  const round = { ...deps, store: createTickStore(deps.store) };
  // By the store itself: it moves people, and what the round reads afterwards is kept until its end.
  await runPart('team-groups', () =>
    syncTeamGroups({ ...deps, store: { ...deps.store, workspaces: round.store.workspaces } }, at),
  );
  await runPart('left-promises', () => releaseLeftPromises(round, at));
  await runPart('leaver-deals', () => offerHandOvers(round, at));
  await runPart('stage-alerts', () => checkStages(round, at));
  await runPart('weekly-digest', async () => {
    const due = (await round.store.subscriptions()).filter(({ nextDueAt }) => nextDueAt <= at);
    for (const subscription of due.toSorted((a, b) => a.nextDueAt - b.nextDueAt)) {
      await runPart('weekly-digest', () => queueDigest(round, subscription, at));
    }
  });
  // They are of this instant alone.
  deps.progress.plans.clear();
  await runPart('own-digest', () => queueDirectDigests(round, at));
  await runPart('morning-note', () => queueMorningNotes(round, at));
  await runPart('value-tiers', () => refreshTiers(round, at));
  await runPart('deliver', () => deliver(round, at));
  await runPart('forecasts', () => snapshotForecasts(round, at));
  await runPart('left-imports', () => settleLeftImports(round, at));
  await runPart('retention', () => applyRetention(round, at));
  await runPart('forget', () => forgetExpired(deps, at));
}
