import { dateAt } from '../core/time/calendar.ts';
import { type DurationMs, MINUTE_MS } from '../core/time/durations.ts';
import type { Instant } from '../core/time/instant.ts';
import { loadPipeline } from '../facts/load-pipeline.ts';
import { keepPastForecasts } from '../facts/past-forecasts.ts';
import { loadWorkspace } from '../facts/tenant-reads.ts';
import { LANGUAGES, messagesFor } from '../locale/languages.ts';
import { importedAlready, importLeft } from '../slack/views/workspace/imports/import-message.ts';
import { toFailure } from '../slack/web-api/post.ts';
import type { ImportRun, LeftImport } from '../store/types/imports.ts';
import type { Tenant } from '../store/types/store.ts';
import type { JobDeps } from './deps.ts';

/** A process that is at an import says so every few seconds, but while it writes, when its row is locked. */
const SILENCE_MS: DurationMs = 60_000;

/** How often a server is asked for them: another instance may have been killed. */
const SOUGHT_EVERY_MS: DurationMs = 5 * MINUTE_MS;

type LeftImportDeps = Pick<JobDeps, 'store' | 'clock' | 'clientFor' | 'log' | 'progress'>;

/** What became of an import, in the language of who made it. */
async function leftMessage(tenant: Tenant, run: ImportRun) {
  const [workspace, member] = await Promise.all([
    loadWorkspace(tenant),
    run.memberId === null ? undefined : tenant.members.byId(run.memberId),
  ]);
  const m = member === undefined ? LANGUAGES[workspace.language] : messagesFor(member, workspace);
  return run.undoneAt === null ? importLeft(m, { ...run, isImported: run.importedAt !== null }) : importedAlready(m, run);
}

/** The forecasts that the interrupted import would have made up for. */
async function finishForecasts(tenant: Tenant, { pipelineId }: ImportRun, at: Instant): Promise<void> {
  const workspace = await loadWorkspace(tenant);
  const { language, timeZone } = workspace;
  const pipeline = await loadPipeline(tenant, language, pipelineId);
  if (pipeline !== undefined) await keepPastForecasts({ tenant, pipeline, workspace, timeZone }, dateAt(at, timeZone));
}

/** @returns whether nothing is left to say. */
async function settle({ store, clientFor, log }: LeftImportDeps, left: LeftImport, at: Instant): Promise<boolean> {
  const { workspaceId, runId, channelId, ts } = left;
  const tenant = store.tenant(workspaceId);
  const run = await tenant.imports.run(runId);
  if (run === undefined) return true;
  try {
    const [client, { text, blocks }] = await Promise.all([clientFor(workspaceId), leftMessage(tenant, run)]);
    await client.chat.update({ channel: channelId, ts, text, blocks: [...blocks] });
  } catch (error) {
    const { why, code } = toFailure(error);
    log.warn({ err: error, slack: code }, 'it could not be said that an import was interrupted');
    // A message that is gone says nothing wrong either.
    if (why !== 'refused') return false;
  }
  await tenant.imports.setProgress(runId, null);
  if (run.importedAt !== null && run.undoneAt === null) await finishForecasts(tenant, run, at);
  return true;
}

/**
 * Says what became of imports whose process has ended in the middle, in place of how far they had come. On the embedded database nobody else
 * can have been at one, so all of them are told at the first tick; on a server those that nobody has been at for a minute, looked for every five.
 */
export async function settleLeftImports(deps: LeftImportDeps, at: Instant): Promise<void> {
  const { store, clock, progress } = deps;
  const isEmbedded = store.engine === 'embedded';
  const now = clock.wallNow();
  const soughtAt = progress.leftImportsSoughtAt;
  if (soughtAt !== undefined && (isEmbedded || now - soughtAt < SOUGHT_EVERY_MS)) return;
  const left = await store.claimLeftImports({ before: isEmbedded ? now : now - SILENCE_MS, now });
  const settled: boolean[] = [];
  for (const each of left) settled.push(await settle(deps, each, at));
  progress.leftImportsSoughtAt = settled.every((isSettled) => isSettled) ? now : undefined;
}
