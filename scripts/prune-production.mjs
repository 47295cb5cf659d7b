/** Removes what production does not need from node_modules: what npm takes for development's, and what only optional peers ask for. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answerHelp } from './command-help.mjs';
import { productionPaths } from './production-packages.mjs';

answerHelp('prune-production', process.argv.slice(2));
const pruned = spawnSync('npm', ['prune', '--omit=dev'], { stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
if (pruned.status !== 0) process.exit(pruned.status ?? 1);

const root = fileURLToPath(new URL('..', import.meta.url));
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const kept = productionPaths(lock);
const isInside = (path) => [...kept].some((each) => each.startsWith(`${path}/`));
let removed = 0;
for (const path of Object.keys(lock.packages)) {
  // A package that holds one that is kept stays as its folder.
  if (!path.startsWith('node_modules/') || kept.has(path) || isInside(path) || !existsSync(join(root, path))) continue;
  rmSync(join(root, path), { recursive: true });
  removed += 1;
}
// Links to programs that are gone, and npm's own list of what was there.
const bin = join(root, 'node_modules', '.bin');
for (const name of existsSync(bin) ? readdirSync(bin) : [])
  if (!existsSync(join(bin, name))) rmSync(join(bin, name), { force: true });
rmSync(join(root, 'node_modules', '.package-lock.json'), { force: true });
process.stdout.write(`${removed} packages that production does not need are removed, ${kept.size} at most are left\n`);
