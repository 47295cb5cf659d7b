/**
 * Builds dist from src where it is not up to date: `node scripts/build.mjs`. Says nothing on standard output, which belongs to the program;
 * how far it is goes to standard error.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answerHelp } from './command-help.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
/** Its time is that of the last complete build. */
const stamp = join(dist, '.built');
const inputs = ['src', 'prisma', 'tsconfig.json', 'package-lock.json'];

/** When a file, or the latest file below a folder, changed: ms since the epoch. What is generated does not count. */
function changedAt(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  const below = readdirSync(path).filter((name) => name !== 'generated');
  return Math.max(stat.mtimeMs, ...below.map((name) => changedAt(join(path, name))));
}

/** Whether a file is there and as new as all that it is made from, paths below `folder`. */
export function isFresh(made, folder, inputs) {
  return existsSync(made) && inputs.every((name) => changedAt(join(folder, name)) <= statSync(made).mtimeMs);
}

/** An image has dist and no sources: there is nothing to build. */
const isUpToDate = () => !existsSync(join(root, 'src')) || isFresh(stamp, root, inputs);

/** Says how far a build is, step by step, on one line. */
function createProgress(what) {
  const startedAt = Date.now();
  process.stderr.write(what);
  return {
    step: (name) => void process.stderr.write(` · ${name} …`),
    end: (how) => void process.stderr.write(` · ${how} after ${Math.max(1, Math.round((Date.now() - startedAt) / 1000))} s\n`),
  };
}

function run(script, args) {
  const result = spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: ['ignore', 2, 2] });
  if (result.status !== 0) throw new Error(`${script} failed`);
}

/** Generates the Prisma client where the schema is newer. */
export function generate() {
  const client = join(root, 'src', 'store', 'generated', 'client.ts');
  const madeFrom = ['prisma/schema.prisma', 'prisma.config.ts', 'package-lock.json'];
  if (isFresh(client, root, madeFrom)) return;
  const progress = createProgress('Preparing, once after a change');
  progress.step('database client');
  run(join(root, 'scripts', 'generate.mjs'), []);
  progress.end('ready');
}

/** Builds when a source is newer than the last build. Several may do so at once: each builds beside, then puts its result in place whole. */
export function build() {
  if (isUpToDate()) return;
  const startedAt = new Date();
  const fresh = join(root, 'node_modules', '.cache', `lejek-build-${process.pid}`);
  const old = `${fresh}-old`;
  const progress = createProgress('Building Lejek, once after a change of its sources');
  let isDone = false;
  try {
    rmSync(fresh, { recursive: true, force: true });
    mkdirSync(fresh, { recursive: true });
    progress.step('1 of 3: database client');
    run(join(root, 'scripts', 'generate.mjs'), []);
    progress.step('2 of 3: bundling');
    run(join(root, 'scripts', 'bundle-product.mjs'), [fresh]);
    writeFileSync(join(fresh, '.built'), `${startedAt.toISOString()}\n`);
    utimesSync(join(fresh, '.built'), startedAt, startedAt);
    const template = join(dist, 'database-template');
    if (existsSync(template)) renameSync(template, join(fresh, 'database-template'));
    if (existsSync(dist)) renameSync(dist, old);
    renameSync(fresh, dist);
    progress.step('3 of 3: first database');
    run(join(root, 'scripts', 'make-database-template.mjs'), []);
    isDone = true;
  } catch (error) {
    // Another launcher was faster: its result is as good as ours.
    if (!isUpToDate()) throw error;
  } finally {
    progress.end(isDone ? 'ready' : 'stopped');
    rmSync(fresh, { recursive: true, force: true });
    rmSync(old, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  answerHelp('build', process.argv.slice(2));
  build();
}
