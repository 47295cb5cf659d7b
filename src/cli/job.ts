/** `npm run -s job -- weekly-digest [--at 2026-11-23T08:00:00Z]`: one job now, or as of an instant; one line per subscription or post. */

import { parseArgs } from 'node:util';
import type { Instant } from '../core/time/instant.ts';
import { deliver } from '../jobs/deliver.ts';
import type { JobDeps } from '../jobs/deps.ts';
import { createJobProgress } from '../jobs/job-progress.ts';
import type { JobResult } from '../jobs/job-result.ts';
import { postStageAlerts } from '../jobs/stage-alerts.ts';
import { postWeeklyDigest } from '../jobs/weekly-digest.ts';
import { systemClock } from '../platform/clock.ts';
import { errorMessage } from '../platform/error-message.ts';
import { resolveIdentity } from '../platform/identity.ts';
import { openStore } from '../store/open-store.ts';
import { printError, printOut, runTool, toolConfig, toolLog } from './tool.ts';

type Job = (deps: JobDeps, at: Instant) => Promise<readonly JobResult[]>;

const JOBS: ReadonlyMap<string, Job> = new Map([
  ['weekly-digest', (deps, at) => postWeeklyDigest(deps, at)],
  ['stage-alerts', (deps, at) => postStageAlerts(deps, at)],
  ['deliver', (deps, at) => deliver(deps, at)],
]);

const JOB_USAGE = `npm run -s job -- <${[...JOBS.keys()].join(' | ')}> [--at 2026-11-23T08:00:00Z]`;
const EXIT_USAGE = 2;

/** An instant as it is typed: with its zone, so that it means the same everywhere; undefined for anything else. */
function parseInstant(typed: string): Instant | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(typed)) return undefined;
  const at = Date.parse(typed);
  return Number.isNaN(at) ? undefined : at;
}

type JobRequest = { readonly job: Job; readonly at: Instant };

/** What was asked for, or a sentence about what was not understood. */
function parseJobRequest(args: readonly string[]): JobRequest | string {
  try {
    const { positionals, values } = parseArgs({ args: [...args], options: { at: { type: 'string' } }, allowPositionals: true });
    const [name, ...more] = positionals;
    const job = JOBS.get(name ?? '');
    if (job === undefined || more.length > 0)
      return name === undefined ? 'Which job?' : `There is no job "${positionals.join(' ')}".`;
    const at = values.at === undefined ? systemClock().now() : parseInstant(values.at);
    return at === undefined ? `"${values.at}" is no instant: a date, T, a time, and Z or an offset such as +01:00.` : { job, at };
  } catch (error) {
    return errorMessage(error);
  }
}

/** @example 'C1\tposted stage-alert', 'C1\tupdated deal-card', '#sales\trefused: not_in_channel' */
const formatJobLine = ({ target, outcome, what, why }: JobResult): string =>
  `${target}\t${outcome}${what === undefined ? '' : ` ${what}`}${why === undefined ? '' : `: ${why}`}`;

async function main(): Promise<number> {
  const request = parseJobRequest(process.argv.slice(2));
  if (typeof request === 'string') {
    printError(`${request}\n${JOB_USAGE}`);
    return EXIT_USAGE;
  }
  const config = toolConfig();
  const store = await openStore(config.database);
  try {
    const log = toolLog(config);
    const clock = systemClock();
    const deps: JobDeps = {
      store,
      log,
      clientFor: resolveIdentity(config, { store, log, clock }).clientFor,
      clock,
      externalChannels: new Map(),
      progress: createJobProgress(),
      wake() {},
    };
    const lines = await request.job(deps, request.at);
    for (const line of lines) printOut(formatJobLine(line));
    if (lines.length === 0) printError('Nothing to do: no channel is set up (/funnel setup), or nothing is due.');
    return lines.some(({ outcome }) => outcome === 'refused') ? 1 : 0;
  } finally {
    await store.close();
  }
}

await runTool(main);
