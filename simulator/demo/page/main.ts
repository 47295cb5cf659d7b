import { createEmitter } from '../../emitter.ts';
import { PAGE_DIST_DIR } from '../../page/dist-dir.ts';
import type { ClockMove, Duty, PageOptions } from '../../page/page-options.ts';
import { type PageServer, startPageServer } from '../../page/page-server.ts';
import { readManifest } from '../../read-manifest.ts';
import { managesOthers } from '../company/company-people.ts';
import { MANAGER, SELLERS } from '../sample-firm.ts';
import type { Demo } from '../start-demo.ts';
import { completeLine } from './complete-line.ts';
import { createConsoleOutput } from './console-output.ts';
import { type DemoData, openDemo, type ReportProgress } from './open-demo.ts';
import { openInBrowser } from './open-in-browser.ts';
import { tourFor } from './tour.ts';

const PORT = 4700;
const DATA_DIR = '.demo';

type RunningDemo = { readonly demo: Demo; readonly page: PageServer };

const optionValue = (args: readonly string[], name: string): string | undefined =>
  args.includes(name) ? args[args.indexOf(name) + 1] : undefined;

/**
 * The demo in a browser: `--dir FOLDER` keeps its data elsewhere than in .demo, `--port N` wants another port, `--empty`, `--alone`, `--sample` and
 * `--company` begin anew, `--no-open` opens no browser. Runs until it is stopped by a signal.
 */
export async function runPageDemo(args: readonly string[], built: Promise<unknown>): Promise<void> {
  const dataDir = optionValue(args, '--dir') ?? DATA_DIR;
  const anew = (['empty', 'alone', 'sample', 'company'] as const).find((data) => args.includes(`--${data}`));
  const output = createConsoleOutput();
  let running: Promise<RunningDemo> | undefined;
  let port = Number(optionValue(args, '--port') ?? PORT);
  let isStopping = false;

  const start = async (to?: DemoData): Promise<RunningDemo> => {
    const demo = await openDemo(dataDir, output.progress, { anew: to });
    await built;
    const page = await startPageServer({ ...toPageOptions(demo, reset, output.progress), port });
    port = Number(new URL(page.address).port);
    return { demo, page };
  };
  const end = async () => {
    const shown = await running?.catch(() => undefined);
    await shown?.page.stop();
    await shown?.demo.stop();
  };
  /** The answer goes out first; the page asks until the new workspace is there. */
  const reset = async (to: DemoData) => {
    setTimeout(() => {
      const before = end();
      running = before.then(() => start(to));
      running.then(() => output.writeLine('Started over.')).catch(fail);
    }, 50);
  };
  const fail = (error: unknown) => {
    output.writeLine(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
    void end().then(() => process.exit());
  };
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    output.writeLine('Stopping');
    void end().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);

  running = start(anew);
  const { page } = await running;
  output.writeLine(
    `Lejek in a simulated workspace (ready in ${(performance.now() / 1000).toFixed(1)} s):\n\n  ${page.address}\n`,
  );
  output.writeLine('Nothing leaves this machine. Ctrl-C stops it; the next start goes on from here.');
  if (!args.includes('--no-open')) openInBrowser(page.address);
}

/** Who manages the firm and who sells. */
function dutiesOf({ people, slack, guest }: Demo): Readonly<Record<string, Duty>> {
  const users = slack.users().filter(({ id }) => id !== guest && id !== slack.botUserId);
  if (users.length > SELLERS.length + 1)
    return Object.fromEntries(users.map(({ id, name }) => [id, managesOthers(name) ? 'manager' : 'seller']));
  return Object.fromEntries([...SELLERS.map((name) => [people[name], 'seller']), [people[MANAGER], 'manager']]);
}

function toPageOptions(demo: Demo, reset: (to: DemoData) => Promise<void>, say: ReportProgress): Omit<PageOptions, 'port'> {
  const moves = createEmitter<void>();
  let status: ClockMove | null = null;
  const setStatus = (to: ClockMove | null) => {
    status = to;
    moves.emit();
  };
  const countPosts = () =>
    demo.slack
      .channels()
      .reduce((sum, { id }) => sum + demo.slack.messages(id).filter(({ user }) => user === demo.slack.botUserId).length, 0);
  return {
    slack: demo.slack,
    manifest: readManifest(),
    dir: PAGE_DIST_DIR,
    tour: tourFor,
    duties: dutiesOf(demo),
    complete: (slackUserId, line) => completeLine(demo.tenant, { slackUserId, line, at: demo.clock.now() }),
    reset,
    clock: {
      now: demo.clock.now,
      status: () => status,
      onMove: moves.on,
      moveTo: async (at) => {
        if (at < demo.clock.now()) throw new Error('Time only goes forward.');
        if (status !== null) throw new Error('The clock is being moved already.');
        const before = countPosts();
        setStatus({ posts: 0 });
        try {
          await demo.moveTo(at, () => setStatus({ posts: countPosts() - before }));
        } finally {
          setStatus(null);
          say('');
        }
      },
    },
  };
}
