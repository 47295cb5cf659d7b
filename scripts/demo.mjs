/** `npm run demo`: generates the database client, builds the page and bundles the demo where they are not up to date, then runs the demo in this process. */
import './require-node.mjs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from './build.mjs';
import { bundleDemo } from './bundle-demo.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const args = process.argv.slice(2);

if (args.includes('--help') || args.includes('-h')) {
  console.log(`npm run demo: Lejek in a simulated Slack on this machine; no account, no token.

  npm run demo                 a firm with a year of sales, in the browser
  npm run demo -- --sample     the same, begun anew
  npm run demo -- --company    the same for a company of 40: 5 teams, 3 pipelines, 2 currencies
  npm run demo -- --empty      an empty workspace: set it up yourself
  npm run demo -- --alone      the same for who sells alone
  npm run demo -- --terminal   the main job as a story in the terminal`);
  process.exit(0);
}

/** Runs a script beside us: another core can do it. */
function run(script) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'scripts', script)], { stdio: ['ignore', 2, 2] });
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${script} failed`))));
  });
}

const building = args.includes('--terminal') ? Promise.resolve() : run('build-page.mjs');
// It is looked at when the page is opened; until then a failure waits.
building.catch(() => undefined);
generate();
// npm tells a signal to its shell, which ends and leaves us alone: a demo without a parent would hold its port and data.
const parent = process.ppid;
if (process.env.npm_lifecycle_event !== undefined) {
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, 500).unref();
}
process.setSourceMapsEnabled(true);
const { runDemo } = await import(await bundleDemo());
await runDemo(args, building);
