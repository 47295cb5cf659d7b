/**
 * Bundles programs with esbuild: some dozen files in place of a thousand, since most of the time that a program takes to start is spent on
 * finding and opening its modules. What several programs share stands in chunks; packages stay outside.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { build } from 'esbuild';

const toUrlPath = (path) => path.split(sep).join('/');

/** In a chunk `import.meta.url` would be the chunk's: each module says with this where it would be if it were not bundled. */
const PLACEHOLDER = /"__MODULE_URL__:([^"]+)"/g;

/** Modules find what lies beside them in the project where it is; programs and threads, where they are put. */
function moduleUrls({ root, home, entryPoints }) {
  const entryFolders = new Set(entryPoints.map((entry) => dirname(join(root, entry))));
  return {
    name: 'module-urls',
    setup: ({ onLoad }) =>
      onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        const contents = await readFile(path, 'utf8');
        const module = relative(root, path).replace(/\.ts$/, '.js');
        const place = entryFolders.has(dirname(path)) ? module : join(relative(home, root), module);
        const url = JSON.stringify(`__MODULE_URL__:${toUrlPath(place)}`);
        return { contents: contents.replaceAll('import.meta.url', url), loader: 'ts' };
      }),
  };
}

/**
 * @param root the folder of the sources, which `outdir` stands for: `root/cli/job.ts` becomes `outdir/cli/job.js`.
 * @param entryPoints programs and worker threads, relative to `root`.
 * @param home where `outdir` will stand in the end.
 */
export async function bundle({ root, outdir, entryPoints, home = outdir }) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints,
    outbase: root,
    outdir,
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    chunkNames: 'chunks/[name]-[hash]',
    sourcemap: true,
    write: false,
    logLevel: 'warning',
    plugins: [moduleUrls({ root, home, entryPoints })],
  });
  for (const { path, text } of outputFiles) {
    const toOutdir = toUrlPath(relative(dirname(path), outdir)) || '.';
    const placed = text.replace(PLACEHOLDER, (_, module) => `new URL("${toOutdir}/${module}", import.meta.url).href`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, path.endsWith('.map') ? text : placed);
  }
}
