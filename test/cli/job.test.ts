import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { readManifest } from '../../simulator/read-manifest.ts';
import { type Slack, startSlack } from '../../simulator/slack.ts';
import { openStore } from '../../src/store/open-store.ts';
import { databaseSettings, type EnvSettings, openStoreAt, runProgram, scriptCommand } from '../support/run-program.ts';

let slack: Slack;
beforeEach(async () => {
  slack = await startSlack({ manifest: readManifest() });
});
afterEach(() => slack.stop());

const PATIENCE_MS = 180_000;
/** Monday, 9:00 in Warsaw: the hour of the digest. */
const MONDAY = '2026-11-23T08:00:00Z';

const job = (settings: EnvSettings, ...args: readonly string[]) => runJob(scriptCommand('job'), settings, args);
const runJob = (command: string, settings: EnvSettings, args: readonly string[]) =>
  runProgram([command, ...args].join(' '), {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_API_URL: slack.apiUrl,
    ...settings,
  });

/** A team whose digest goes to #sales on Mondays at 9:00 in Warsaw; the channel's id. */
async function team(settings: EnvSettings): Promise<string> {
  const sales = slack.addChannel({ name: 'sales' }).id;
  const store = await openStoreAt(settings);
  const tenant = store.tenant(slack.team.id);
  const at = Date.parse('2026-11-16T09:30:00Z');
  const { pipeline } = await tenant.loadOrCreateRequester({ slackUserId: 'U1', name: 'Ewa' }, { language: 'en', at });
  await tenant.subscriptions.save({
    pipelineId: pipeline.id,
    channelId: sales,
    channelName: 'sales',
    weekday: 1,
    timeOfDay: '09:00',
    timeZone: 'Europe/Warsaw',
    language: 'en',
    nextDueAt: Date.parse(MONDAY),
    nextCheckAt: Date.parse(MONDAY),
    createdAt: at,
  });
  await store.close();
  return sales;
}

describe('npm run job', { timeout: PATIENCE_MS }, () => {
  it('posts the digest of that week once, however often it is called', async () => {
    const settings = await databaseSettings();
    const sales = await team(settings);
    const first = runJob('npm run -s job --', settings, ['weekly-digest', '--at', MONDAY]);
    expect(await first.exitCode).toBe(0);
    expect(first.stdout()).toBe('#sales\tposted\n');
    const again = job(settings, 'weekly-digest', '--at', '2026-11-23T09:30:00+01:00');
    expect(await again.exitCode).toBe(0);
    expect(again.stdout()).toBe('#sales\talready posted\n');
    expect(slack.messages(sales)).toHaveLength(1);
  });

  it('says of a channel that refuses the post why, and ends with 1', async () => {
    const settings = await databaseSettings();
    slack.removeFromChannel(await team(settings), slack.botUserId);
    const refused = job(settings, 'weekly-digest', '--at', MONDAY);
    expect(await refused.exitCode).toBe(1);
    expect(refused.stdout()).toBe('#sales\trefused: not_in_channel\n');
  });

  it('runs the stage alerts and the sender likewise', async () => {
    const settings = await databaseSettings();
    await team(settings);
    for (const name of ['stage-alerts', 'deliver']) expect(await job(settings, name).exitCode, name).toBe(0);
  });

  it('while a bot holds the embedded database says who holds it and what to do', async () => {
    const { LEJEK_DATA_DIR: dataDir } = await databaseSettings();
    if (dataDir === undefined) return;
    const store = await openStore({ dataDir });
    onTestFinished(store.close);
    const locked = job({ LEJEK_DATA_DIR: dataDir }, 'weekly-digest');
    expect(await locked.exitCode).toBe(1);
    expect(locked.stderr()).toBe(
      `Lejek (pid ${process.pid}) has this database open: stop it, use \`/funnel digest\`, or set DATABASE_URL\n`,
    );
  });

  it('says what it did not understand, and how it is called', async () => {
    for (const [args, said] of [
      [[], 'Which job?'],
      [['dance'], 'There is no job "dance".'],
      [['weekly-digest', '--at', 'monday'], '"monday" is no instant'],
      [['weekly-digest', '--at', '2026-11-23T09:00:00'], 'is no instant'],
      [['weekly-digest', '--when', 'now'], "'--when'"],
    ] as const) {
      const wrong = job({}, ...args);
      expect(await wrong.exitCode).toBe(2);
      expect(wrong.stderr()).toContain(said);
      expect(wrong.stderr()).toContain('weekly-digest | stage-alerts | deliver');
    }
  });
});
