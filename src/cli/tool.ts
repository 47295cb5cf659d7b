import { destination } from 'pino';
import { type ConfigResult, loadEnvironment, readDataConfig, readToolConfig, type ToolConfig } from '../platform/config.ts';
import { errorMessage } from '../platform/error-message.ts';
import { createLog } from '../platform/log.ts';
import type { Log } from '../platform/log-types.ts';
import { settingProblemsText } from '../platform/settings.ts';

// `npm run -s doctor | head -1` closes the pipe early, and has what it wants.
process.stdout.on('error', () => process.exit());

export const printOut = (line: string): void => void process.stdout.write(`${line}\n`);
export const printError = (line: string): void => void process.stderr.write(`${line}\n`);

/** Runs a tool to its exit code; what it throws is said on standard error, and is code 1. */
export async function runTool(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    printError(errorMessage(error));
    process.exitCode = 1;
  }
}

/** The log of a command-line tool: warnings and worse on standard error, since standard output is the tool's answer. */
export const toolLog = (config: ToolConfig): Log =>
  createLog(config.logLevel === 'info' ? 'warn' : config.logLevel, config.secrets, destination({ dest: 2, sync: true }));

/** The settings of a tool; ends the process with what is wrong where they are not complete. */
export const toolConfig = (): ToolConfig => configOrExit(readToolConfig(loadEnvironment()));

/** As {@link toolConfig}, for a tool that works on the data alone. */
export const dataConfig = (): Pick<ToolConfig, 'database'> => configOrExit(readDataConfig(loadEnvironment()));

/** Settings that were read; ends the process with what is wrong where they are not complete. */
export function configOrExit<T>(configured: ConfigResult<T>): T {
  if (configured.ok) return configured.config;
  process.stderr.write(settingProblemsText(configured.problems));
  process.exit(1);
}
