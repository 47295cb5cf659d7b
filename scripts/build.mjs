/** Builds dist from src where it is not up to date: `node scripts/build.mjs`. Says nothing on standard output. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
/** Its time is that of the last complete build. */
const stamp = join(dist, '.built');
const inputs = ['src', 'prisma', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];

/** When a file, or the latest file below a folder, changed: ms since the epoch. What is generated does not count. */
export function changedAt(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  const below = readdirSync(path).filter((name) => name !== 'generated');
  return Math.max(stat.mtimeMs, ...below.map((name) => changedAt(join(path, name))));
}

/** An image has dist and no sources: there is nothing to build. */
function isUpToDate() {
  if (!existsSync(join(root, 'src'))) return true;
  if (!existsSync(stamp)) return false;
  const builtAt = statSync(stamp).mtimeMs;
  return inputs.every((name) => changedAt(join(root, name)) <= builtAt);
}

function run(script, args) {
  const result = spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: ['ignore', 2, 2] });
  if (result.status !== 0) throw new Error(`${script} failed`);
}

/** Generates the Prisma client where the schema is newer. */
export function generate() {
  const client = join(root, 'src', 'store', 'generated', 'client.ts');
  const madeFrom = ['prisma/schema.prisma', 'prisma.config.ts', 'package-lock.json'];
  const isFresh = existsSync(client) && madeFrom.every((name) => changedAt(join(root, name)) <= statSync(client).mtimeMs);
  if (!isFresh) run(join(root, 'scripts', 'generate.mjs'), []);
}

/** Builds when a source is newer than the last build. Several may do so at once: each builds beside, then puts its result in place whole. */
export function build() {
  if (isUpToDate()) return;
  const startedAt = new Date();
  const fresh = join(root, 'node_modules', '.cache', `lejek-build-${process.pid}`);
  const old = `${fresh}-old`;
  try {
    rmSync(fresh, { recursive: true, force: true });
    mkdirSync(fresh, { recursive: true });
    run(join(root, 'scripts', 'generate.mjs'), []);
    const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));
    run(join(typescript, 'bin', 'tsc'), ['-p', join(root, 'tsconfig.build.json'), '--outDir', fresh]);
    writeFileSync(join(fresh, '.built'), `${startedAt.toISOString()}\n`);
    utimesSync(join(fresh, '.built'), startedAt, startedAt);
    const template = join(dist, 'database-template');
    if (existsSync(template)) renameSync(template, join(fresh, 'database-template'));
    if (existsSync(dist)) renameSync(dist, old);
    renameSync(fresh, dist);
    run(join(root, 'scripts', 'make-database-template.mjs'), []);
  } catch (error) {
    // Another launcher was faster: its result is as good as ours.
    if (!isUpToDate()) throw error;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    rmSync(old, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) build();
