import type { Store } from '../store/types/store.ts';
import { deliver } from './deliver.ts';
import type { JobDeps } from './deps.ts';
import { keepForecasts } from './forecast-snapshots.ts';
import { queueMorningNotes } from './morning-note.ts';
import { queueOwnDigests } from './own-digest.ts';
import { readOnce } from './reads.ts';
import { watchStages } from './stage-alerts.ts';
import { refreshTiers } from './value-tiers.ts';
import { queueDigest } from './weekly-digest.ts';

/** Requests are remembered so long against being carried out twice. */
const REMEMBERED_MS = 48 * 3_600_000;
/** What is older is looked for so often. */
const FORGET_MS = 6 * 3_600_000;

/** In which of these spans of time a store last forgot. */
const forgotten = new WeakMap<Store, number>();

async function forget({ store }: JobDeps, at: number): Promise<void> {
  const span = Math.floor(at / FORGET_MS);
  if (forgotten.get(store) === span) return;
  await store.forgetHandled(at - REMEMBERED_MS);
  forgotten.set(store, span);
}

/** What is done every minute: each part goes on where another one failed. */
export async function tick(deps: JobDeps, at: number, realNow: () => number = Date.now): Promise<void> {
  const part = async (name: string, work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      deps.log.error({ err: error, job: name }, 'a job failed; it is tried again in a minute');
    }
  };
  const reads = readOnce(deps.store);
  await part('stage-alerts', () => watchStages(deps, at, false, reads));
  await part('weekly-digest', async () => {
    const due = (await reads.subscriptions()).filter(({ nextDueAt }) => nextDueAt <= at);
    for (const subscription of due.toSorted((a, b) => a.nextDueAt - b.nextDueAt)) {
      await part('weekly-digest', () => queueDigest(deps, subscription, at));
    }
  });
  await part('own-digest', () => queueOwnDigests(deps, at, reads));
  await part('morning-note', () => queueMorningNotes(deps, at, reads));
  await part('value-tiers', () => refreshTiers(deps, at, reads));
  await part('deliver', () => deliver(deps, at, realNow));
  await part('forecasts', () => keepForecasts(deps, at, reads));
  await part('forget', () => forget(deps, at));
}
