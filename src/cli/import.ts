/** `npm run -s import -- FILE`: deals or a stage history into a pipeline, all of it or nothing; a second run changes nothing. */

import { runImportCommand } from '../import/import-command.ts';
import { IMPORT_USAGE, parseImportOptions } from '../import/options.ts';
import { readImportFile } from '../import/read-import-file.ts';
import { systemClock } from '../platform/clock.ts';
import { askRunningBot, type CommandOutput, localSocketPath } from '../platform/local-socket.ts';
import { openStore } from '../store/open-store.ts';
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

/** Whether a bot has the embedded database open. */
const isLocked = (error: unknown): boolean => error instanceof Error && error.name === 'DatabaseLockedError';

const output: CommandOutput = { out: printOut, err: printError, progress: createProgressBar };

async function main(): Promise<number> {
  const args = process.argv.slice(2);
  const options = parseImportOptions(args);
  if (options === 'help') {
    printOut(IMPORT_USAGE);
    return 0;
  }
  if (typeof options === 'string') {
    printError(`${options}\n${IMPORT_USAGE}`);
    return EXIT_USAGE;
  }
  const bytes = 'undo' in options ? new Uint8Array() : await readImportFile(options.file);
  const { database } = dataConfig();
  const opened = await openStore(database).catch(async (error: unknown) => {
    const path = isLocked(error) && 'dataDir' in database ? localSocketPath(database.dataDir) : undefined;
    const exit = path === undefined ? undefined : await askRunningBot(path, { command: 'import', args, bytes }, output);
    if (exit === undefined) throw error;
    return exit;
  });
  if (typeof opened === 'number') return opened;
  const store = opened;
  try {
    return await runImportCommand({ store, options, bytes, at: systemClock().now(), output });
  } finally {
    await store.close();
  }
}

await runTool(main);
