import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BoltHarness, startBoltHarness } from './support/bolt-harness.ts';

const PATIENCE_MS = 60_000;
let stage: BoltHarness;
beforeAll(async () => {
  stage = await startBoltHarness({ ackLimitMs: PATIENCE_MS });
  stage.app.command('/deal', async () => {});
  await stage.connect();
});
afterAll(() => stage.stop());

it('a command whose socket closes before it is acknowledged has failed, however long an acknowledgement may take', async () => {
  const { slack, ania, deals } = stage;
  const typed = slack.as(ania).command(deals, '/deal hello');
  const isSent = () => slack.journal.some((entry) => entry.kind === 'sent');
  await expect.poll(isSent).toBe(true);
  slack.faults.dropSockets();
  expect(await typed).toMatchObject({ acked: false });
});
