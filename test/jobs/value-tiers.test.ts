import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { win } from '../../src/core/deal/advance.ts';
import { openDeal } from '../../src/core/deal/open-deal.ts';
import { utcDate } from '../../src/core/time/calendar.ts';
import { DAY_MS } from '../../src/core/time/durations.ts';
import { loadPipeline } from '../../src/facts/load-pipeline.ts';
import { refreshTiers } from '../../src/jobs/value-tiers.ts';
import { ALL_DEALS } from '../support/all-deals.ts';
import { valueInEuros } from '../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
afterAll(() => lejek.stop());

/** Deals of so many euros each that were won just now. */
async function won(values: readonly number[]): Promise<void> {
  const { tenant, piotr } = lejek;
  const [pipeline, actor] = [await loadPipeline(tenant, 'en'), await tenant.members.bySlackUser(piotr.id)];
  if (pipeline === undefined || actor === undefined) throw new Error('nobody is home');
  const at = lejek.now();
  const act = { actor, at, today: utcDate(at), through: 'command' as const };
  for (const value of values) {
    const details = { ...valueInEuros(value), name: 'Bielik', ownerId: actor.id, stageId: 'negotiation' };
    const saved = await tenant
      .deals(ALL_DEALS)
      .create((number) => openDeal({ number, pipeline }, details, act), { key: null, at });
    if (!saved.ok) throw new Error(JSON.stringify(saved));
    const change = await tenant
      .deals(ALL_DEALS)
      .change(saved.file.deal.number, (file) => win(file, { pipeline, answers: { ticks: ['signed'] } }, act), { key: null, at });
    if (!change.ok) throw new Error(JSON.stringify(change));
  }
}

describe('the value tiers of a pipeline', () => {
  it('come with the thirtieth win, change once a month, and count from the next visit on', async () => {
    const { tenant, piotr, deps } = lejek;
    const bounds = async () => tenant.tiers.all('sales');
    await won(Array.from({ length: 29 }, (_, i) => i + 1));
    await refreshTiers(deps, lejek.now());
    expect(await bounds()).toEqual([]);
    await won([30]);
    const before = await lejek.createDeal(piotr, 'Before', { ...valueInEuros(500), stageId: 'lead' });
    lejek.advanceClock(DAY_MS);
    await lejek.tick();
    expect(await bounds()).toEqual([{ validFrom: lejek.now(), lowMinor: 1100, highMinor: 2100 }]);
    expect((await tenant.deals(ALL_DEALS).file(before))?.deal.tier).toBe(0);

    expect(await lejek.typeCommand(piotr, `/deal step ${before} call them tomorrow`)).not.toBe('');
    await lejek.typeCommand(piotr, '/deal new Acme 5k EUR');
    await piotr.waitForView();
    expect((await piotr.submit()).closed).toBe(true);
    const [newest] = (await tenant.deals(ALL_DEALS).list({}, { order: 'newest', today: '2026-11-17', limit: 1, offset: 0 }))
      .deals;
    expect(newest?.tier).toBe(3);

    await won(Array(60).fill(9000));
    lejek.advanceClock(DAY_MS);
    await lejek.tick();
    expect(await bounds()).toHaveLength(1);
    lejek.setNow(Date.parse('2026-12-01T08:00:00Z'));
    await lejek.tick();
    expect((await bounds()).at(-1)).toEqual({ validFrom: lejek.now(), lowMinor: 900_000, highMinor: 900_000 });
    expect(await tenant.funnel.verifyCounters()).toEqual([]);
  });
});
