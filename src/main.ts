import { loadEnvironment, readConfig } from './platform/config.ts';
import { createLog } from './platform/log.ts';
import { settingProblemsText } from './platform/settings.ts';
import { startFailureText, startLejek } from './start.ts';

const START_FAILED = 1;

/** Starts the bot from the environment, and stops it in reverse on SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const configured = readConfig(loadEnvironment());
  if (!configured.ok) {
    process.stderr.write(settingProblemsText(configured.problems));
    process.exit(START_FAILED);
  }
  const { config } = configured;
  const log = createLog(config.logLevel, config.secrets);
  // Whoever supervises us starts us again; a bot that is half there helps nobody.
  process.on('unhandledRejection', (err) => {
    log.error({ err }, 'nobody handled this; the bot ends');
    process.exit(1);
  });
  const bot = startLejek(config, log);
  const stop = (signal: NodeJS.Signals) => void bot.stop(signal).then((code) => process.exit(code));
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  try {
    await bot.started;
  } catch (error) {
    if (bot.isStopping()) return;
    process.stderr.write(startFailureText(error));
    log.error({ err: error }, 'the start failed');
    await bot.stop('failed start');
    process.exit(START_FAILED);
  }
}

await main();
