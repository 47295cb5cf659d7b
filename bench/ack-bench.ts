import { readManifest } from '../simulator/read-manifest.ts';
import { startSlack } from '../simulator/slack.ts';
import {
  ackLane,
  advanceLane,
  failures,
  type Lane,
  type LoadedServer,
  lejekLanes,
  roundsAsked,
  runRounds,
  type ServerSpec,
  startLoaded,
  toMeasured,
  verifyCounts,
} from './lanes.ts';
import { renderReport } from './report.ts';
import { findSlower, loadCommittedResults, saveResults } from './results.ts';
import { createScratchStorage, type ScratchStorage } from './scratch-storage.ts';

/**
 * Acknowledgements of /deal help, advance and list beside a Bolt app that only acknowledges, and of advance beside Bolt with five
 * statements by hand: one run, each server in a process of its own, loaded in turn from this one.
 *
 * @param flags `--write` puts the report into RESULTS.md, `--check` holds it against what stands there.
 * @throws Error when an answer was not what it should be, a database does not hold exactly the moves that were acknowledged, or a check fails.
 */
export async function ackBench(flags: readonly string[]): Promise<void> {
  const slack = await startSlack({ manifest: readManifest() });
  const scratch = await createScratchStorage();
  const asked = roundsAsked();
  const servers: LoadedServer[] = [];
  try {
    for (const spec of await serversToMeasure(scratch)) servers.push(await startLoaded(spec, slack, asked.deals));
    process.stderr.write('\n');
    const lanes = servers.flatMap(lanesFor);
    await runRounds(lanes, asked);
    const wrong = [...failures(lanes), ...(await verifyCounts(servers.splice(0)))];
    const report = renderReport(lanes.map(toMeasured), asked);
    console.log(`\n${report}`);
    if (wrong.length > 0) throw new Error(`The figures above do not count:\n${wrong.join('\n')}`);
    if (flags.includes('--write')) saveResults(report);
    const slower = flags.includes('--check') ? findSlower(report, loadCommittedResults()) : [];
    if (slower.length > 0) throw new Error(`Slower than what is committed:\n${slower.join('\n')}`);
  } finally {
    await verifyCounts(servers);
    await slack.stop();
    await scratch.remove();
  }
}

async function serversToMeasure(scratch: ScratchStorage): Promise<readonly ServerSpec[]> {
  if (!scratch.hasServer) process.stderr.write('no PostgreSQL answers: only the embedded store is measured\n');
  return [
    { name: 'bare Bolt', script: 'bare' },
    { name: 'embedded', script: 'lejek', where: scratch.folder() },
    { name: 'raw embedded', script: 'raw', where: scratch.folder() },
    ...(scratch.hasServer
      ? [
          { name: 'PostgreSQL', script: 'lejek', where: await scratch.database() },
          { name: 'raw PostgreSQL', script: 'raw', where: await scratch.database() },
        ]
      : []),
  ];
}

function lanesFor(server: LoadedServer): readonly Lane[] {
  if (server.name === 'bare Bolt') return [ackLane(server)];
  return server.name.startsWith('raw') ? [advanceLane(server)] : lejekLanes(server);
}
