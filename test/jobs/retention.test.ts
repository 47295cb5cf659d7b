import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_RETENTION } from '../../src/core/history/retention.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/core/time/durations.ts';
import type { Database } from '../../src/store/db/database.ts';
import { ALL_DEALS } from '../support/all-deals.ts';
import { pressPostedButton, setUpFunnel } from '../support/bot-actions.ts';
import { openTestDatabase } from '../support/store/test-database.ts';
import { startTestBot, type TestBot } from '../support/test-bot.ts';

let lejek: TestBot;
let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  lejek = await startTestBot({ database });
});
afterAll(async () => {
  await lejek.stop();
  await database.close();
});

const fileOf = (number: number) => lejek.tenant.deals(ALL_DEALS).file(number);

/** Fills the form in, reads what it would erase, and saves. */
async function keepFor(choices: Readonly<Record<string, string>>): Promise<string> {
  const { ewa } = lejek;
  await pressPostedButton(lejek, ewa, 'retention.open:retention', 'all');
  await ewa.waitForView((view) => view.callback_id === 'retention.save', 20_000);
  for (const [name, value] of Object.entries(choices)) ewa.fillInput(name, value);
  await ewa.submit();
  await ewa.waitForView((view) => view.callback_id === 'retention.sure', 20_000);
  const said = lejek.readScreen(ewa);
  expect(await lejek.tenant.retention.policy()).toEqual(DEFAULT_RETENTION);
  const before = lejek.slack.ephemerals(ewa.id).length;
  await ewa.submit();
  await expect.poll(() => lejek.slack.ephemerals(ewa.id).length).toBeGreaterThan(before);
  return said;
}

describe('how long data stay', () => {
  it('erases at night what lost deals and notes say, as was told before, and no figure', { timeout: 120_000 }, async () => {
    const { piotr, ewa, sales, tenant } = lejek;
    await setUpFunnel(lejek, ewa, { cards: 'none' });
    const contact = { name: 'Jan Wzorcowy', email: 'jan@example.com', phone: null };
    const named = { company: 'Bielik sp. z o.o.', contact, stageId: 'needs' as const };
    const [lost, won, open] = [
      await lejek.createDeal(piotr, 'Bielik', named),
      await lejek.createDeal(piotr, 'Kowent', named),
      await lejek.createDeal(piotr, 'Morela', named),
    ];
    for (const number of [lost, won, open]) await piotr.command(sales, `/deal note ${number} Jan wants three of them`);
    await piotr.command(sales, `/deal lost ${lost} no budget`);
    await piotr.command(sales, `/deal lost ${won} no budget`);
    await piotr.command(sales, `/deal reopen ${won}`);
    // As an import keeps of a row without an id.
    await database.session((sql) => sql.query(`UPDATE deal SET external_id = 'bielik|bielik sp. z o.o.' WHERE number = ${lost}`));
    await lejek.tick();
    lejek.advanceClock(400 * DAY_MS);
    const young = await lejek.createDeal(piotr, 'Olcha', named);
    await piotr.command(sales, `/deal lost ${young} no budget`);
    expect(await keepFor({ lost: '12', notes: '12', posts: '12' })).toMatch(/names and contacts of 1 lost deal,/);
    expect(lejek.lastAnswer(ewa)).toContain('Saved: lost deals 1 year · notes 1 year · posts 1 year');
    // By day nothing happens.
    await lejek.tick();
    expect((await fileOf(lost))?.deal.name).toBe('Bielik');
    const events = async () =>
      (await tenant.deals(ALL_DEALS).history(lost)).map(({ kind, at, fromStageId, toStageId }) => ({
        kind,
        at,
        fromStageId,
        toStageId,
      }));
    const before = await events();
    // 20 December 2027, 9:00 UTC is ten in Warsaw: the next night.
    lejek.advanceClock(16 * HOUR_MS + 30 * MINUTE_MS);
    for (let minute = 0; minute < 3; minute += 1) {
      await lejek.tick();
      lejek.advanceClock(MINUTE_MS);
    }
    const file = await fileOf(lost);
    expect(file).toMatchObject({ deal: { name: '•••', company: null, outcome: 'lost', stageId: 'needs' } });
    expect(file?.deal.externalId).toBe(`forgotten ${lost}`);
    expect(file?.contact).toMatchObject({ name: null, email: null });
    const history = await tenant.deals(ALL_DEALS).history(lost);
    expect(JSON.stringify(history)).not.toContain('Bielik');
    expect(history.at(-1)?.after).toMatchObject({ name: '•••', outcome: 'lost' });
    for (const { noteId } of history) if (noteId !== null) expect(await tenant.deals(ALL_DEALS).noteText(noteId)).toBeUndefined();
    expect(await events()).toEqual(before);
    for (const [number, name] of [
      [won, 'Kowent'],
      [open, 'Morela'],
      [young, 'Olcha'],
    ] as const)
      expect(await fileOf(number)).toMatchObject({ deal: { name }, contact: { email: 'jan@example.com' } });
    const [note] = (await tenant.deals(ALL_DEALS).history(open)).flatMap(({ noteId }) => noteId ?? []);
    expect(await tenant.deals(ALL_DEALS).noteText(note ?? '')).toContain('three of them');
    expect(await tenant.funnel.verifyCounters()).toEqual([]);
    const audit = await lejek.typeCommand(ewa, '/funnel audit');
    expect(audit).toContain('how long data stay: lost deals 1 year');
    expect(audit).toMatch(/erased because of their age: 1 lost deal, \d notes?, \d posts?/);
    expect(await tenant.retention.count({ lost: '2026-12-01', notes: '2026-12-01', posts: '2026-12-01' })).toEqual({
      deals: 0,
      notes: 0,
      posts: 0,
    });
  });

  it('keeps keys of requests longer where that is said', async () => {
    await lejek.tenant.markHandledOnce('kept', lejek.now());
    await lejek.tenant.retention.save({ ...DEFAULT_RETENTION, handledDays: 7 });
    const forget = (days: number) => {
      const handled = lejek.now() + days * DAY_MS - 2 * DAY_MS;
      return lejek.store.deleteExpired({ handled, keptForms: 0, webhookDeliveries: 0, removedWebhooks: 0 });
    };
    await forget(6);
    expect(await lejek.tenant.markHandledOnce('kept', lejek.now())).toBe(false);
    await forget(8);
    expect(await lejek.tenant.markHandledOnce('kept', lejek.now())).toBe(true);
  });
});
