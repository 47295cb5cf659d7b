/** Bundles the demo where it is not up to date: `node scripts/bundle-demo.mjs`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isFresh } from './build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const outdir = join(root, 'node_modules', '.cache', 'lejek-demo');
/** Its time is that of the last complete bundle. */
const stamp = join(outdir, '.built');
const inputs = ['src', 'simulator', 'package-lock.json'];

/** @returns the address of the demo's module. esbuild is loaded only when there is something to bundle. */
export async function bundleDemo() {
  if (!isFresh(stamp, root, inputs)) {
    const { bundle } = await import('./bundle.mjs');
    await bundle({ root, outdir, entryPoints: ['simulator/demo/main.ts', 'src/thread/worker.ts'] });
    writeFileSync(stamp, '');
  }
  return pathToFileURL(join(outdir, 'simulator', 'demo', 'main.js')).href;
}
