/**
 * Runs a program of dist, built first where a source is newer: `node scripts/launch.mjs cli/job weekly-digest`.
 * It runs in this very process, so that signals and the exit code are the program's own.
 */
import './require-node.mjs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { build } from './build.mjs';
import { answerHelp } from './command-help.mjs';

const [node, , program = 'main', ...args] = process.argv;

/**
 * V8's optimizing compiler makes the engine's WebAssembly fast, and takes 2 s of processor time and hundreds of megabytes: nothing for programs
 * that end within seconds. The bot leaves to it only what is busy for longer than a start.
 */
const SHORT = new Set(['cli/job', 'cli/doctor', 'cli/delete-workspace', 'cli/report-role']);
const COMPILER_FLAGS = SHORT.has(program)
  ? ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering']
  : program === 'main'
    ? ['--wasm-tiering-budget=1000000000']
    : [];

answerHelp(program, args);
build();
for (const flag of COMPILER_FLAGS) setFlagsFromString(flag);
const file = fileURLToPath(new URL(`../dist/${program}.js`, import.meta.url));
process.argv = [node, file, ...args];
process.setSourceMapsEnabled(true);
// npm tells a signal to its shell, which ends and leaves us alone: a bot without a parent would run on and hold the database.
const parent = process.ppid;
if (process.env.npm_lifecycle_event !== undefined) {
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, 500).unref();
}
await import(pathToFileURL(file).href);
