import { PAGE_DIR } from '../../page/dir.ts';
import type { PageOptions } from '../../page/options.ts';
import { type PageServer, startPage } from '../../page/server.ts';
import { readManifest } from '../../read-manifest.ts';
import { createSignal } from '../../signal.ts';
import type { Demo } from '../compose.ts';
import { openInBrowser } from './browser.ts';
import { openDemo, type Say, type Start } from './prepare.ts';
import { createTalk } from './talk.ts';
import { tourFor } from './tour.ts';

const PORT = 4700;
const DATA_DIR = '.demo';

type Showing = { readonly demo: Demo; readonly page: PageServer };

const optionIn = (args: readonly string[], name: string): string | undefined =>
  args.includes(name) ? args[args.indexOf(name) + 1] : undefined;

/**
 * The demo in a browser: `--dir FOLDER` keeps its data elsewhere than in .demo, `--port N` wants another port, `--empty` and `--sample` begin
 * anew, `--no-open` opens no browser. Runs until it is stopped by a signal.
 */
export async function pageDemo(args: readonly string[], built: Promise<unknown>): Promise<void> {
  const dataDir = optionIn(args, '--dir') ?? DATA_DIR;
  const anew = args.includes('--empty') ? 'empty' : args.includes('--sample') ? 'sample' : undefined;
  const talk = createTalk();
  let showing: Promise<Showing> | undefined;
  let port = Number(optionIn(args, '--port') ?? PORT);
  let isStopping = false;

  const start = async (to?: Start): Promise<Showing> => {
    const demo = await openDemo(dataDir, talk.progress, to);
    await built;
    const page = await startPage({ ...pageOver(demo, reset, talk.progress), port });
    port = Number(new URL(page.address).port);
    return { demo, page };
  };
  const end = async () => {
    const shown = await showing?.catch(() => undefined);
    await shown?.page.stop();
    await shown?.demo.stop();
  };
  /** The answer goes out first; the page asks until the new workspace is there. */
  const reset = async (to: Start) => {
    setTimeout(() => {
      const before = end();
      showing = before.then(() => start(to));
      showing.then(() => talk.say('Started over.')).catch(fail);
    }, 50);
  };
  const fail = (error: unknown) => {
    talk.say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
    void end().then(() => process.exit());
  };
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    talk.say('Stopping');
    void end().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);

  showing = start(anew);
  const { page } = await showing;
  talk.say(`Lejek in a simulated workspace (ready in ${(performance.now() / 1000).toFixed(1)} s):\n\n  ${page.address}\n`);
  talk.say('Nothing leaves this machine. Ctrl-C stops it; the next start goes on from here.');
  if (!args.includes('--no-open')) openInBrowser(page.address);
}

function pageOver(demo: Demo, reset: (to: Start) => Promise<void>, say: Say): Omit<PageOptions, 'port'> {
  const moves = createSignal<void>();
  let status: string | null = null;
  const setStatus = (to: string | null) => {
    status = to;
    moves.emit();
  };
  return {
    slack: demo.slack,
    manifest: readManifest(),
    dir: PAGE_DIR,
    tour: tourFor,
    reset,
    clock: {
      now: demo.clock.now,
      status: () => status,
      onMove: moves.on,
      moveTo: async (at) => {
        if (at < demo.clock.now()) throw new Error('Time only goes forward.');
        if (status !== null) throw new Error('The clock is being moved already.');
        setStatus('moving');
        try {
          await demo.moveTo(at);
        } finally {
          setStatus(null);
          say('');
        }
      },
    },
  };
}
