/**
 * After `npm install` in a source checkout: generates the database client and makes what a first start copies, so that the first start is
 * as fast as the second. Where development's tools are left out there is nothing to do.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

function isInstalled(name) {
  try {
    createRequire(import.meta.url).resolve(name);
    return true;
  } catch {
    return false;
  }
}

if (existsSync(join(root, 'src')) && isInstalled('tsx') && isInstalled('prisma/build/index.js')) {
  const { generate } = await import('./build.mjs');
  generate();
  // A first start without it runs initdb itself: no reason to fail an installation.
  spawnSync(process.execPath, [join(root, 'scripts', 'make-database-template.mjs')], { stdio: ['ignore', 'ignore', 'inherit'] });
}
