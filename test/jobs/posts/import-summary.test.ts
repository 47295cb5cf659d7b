import { afterAll, beforeAll, expect, it } from 'vitest';
import { HOUR_MS } from '../../../src/core/time/durations.ts';
import { loadPipeline } from '../../../src/facts/load-pipeline.ts';
import { NO_CHOICES } from '../../../src/import/read/import-choices.ts';
import { runImport } from '../../../src/import/run-import.ts';
import { setUpFunnel } from '../../support/bot-actions.ts';
import { tableOf } from '../../support/table-files.ts';
import { startTestBot, type TestBot } from '../../support/test-bot.ts';

const TEXT = `at,deal_id,rep,value,currency,event,stage
2026-01-01,A,Anna,100,EUR,stage,Lead
2026-01-08,A,Anna,,,won,
2026-02-01,B,Anna,200,EUR,stage,Lead`;

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
afterAll(() => lejek.stop());

it('the post about an import waits for the morning where somebody imports at night', async () => {
  await setUpFunnel(lejek, lejek.ewa);
  await lejek.tick();
  lejek.setNow(Date.parse('2026-11-17T21:00:00Z'));
  const pipeline = await loadPipeline(lejek.tenant, 'en');
  if (pipeline === undefined) throw new Error('There is no pipeline.');
  const asked = {
    table: tableOf(TEXT),
    stages: [],
    reps: new Map<string, string>(),
    dryRun: false,
    at: lejek.now(),
    fileName: 'history.csv',
    choices: NO_CHOICES,
    timeZone: 'UTC',
    progress: () => undefined,
  };
  expect(await runImport(lejek.tenant, pipeline, asked)).toMatchObject({ ok: true });
  const said = () => lejek.posts(lejek.sales).filter((post) => post.includes('imported'));
  await lejek.tick();
  expect(said()).toEqual([]);
  await lejek.runUntil(Date.parse('2026-11-18T05:00:00Z'), HOUR_MS);
  expect(said()).toEqual([]);
  await lejek.runUntil(Date.parse('2026-11-18T07:00:00Z'), HOUR_MS);
  expect(said()).toEqual([expect.stringContaining('2 deals imported, with their history from 1 Jan 2026 to 1 Feb 2026')]);
});
