import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../simulator/person/person.ts';
import { renderMessage } from '../../../simulator/terminal/render.ts';
import { loadPipeline } from '../../../src/facts/load-pipeline.ts';
import { NO_CHOICES } from '../../../src/import/read/import-choices.ts';
import { runImport } from '../../../src/import/run-import.ts';
import { moveCloseDate, setUpFunnel, typeAndRead, useStage, valueInEuros } from '../../support/bot-actions.ts';
import { tableOf } from '../../support/table-files.ts';
import { startTestBot, type TestBot } from '../../support/test-bot.ts';

/** Monday, 21 December 2026, 9:00 in Warsaw. */
const MONDAY = Date.parse('2026-12-21T08:00:00Z');

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const notes = (person: Person): readonly string[] =>
  lejek
    .posts(person.id)
    .map((post) => post.replaceAll('\u00A0', ' '))
    .filter((post) => /For managers only|Tylko dla menedżerów/.test(post));

/** Two reps with a deal each that is stuck, and one close date that moved in the week before Monday. */
async function quietWeek(): Promise<void> {
  const { ewa, anna, piotr } = lejek;
  await setUpFunnel(lejek, ewa, { managers: [ewa.id] });
  for (const person of [anna, piotr]) await typeAndRead(lejek, person, '/deal help');
  await lejek.createDeal(anna, 'Bielik', { ...valueInEuros(48_000), stageId: 'offer', closeOn: '2027-01-29' });
  await lejek.createDeal(piotr, 'Kowent', { ...valueInEuros(12_000), stageId: 'offer', closeOn: '2027-01-29' });
  lejek.setNow(Date.parse('2026-12-17T10:00:00Z'));
  await moveCloseDate(lejek, piotr, 2, '2027-02-26');
}

const untilMonday = async () => {
  await lejek.runDaysUntil(MONDAY);
  await lejek.runUntil(MONDAY + 15 * 60_000, 60_000);
};

describe('the part of the week that names people', () => {
  it('goes to each manager once, after the digest, in their language, and to no channel', async () => {
    const { ewa, anna, piotr, sales, tenant } = lejek;
    await quietWeek();
    for (const { id } of [ewa, anna]) {
      const manager = await tenant.members.bySlackUser(id);
      if (manager === undefined) throw new Error('nobody is home');
      await tenant.members.setRole(manager.id, 'manager');
    }
    await untilMonday();
    expect(notes(ewa)).toHaveLength(1);
    const [note = ''] = notes(ewa);
    expect(note).toContain('For managers only: week 51 · 14–20 Dec');
    expect(note).toContain('1 close date pushed back: 1 with no reason given');
    expect(note).toContain('Piotr 1');
    expect(note).toContain('2 deals stuck, with no next step planned:');
    expect(note).toContain('Anna: 1 deal, 48k EUR; longest D-1 Bielik, in Offer for 35 days');
    // Ten exits of a rep are what a comparison takes.
    expect(note).not.toContain('A talk that may help');
    const [polish = ''] = notes(anna);
    expect(polish).toContain('Tylko dla menedżerów: tydzień 51 · 14–20 gru');
    expect(polish).toContain('Przesunięte terminy zamknięcia: 1 (bez podanej przyczyny: 1)');
    expect(polish).toContain('Anna: 1 szansa, 48 tys. EUR; najdłużej D-1 Bielik, etap „Oferta” od 35 dni');
    expect(notes(piotr)).toEqual([]);
    expect(lejek.posts(sales).join()).not.toContain('pushed back');
    await lejek.runUntil(MONDAY + 12 * 3_600_000);
    expect([notes(ewa).length, notes(anna).length]).toEqual([1, 1]);
  });

  it('says whose deals need a new owner, and nobody is asked to work on these', async () => {
    const { ewa, anna, slack, tenant } = lejek;
    await setUpFunnel(lejek, ewa, { managers: [ewa.id] });
    const jan = slack.as(slack.addUser({ name: 'jan', realName: 'Jan', locale: 'en-GB', tz: 'Europe/Warsaw' }).id);
    slack.inviteToChannel(lejek.sales, jan.id);
    await typeAndRead(lejek, jan, '/deal help');
    await typeAndRead(lejek, anna, '/deal help');
    const close = { closeOn: '2027-01-29' } as const;
    await lejek.createDeal(jan, 'Bielik', { ...valueInEuros(48_000), stageId: 'decision', ...close });
    await lejek.createDeal(anna, 'Kowent', { ...valueInEuros(12_000), stageId: 'decision', ...close });
    await lejek.createDeal(anna, 'Morela', { ...valueInEuros(30_000), stageId: 'offer' });
    await useStage(lejek, anna, { stageId: 'offer' });
    await typeAndRead(lejek, anna, '/deal lost 3 no budget');
    expect(await typeAndRead(lejek, ewa, '/funnel gaps')).toContain('Bielik');
    slack.deactivate(jan.id);
    await slack.allDelivered();
    const gaps = await typeAndRead(lejek, ewa, '/funnel gaps');
    expect(gaps).not.toContain('Bielik');
    expect(gaps).toContain('Kowent');
    await untilMonday();
    const [note = ''] = notes(ewa);
    expect(note).toContain('1 deal needs a new owner: /deal assign.');
    expect(note).toContain('Jan, without access to Lejek: 1 deal, 48k EUR');
    expect(lejek.posts(lejek.sales).join()).not.toMatch(/Bielik.{0,40}Jan/);
    expect(slack.dm(jan.id).filter(({ ts }) => Number(ts) * 1000 > MONDAY)).toEqual([]);
    expect((await tenant.members.bySlackUser(jan.id))?.active).toBe(false);
  });

  it('goes to who stands in for a manager who is away, once, as the manager would read it; without one it waits for the return', async () => {
    const { ewa, anna, piotr, tenant } = lejek;
    await quietWeek();
    const member = async (person: Person) => (await tenant.members.bySlackUser(person.id))?.id ?? '';
    await tenant.members.setRole(await member(ewa), 'manager');
    await tenant.members.setAway(await member(ewa), { until: '2026-12-23', standInId: await member(anna) });
    await untilMonday();
    expect(notes(anna)).toEqual([expect.stringContaining('Tylko dla menedżerów: tydzień 51')]);
    expect([notes(ewa), notes(piotr)]).toEqual([[], []]);
    // The week after, nobody stands in for two days.
    await tenant.members.setAway(await member(ewa), { until: '2026-12-29', standInId: null });
    await lejek.runDaysUntil(Date.parse('2026-12-29T16:00:00Z'));
    expect(notes(ewa)).toEqual([]);
    await lejek.runDaysUntil(Date.parse('2026-12-30T12:00:00Z'));
    expect(notes(ewa)).toEqual([expect.stringContaining('For managers only: week 52')]);
    expect(notes(anna)).toHaveLength(1);
  });

  it('and alerts and morning notes come to nobody who does without them; to others as before', async () => {
    const { ewa, anna, tenant } = lejek;
    await quietWeek();
    const member = async (person: Person) => (await tenant.members.bySlackUser(person.id))?.id ?? '';
    for (const person of [ewa, anna]) {
      await tenant.members.setRole(await member(person), 'manager');
      await lejek.createDeal(person, `Due of ${person.id}`, { stageId: 'lead', nextStep: 'call', nextStepOn: '2026-12-21' });
    }
    await useStage(lejek, anna, { stageId: 'negotiation', deals: 5 });
    await tenant.members.setDirectOff(await member(ewa), ['stage-alert', 'manager-note', 'morning-note']);
    await untilMonday();
    const kinds = (person: Person) =>
      [/Tylko dla|For managers/, /jest pusty|is empty|has been empty/, /Dziś|Today/].map(
        (words) => lejek.posts(person.id).filter((post) => words.test(post)).length > 0,
      );
    expect([kinds(ewa), kinds(anna)]).toEqual([
      [false, false, false],
      [true, true, true],
    ]);
  });

  it('is one for a manager of a pipeline that two channels read', async () => {
    const { ewa, anna, slack } = lejek;
    await quietWeek();
    const other = slack.addChannel({ name: 'board', members: [ewa.id, anna.id] }).id;
    slack.inviteToChannel(other, slack.botUserId);
    await setUpFunnel(lejek, ewa, { channel: other, managers: [ewa.id] });
    await untilMonday();
    expect(notes(ewa)).toHaveLength(1);
  });

  it('is not sent where there is nothing to say, nor to who sells alone', async () => {
    const { ewa, piotr } = lejek;
    await setUpFunnel(lejek, ewa, { managers: [ewa.id] });
    await lejek.createDeal(piotr, 'Kowent', { stageId: 'offer', nextStep: 'call', nextStepOn: '2027-03-01' });
    await untilMonday();
    expect(notes(ewa)).toEqual([]);
    expect((await lejek.tenant.deliveries.ofKind('manager-note', 0)).map(({ state }) => state)).toContain('superseded');
  });
});

/** The threads of #sales, a text for each message. */
const threads = (): readonly string[] =>
  lejek
    .messages(lejek.sales)
    .flatMap(({ ts }) => lejek.slack.replies(lejek.sales, ts))
    .map((reply) => renderMessage(reply, { width: 200 }).replaceAll('\u00A0', ' '));

describe('the digest’s thread', () => {
  it('names the deals that are stuck, and nobody', async () => {
    await quietWeek();
    await untilMonday();
    const stuck = threads().find((text) => text.includes('D-1 Bielik · 48k EUR · Offer for 35 days')) ?? '';
    expect(stuck).toContain('2 deals stuck, with no next step planned:');
    expect(stuck).toContain('(usually up to 14)');
    expect(stuck).not.toMatch(/Anna|Piotr/);
    expect(stuck).not.toContain('against the three months before');
  });

  it('has once a month what was closed in three months against the three before, and why deals were lost', async () => {
    const { ewa, tenant } = lejek;
    await setUpFunnel(lejek, ewa);
    const pipeline = await loadPipeline(tenant, 'en');
    if (pipeline === undefined) throw new Error('There is no pipeline.');
    const rows = ['at,deal_id,rep,value,currency,event,stage'];
    for (let index = 0; index < 24; index += 1) {
      const month = index < 10 ? '07' : index % 2 === 0 ? '09' : '10';
      rows.push(`2026-06-01,D${index},Piotr,${1000 * (index + 1)},EUR,stage,Lead`);
      rows.push(`2026-${month}-${10 + (index % 10)},D${index},Piotr,,,${index % 3 === 0 ? 'won' : 'lost'},`);
    }
    const asked = {
      table: tableOf(rows.join('\n')),
      stages: [],
      reps: new Map<string, string>(),
      dryRun: false,
      at: lejek.now(),
      fileName: 'history.csv',
      choices: NO_CHOICES,
      timeZone: 'UTC',
      progress: () => undefined,
    };
    expect(await runImport(tenant, pipeline, asked)).toMatchObject({ ok: true });
    await lejek.runDaysUntil(Date.parse('2026-11-24T08:00:00Z'));
    // Week 47 ends in the month in which it began.
    expect(threads().join()).toContain('Weighted value');
    expect(threads().join()).not.toContain('against the three months before');
    await lejek.runDaysUntil(Date.parse('2026-12-09T08:00:00Z'));
    const reviews = threads().filter((text) => text.includes('against the three months before'));
    expect(reviews).toHaveLength(1);
    const [review = ''] = reviews;
    expect(review).toContain('September to November, against the three months before');
    expect(review).toContain('Win rate: 29%, 4 of 14 closed deals (before: 40%)');
    expect(review).toContain('Sales velocity:');
    expect(review).toMatch(/Lost: 10 deals, 175k EUR \(before: 6 deals, 33k EUR\)/);
    expect(review).toMatch(/no reason given: 10, 175k \(before: 6, 33k\)/);
  });
});
