/** `npm run -s import -- FILE.csv[.gz]`: a stage history into a pipeline, all of it or nothing; a second run changes nothing. */

import { readTextFile } from '../backtest/read-text-file.ts';
import { DEFAULT_LANGUAGE } from '../core/people/language.ts';
import { localizePipeline } from '../core/pipeline/stored-pipeline.ts';
import { forecastPast } from '../import/forecast-past.ts';
import { IMPORT_USAGE, type ImportOptions, parseImportOptions } from '../import/options.ts';
import { importFailureReport, importReport } from '../import/report.ts';
import { runImport } from '../import/run-import.ts';
import { systemClock } from '../platform/clock.ts';
import { openStore } from '../store/open-store.ts';
import type { Store, Tenant } from '../store/types/store.ts';
import { dataConfig, printError, printOut, runTool } from './tool.ts';

const EXIT_USAGE = 2;
const BAR_WIDTH = 30;

/** On a terminal a bar that grows; elsewhere a line per tenth. */
function createProgressBar(what: string): (done: number, of: number) => void {
  let tenth = -1;
  return (done, of) => {
    const share = of === 0 ? 1 : done / of;
    if (process.stderr.isTTY) {
      const filled = Math.round(BAR_WIDTH * share);
      const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
      process.stderr.write(`\r${bar} ${Math.floor(100 * share)} %${done === of ? '\n' : ''}`);
    } else if (Math.floor(10 * share) > tenth) {
      tenth = Math.floor(10 * share);
      process.stderr.write(`${done} of ${of} ${what}\n`);
    }
  };
}

/** The workspace that is meant, or a sentence about why none is. */
async function resolveTenant(store: Store, { workspace }: ImportOptions): Promise<Tenant | string> {
  const all = await store.workspaces();
  const [only, ...more] = all;
  if (workspace !== undefined) {
    return all.some(({ id }) => id === workspace)
      ? store.tenant(workspace)
      : `There is no workspace ${workspace}: ${all.map(({ id }) => id).join(', ') || 'none yet'}.`;
  }
  if (only === undefined)
    return 'There is no workspace yet: start the bot and type /deal in Slack once, then stop it and import.';
  return more.length === 0 ? store.tenant(only.id) : `Which workspace? --workspace ${all.map(({ id }) => id).join(' or ')}`;
}

async function main(): Promise<number> {
  const options = parseImportOptions(process.argv.slice(2));
  if (options === 'help') {
    printOut(IMPORT_USAGE);
    return 0;
  }
  if (typeof options === 'string') {
    printError(`${options}\n${IMPORT_USAGE}`);
    return EXIT_USAGE;
  }
  const text = await readTextFile(options.file);
  const store = await openStore(dataConfig().database);
  try {
    const tenant = await resolveTenant(store, options);
    if (typeof tenant === 'string') {
      printError(tenant);
      return 1;
    }
    const stored = await tenant.pipeline(options.pipeline);
    if (stored === undefined) {
      printError(`There is no pipeline ${options.pipeline}: ${(await tenant.pipelines()).map(({ id }) => id).join(', ')}.`);
      return 1;
    }
    // The report is in English, as everything on the command line.
    const pipeline = localizePipeline(stored, DEFAULT_LANGUAGE);
    const result = await runImport(tenant, pipeline, {
      ...options,
      text,
      at: systemClock().now(),
      progress: createProgressBar('rows written'),
    });
    if (!result.ok) {
      for (const line of importFailureReport(result, pipeline)) printError(line);
      return 1;
    }
    for (const line of importReport(result.counts, options.dryRun, pipeline.currency)) printOut(line);
    if (!options.dryRun) {
      const weeks = await forecastPast(tenant, pipeline, {
        at: systemClock().now(),
        progress: createProgressBar('weeks forecast'),
      });
      if (weeks > 0) printOut(`Forecasts that ${weeks} past weeks would have had are kept: the next ones learn from them.`);
    }
    return 0;
  } finally {
    await store.close();
  }
}

await runTool(main);
