/** Builds the simulator's page where it is not up to date: `node scripts/build-page.mjs`. Says on standard error that it does. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isFresh } from './build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const page = join(root, 'simulator', 'page');
const inputs = [
  'ui',
  'action.ts',
  'protocol.ts',
  'vite.config.ts',
  '../block-kit',
  '../terminal',
  '../emitter.ts',
  '../../package-lock.json',
];

const isUpToDate = () => isFresh(join(page, 'dist', 'index.html'), page, inputs);

/** Vite is loaded only when there is something to build. */
export async function buildPage() {
  if (isUpToDate()) return;
  console.error('Building the page of the simulated Slack, once after a change …');
  const { build } = await import('vite');
  await build({ configFile: join(page, 'vite.config.ts') });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildPage();
