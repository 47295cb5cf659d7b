import { destination } from 'pino';
import { type Configured, environment, readDataConfig, readToolConfig, type ToolConfig } from '../config.ts';
import { createLog } from '../log.ts';
import type { Log } from '../log-types.ts';
import { reasonOf } from '../reason.ts';
import { problemsText } from '../settings.ts';

// `npm run -s doctor | head -1` closes the pipe early, and has what it wants.
process.stdout.on('error', () => process.exit());

export const say = (line: string): void => void process.stdout.write(`${line}\n`);
export const complain = (line: string): void => void process.stderr.write(`${line}\n`);

/** Runs a tool to its exit code; what it throws is said on standard error, and is code 1. */
export async function exitWith(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    complain(reasonOf(error));
    process.exitCode = 1;
  }
}

/** The log of a command-line tool: warnings and worse on standard error, since standard output is the tool's answer. */
export const toolLog = (config: ToolConfig): Log =>
  createLog(config.logLevel === 'info' ? 'warn' : config.logLevel, config.secrets, destination({ dest: 2, sync: true }));

/** The settings of a tool; ends the process with what is wrong where they are not complete. */
export const toolConfig = (): ToolConfig => orEnd(readToolConfig(environment()));

/** As {@link toolConfig}, for a tool that works on the data alone. */
export const dataConfig = (): Pick<ToolConfig, 'database'> => orEnd(readDataConfig(environment()));

function orEnd<T>(configured: Configured<T>): T {
  if (configured.ok) return configured.config;
  process.stderr.write(problemsText(configured.problems));
  process.exit(1);
}
