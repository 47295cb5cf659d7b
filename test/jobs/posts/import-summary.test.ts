import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../../src/core/time/durations.ts';
import { loadPipeline } from '../../../src/facts/load-pipeline.ts';
import { NO_CHOICES } from '../../../src/import/read/import-choices.ts';
import { runImport } from '../../../src/import/run-import.ts';
import { setUpFunnel } from '../../support/bot-actions.ts';
import { addPipeline } from '../../support/several-pipelines.ts';
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
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

async function importText(text = TEXT): Promise<void> {
  const pipeline = await loadPipeline(lejek.tenant, 'en');
  if (pipeline === undefined) throw new Error('There is no pipeline.');
  const asked = {
    table: tableOf(text),
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
}

it('the post about an import waits for the morning where somebody imports at night', async () => {
  await setUpFunnel(lejek, lejek.ewa);
  await lejek.tick();
  lejek.setNow(Date.parse('2026-11-17T21:00:00Z'));
  await importText();
  const said = () => lejek.posts(lejek.sales).filter((post) => post.includes('imported'));
  await lejek.tick();
  expect(said()).toEqual([]);
  await lejek.runUntil(Date.parse('2026-11-18T05:00:00Z'), HOUR_MS);
  expect(said()).toEqual([]);
  await lejek.runUntil(Date.parse('2026-11-18T07:00:00Z'), HOUR_MS);
  expect(said()).toEqual([expect.stringContaining('2 deals imported, with their history from 1 Jan 2026 to 1 Feb 2026')]);
});

it('it goes to the channel of all, says its pipeline where there are several, and no value where deals are hidden there', async () => {
  const { ewa, tenant, sales, slack } = lejek;
  await setUpFunnel(lejek, ewa);
  const memberId = (await tenant.members.bySlackUser(ewa.id))?.id ?? '';
  const work = (key: string) => ({ memberId, at: lejek.now(), today: '2026-11-16' as const, key });
  const team = { id: 'north', name: 'North', parentId: null, managerIds: [], userGroupId: null };
  await tenant.teams.save({ kind: 'add', team }, work('north'));
  const [whole] = await tenant.subscriptions.all();
  if (whole === undefined) throw new Error('no channel');
  const north = slack.addChannel({ name: 'north', members: [ewa.id] }).id;
  const { pipelineId, weekday, timeOfDay, timeZone, language, nextDueAt, nextCheckAt, createdAt } = whole;
  const due = { pipelineId, weekday, timeOfDay, timeZone, language, nextDueAt, nextCheckAt, createdAt };
  await tenant.subscriptions.save({ ...due, channelId: north, channelName: 'north', teamId: 'north' });
  await addPipeline(lejek, ewa, 'Renewals');
  const said = (channel: string) => lejek.posts(channel).filter((post) => post.includes('imported'));
  const importNow = async (text?: string) => {
    await importText(text);
    lejek.advanceClock(MINUTE_MS);
    await lejek.tick();
  };
  await importNow();
  expect(said(sales)).toEqual([expect.stringMatching(/Sales[\s\S]*1 open \(200 EUR\), 1 won/)]);
  expect(said(north)).toEqual([]);
  await tenant.pipelineSettings.save({ kind: 'visibility', id: 'sales', visibility: 'own', shownIn: [] }, work('own'));
  await importNow(TEXT.replaceAll(',A,', ',C,').replaceAll(',B,', ',D,'));
  expect(said(sales)).toHaveLength(2);
  expect(said(sales)[1]).toContain('1 open, 1 won');
});
