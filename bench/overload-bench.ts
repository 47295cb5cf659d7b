import { freePort } from '../simulator/free-port.ts';
import { readManifest } from '../simulator/read-manifest.ts';
import { startSlack } from '../simulator/slack.ts';
import { LANGUAGES } from '../src/locale/languages.ts';
import { OWNERS } from './bench-deals.ts';
import { createLoadGenerator, type TimedAnswer, type TypedCommand } from './load-generator.ts';
import { createScratchStorage } from './scratch-storage.ts';
import { startServer } from './server-process.ts';

const DEALS = Number(process.env['BENCH_DEALS'] ?? 2_000);
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 12);
const RATES = [10, 25, 50, 100];
/** Slack gives a command up after three seconds. */
const SLACK_WAITS_MS = 3000;

const BUSY = Object.values(LANGUAGES).map(({ common }) => common.busy.slice(0, 20));
const isBusy = ({ body }: TimedAnswer): boolean => BUSY.some((words) => body.includes(words));
/** Acknowledged with nothing: the answer follows by response_url. */
const isLater = ({ body, status }: TimedAnswer): boolean => status === 200 && body === '';

function printRate(store: string, rate: number, answers: readonly TimedAnswer[]): void {
  const busy = answers.filter(isBusy);
  const later = answers.filter(isLater);
  const times = answers.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
  const lost = answers.filter(({ ms, status }) => ms > SLACK_WAITS_MS || status !== 200).length;
  const done = answers.length - busy.length - later.length - lost;
  console.log(
    `| ${store} | ${rate} | ${answers.length} | ${done} | ${later.length} | ${busy.length} | ${lost} | ${at(0.5)} ms | ${at(0.99)} ms |`,
  );
}

/**
 * Commands at a fixed rate, answered or not: one of five is a list of deals, two show a deal, two note something about one. How many are
 * answered, come later, are told that the bot is busy, or are lost to Slack's three seconds; then the counters against the history.
 *
 * @throws Error when the counters of a store are wrong afterwards.
 */
export async function overloadBench(): Promise<void> {
  const slack = await startSlack({ manifest: readManifest() });
  const scratch = await createScratchStorage();
  const wrong: string[] = [];
  try {
    const stores = [
      ['embedded', scratch.folder()],
      ...(scratch.hasServer ? [['PostgreSQL', await scratch.database()]] : []),
    ] as const;
    console.log('| Store | a second | asked | answered | later | busy | lost | p50 | p99 |');
    for (const [store = '', where = ''] of stores) {
      const port = await freePort();
      const { signingSecret, botToken, apiUrl, team } = slack;
      const child = await startServer(store, 'lejek', [
        String(port),
        signingSecret,
        botToken,
        apiUrl,
        team.id,
        String(DEALS),
        where,
      ]);
      process.stderr.write('\n');
      const load = createLoadGenerator(port, signingSecret, team.id);
      let sent = 0;
      const next = (): TypedCommand => {
        sent += 1;
        const deal = (sent % DEALS) + 1;
        const text = sent % 5 === 0 ? 'list' : sent % 5 < 3 ? `show ${deal}` : `note ${deal} called, wants an offer ${sent}`;
        return { userId: OWNERS[sent % OWNERS.length] ?? '', text, expected: '' };
      };
      await load.slice(2000, next);
      for (const rate of RATES) printRate(store, rate, await load.openLoop(rate, SECONDS * 1000, next));
      load.close();
      wrong.push(...(await child.stop()).wrong.map((each) => `${store}: ${each}`));
    }
  } finally {
    await slack.stop();
    await scratch.remove();
  }
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
}
