import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Manifest } from '../../../simulator/manifest.ts';
import { readManifest } from '../../../simulator/read-manifest.ts';
import { type Slack, startSlack } from '../../../simulator/slack.ts';
import { type CheckResult, checkResultLine } from '../../../src/doctor/check-result.ts';
import { runDoctor } from '../../../src/doctor/run-doctor.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { connect } from '../../../src/store/db/database.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { copyDatabaseInto } from '../store/test-database.ts';

/** An installation that the doctor looks at: Slack and settings, not started yet. Well until something is done to it. */
export type Patient = {
  readonly slack: Slack;
  readonly dataDir: string;
  readonly sales: string;
  /** Settings as they are, and what of them is changed; undefined takes one out. */
  readonly env: Record<string, string | undefined>;
  /** What the doctor takes for the time and the version of Node.js. */
  wallNow: () => number;
  nodeVersion: string | undefined;
  /** Makes the embedded database, in which #sales gets the digest. */
  readonly addDatabase: () => Promise<void>;
  /** Runs SQL in it. */
  readonly sql: (statement: string) => Promise<void>;
  readonly results: () => Promise<readonly CheckResult[]>;
  readonly report: () => Promise<readonly string[]>;
  readonly stop: () => Promise<void>;
};

const HOURS = { weekday: 1, timeOfDay: '09:00', timeZone: 'Europe/Warsaw', language: 'en' } as const;
const AT = Date.parse('2026-11-16T09:00:00Z');

/** @param manifest of the app in Slack. */
export async function createPatient(manifest: Manifest = readManifest()): Promise<Patient> {
  const slack = await startSlack({ manifest });
  const root = mkdtempSync(join(tmpdir(), 'lejek-doctor-'));
  const dataDir = join(root, 'data');
  mkdirSync(dataDir);
  const sales = slack.addChannel({ name: 'sales' }).id;
  const patient: Patient = {
    slack,
    dataDir,
    sales,
    env: {
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_CONFIG_TOKEN: slack.configToken,
      SLACK_API_URL: slack.apiUrl,
      LEJEK_DATA_DIR: dataDir,
    },
    wallNow: Date.now,
    nodeVersion: undefined,
    addDatabase: async () => {
      copyDatabaseInto(dataDir);
      const store = await openStore({ dataDir });
      const tenant = store.tenant(slack.team.id);
      const { pipeline } = await tenant.loadOrCreateRequester({ slackUserId: 'U1', name: 'Ewa' }, { language: 'en', at: AT });
      const due = { nextDueAt: AT, nextCheckAt: AT, createdAt: AT };
      await tenant.subscriptions.save({ pipelineId: pipeline.id, channelId: sales, channelName: 'sales', ...HOURS, ...due });
      await store.close();
    },
    sql: async (statement) => {
      const connection = await connect({ dataDir });
      await connection.session((session) => session.exec(statement));
      await connection.close();
    },
    results: () => runDoctor(patient.env, { ...systemClock(), wallNow: patient.wallNow }, patient.nodeVersion),
    report: async () => (await patient.results()).map(checkResultLine),
    stop: async () => {
      await slack.stop();
      rmSync(root, { recursive: true, force: true });
    },
  };
  return patient;
}
