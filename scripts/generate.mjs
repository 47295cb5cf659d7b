/**
 * Generates the Prisma client. Prisma wants to download a schema engine that generating does not use; naming any
 * existing executable keeps it offline and makes it take a tenth of a second.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { answerHelp } from './command-help.mjs';

answerHelp('generate', process.argv.slice(2));
const prismaCli = createRequire(import.meta.url).resolve('prisma/build/index.js');
const result = spawnSync(process.execPath, [prismaCli, 'generate'], {
  env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1' },
  encoding: 'utf8',
});
if (result.status !== 0) {
  process.stderr.write(`${result.stdout}\n${result.stderr}\n`);
  process.exit(result.status ?? 1);
}
