/** `npm run dev`: the bot from its sources, restarted on every change, its log as lines that a person reads. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import pretty from 'pino-pretty';
import { generate } from './build.mjs';
import { answerHelp } from './command-help.mjs';

answerHelp('dev', process.argv.slice(2));
generate();
const bot = spawn(process.execPath, [createRequire(import.meta.url).resolve('tsx/cli'), 'watch', 'src/main.ts'], {
  stdio: ['inherit', 'pipe', 'inherit'],
});
bot.stdout.pipe(pretty());
// Ctrl+C reaches the bot too, which stops in order; its end is ours.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => bot.kill(signal));
bot.on('exit', (code) => process.exit(code ?? 1));
