/** Removes what production does not need from node_modules, after `npm ci --omit=dev` or `npm prune --omit=dev`: `node scripts/prune-production.mjs`. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { productionPaths } from './production-packages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const kept = productionPaths(lock);
const isInside = (path) => [...kept].some((each) => each.startsWith(`${path}/`));
let removed = 0;
for (const path of Object.keys(lock.packages)) {
  // A package that holds one that is kept stays as its folder.
  if (path === '' || kept.has(path) || isInside(path) || !existsSync(join(root, path))) continue;
  rmSync(join(root, path), { recursive: true });
  removed += 1;
}
// Links to programs that are gone, and npm's own list of what was there.
const bin = join(root, 'node_modules', '.bin');
for (const name of existsSync(bin) ? readdirSync(bin) : [])
  if (!existsSync(join(bin, name))) rmSync(join(bin, name), { force: true });
rmSync(join(root, 'node_modules', '.package-lock.json'), { force: true });
process.stdout.write(`${removed} packages that production does not need are removed, ${kept.size} at most are left\n`);
