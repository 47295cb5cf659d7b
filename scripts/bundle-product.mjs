/** Bundles the bot and the programs beside it from src: `node scripts/bundle-product.mjs FOLDER`. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.mjs';

const root = fileURLToPath(new URL('../src/', import.meta.url));
const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const launched = Object.values(scripts).flatMap((command) => /^node scripts\/launch\.mjs (\S+)$/.exec(command)?.[1] ?? []);
await bundle({
  root,
  outdir: process.argv[2],
  home: fileURLToPath(new URL('../dist', import.meta.url)),
  // What makes the first database is called by a script; forecasts are computed in a thread.
  entryPoints: [...launched, 'thread/worker', 'store/db/database-template', 'store/db/durable-pglite'].map(
    (name) => `${name}.ts`,
  ),
});
