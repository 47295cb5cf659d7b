import { deliver } from './deliver.ts';
import type { JobDeps } from './deps.ts';
import { keepForecasts } from './forecast-snapshots.ts';
import { queueMorningNotes } from './morning-note.ts';
import { queueOwnDigests } from './own-digest.ts';
import { watchStages } from './stage-alerts.ts';
import { refreshTiers } from './value-tiers.ts';
import { queueDigest } from './weekly-digest.ts';

/** Requests are remembered so long against being carried out twice. */
const REMEMBERED_MS = 48 * 3_600_000;

/** What is done every minute: each part goes on where another one failed. */
export async function tick(deps: JobDeps, at: number, realNow: () => number = Date.now): Promise<void> {
  const part = async (name: string, work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      deps.log.error({ err: error, job: name }, 'a job failed; it is tried again in a minute');
    }
  };
  await part('stage-alerts', () => watchStages(deps, at));
  await part('weekly-digest', async () => {
    for (const subscription of await deps.store.subscriptionsDue(at)) {
      if (subscription.nextDueAt <= at) await part('weekly-digest', () => queueDigest(deps, subscription, at));
    }
  });
  await part('own-digest', () => queueOwnDigests(deps, at));
  await part('morning-note', () => queueMorningNotes(deps, at));
  await part('value-tiers', () => refreshTiers(deps, at));
  await part('deliver', () => deliver(deps, at, realNow));
  await part('forecasts', () => keepForecasts(deps, at));
  await part('forget', () => deps.store.forgetHandled(at - REMEMBERED_MS));
}
