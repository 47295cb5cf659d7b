import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../simulator/person/person.ts';
import { MINUTE_MS } from '../../src/core/time/durations.ts';
import { ALL_DEALS } from '../support/all-deals.ts';
import { setUpFunnel, typeAndRead, useStage, valueInEuros } from '../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../support/test-bot.ts';

/** Monday, 23 November 2026, 9:00 in Warsaw. */
const MONDAY = Date.parse('2026-11-23T08:00:00Z');

/** A deal that gives its owner something to do on every day: stuck, past its date, with a step that is due. */
const WORK = { closeOn: '2026-11-18', nextStep: 'call', nextStepOn: '2026-11-23' } as const;
/** A deal that may go on. */
const NEAR = { ...WORK, stageId: 'decision', closeOn: '2027-01-29' } as const;

let lejek: TestBot;
/** A channel that reads Polish; `sales` reads English. */
let polish: string;
/** A rep who stays and manages nobody. */
let ola: Person;
/** Rep and manager of the firm, who stands in for Piotr, owns two deals, and leaves on the Thursday before. */
let jan: Person;
let leftAt: number;

/** A firm of two managers, Ewa in English and Anna in Polish, in which somebody leaves who was to be asked and told everything. */
beforeAll(async () => {
  lejek = await startTestBot();
  const { slack, sales, ewa, anna, piotr, tenant } = lejek;
  await setUpFunnel(lejek, ewa, { managers: [ewa.id], cards: '1' });
  polish = slack.addChannel({ name: 'sprzedaz', members: [ewa.id, anna.id, slack.botUserId] }).id;
  const [subscription] = await tenant.subscriptions.all();
  if (subscription === undefined) throw new Error('no channel is set up');
  const { id: _, ...english } = subscription;
  await tenant.subscriptions.save({ ...english, channelId: polish, channelName: 'sprzedaz', language: 'pl', cardsFrom: null });
  jan = slack.as(slack.addUser({ name: 'jan', realName: 'Jan', locale: 'en-GB', tz: 'Europe/Warsaw' }).id);
  slack.inviteToChannel(sales, jan.id);
  ola = slack.as(slack.addUser({ name: 'ola', realName: 'Ola', locale: 'pl-PL', tz: 'Europe/Warsaw' }).id);
  slack.inviteToChannel(sales, ola.id);
  for (const person of [jan, anna, piotr, ola]) await typeAndRead(lejek, person, '/deal help');
  const member = async (person: Person) => (await tenant.members.bySlackUser(person.id))?.id ?? '';
  for (const person of [jan, anna, ewa]) await tenant.members.setRole(await member(person), 'manager');
  await tenant.members.setAway(await member(piotr), { until: '2026-12-11', standInId: await member(jan) });
  await lejek.createDeal(jan, 'Bielik', { ...valueInEuros(48_000), ...NEAR });
  await lejek.createDeal(jan, 'Morela', { ...valueInEuros(30_000), stageId: 'needs', ...WORK });
  await lejek.createDeal(piotr, 'Dereń', { ...valueInEuros(9_000), stageId: 'needs', ...WORK });
  await lejek.createDeal(anna, 'Kowent', { ...valueInEuros(12_000), ...NEAR });
  // Something for those who stay to read in the morning, and to tidy up on Friday.
  await lejek.createDeal(anna, 'Lipa', { ...valueInEuros(1_000), stageId: 'prospect', closeOn: '2026-11-18' });
  for (const person of [ewa, ola])
    await lejek.createDeal(person, `Firm of ${person.id}`, { ...WORK, ...valueInEuros(1_000), stageId: 'prospect' });
  await useStage(lejek, anna, { stageId: 'offer', deals: 5 });
  lejek.setNow(Date.parse('2026-11-19T17:00:00Z'));
  slack.deactivate(jan.id);
  await slack.allDelivered();
  leftAt = lejek.now();
  await lejek.runDaysUntil(MONDAY);
  for (let minute = 0; minute < 15; minute += 1) {
    await lejek.tick();
    lejek.advanceClock(MINUTE_MS);
  }
}, 120_000);
afterAll(() => lejek.stop());

const plain = (text: string) => text.replaceAll('\u00A0', ' ');
const posts = (place: string) => lejek.posts(place).map(plain);
const since = (place: string) => lejek.messages(place).filter(({ ts }) => Number(ts) * 1000 > leftAt);
/** A message with all that is below it, as Slack has it: mentions are ids there. */
const raw = (place: string) =>
  JSON.stringify(
    since(place).flatMap((message) => [message.blocks, ...lejek.slack.replies(place, message.ts).map(({ blocks }) => blocks)]),
  );
const find = (place: string, words: RegExp) => posts(place).filter((post) => words.test(post));
const both = [
  ['en', '/funnel', () => lejek.ewa],
  ['pl', '/lejek', () => lejek.anna],
] as const;

/** What each message says of the deals that nobody works on. */
const NEED_OWNER = {
  en: '2 deals need a new owner. Without access to Lejek: Jan (2).',
  pl: 'Szanse bez opiekuna: 2. Bez dostępu do Lejka: Jan (2).',
} as const;
/** Of a message that others are asked in: the deal of theirs that it names, what it says of the rest, and whom it may not ask. */
const SAYS = {
  en: { stays: 'Kowent', left: NEED_OWNER.en, asked: /@Jan|Morela/ },
  pl: { stays: 'Kowent', left: NEED_OWNER.pl, asked: /@Jan|Morela/ },
} as const;
/** A morning in which none of the plan's moves is the reader's own. */
const OWN_MORNING = { ...SAYS.en, stays: null } as const;
const MESSAGES = [
  ['the digest, in en', () => lejek.sales, /Funnel, week/, SAYS.en],
  ['the digest, in pl', () => polish, /Lejek, tydzień/, SAYS.pl],
  ['the alert in a channel, in en', () => lejek.sales, /^Offer (?:is|has been) empty/, SAYS.en],
  ['the alert in a channel, in pl', () => polish, /^Etap „Oferta” jest pusty/, SAYS.pl],
  ['the alert to a manager, in en', () => lejek.ewa.id, /^Offer (?:is|has been) empty/, SAYS.en],
  ['the alert to a manager, in pl', () => lejek.anna.id, /^Etap „Oferta” jest pusty/, SAYS.pl],
  ['the morning note of a manager, in en', () => lejek.ewa.id, /^Today:/, OWN_MORNING],
  ['the morning note of a manager, in pl', () => lejek.anna.id, /^Dziś:/, SAYS.pl],
  ['the check of a Friday, in en', () => lejek.ewa.id, /^Friday check:/, { ...SAYS.en, stays: 'Firm of' }],
  ['the check of a Friday, in pl', () => lejek.anna.id, /^Piątkowy przegląd:/, { ...SAYS.pl, stays: 'Lipa' }],
] as const;

describe('somebody who left', () => {
  it('gets nothing more, neither their own notes nor those of whom they stood in for', () => {
    expect(lejek.slack.dm(jan.id).filter(({ ts }) => Number(ts) * 1000 > leftAt)).toEqual([]);
  });

  it('is mentioned nowhere in the channel: cards, alert, digest and its thread', () => {
    const { sales, piotr, anna, ewa } = lejek;
    expect(since(sales).length).toBeGreaterThan(0);
    expect(raw(sales)).not.toContain(jan.id);
    for (const person of [piotr, anna, ewa]) expect(raw(person.id)).not.toContain(`"user_id":"${jan.id}"`);
  });

  it.each(MESSAGES)('%s', (_what, place, words, { stays, left, asked }) => {
    const found = find(place(), words);
    expect(found.length).toBeGreaterThan(0);
    for (const post of found) {
      if (stays !== null) expect(post).toContain(stays);
      // Bielik is worth more than what is asked for, and in the same stage.
      expect(post).not.toContain('Bielik');
      expect(post).not.toMatch(asked);
      expect(post).toContain(left);
    }
  });

  it.each(both)('the gaps, in %s, leave their deals out, and say whose need a new owner', async (language, command, person) => {
    const gaps = plain(await typeAndRead(lejek, person(), `${command} ${language === 'pl' ? 'braki' : 'gaps'}`));
    expect(gaps).toContain('Kowent');
    expect(gaps).not.toContain('Bielik');
    expect(gaps).toContain(NEED_OWNER[language]);
  });

  it.each(both)('the funnel now, in %s, says whose deals need a new owner', async (language, command, person) => {
    const now = plain(await typeAndRead(lejek, person(), command));
    expect(now).toContain(NEED_OWNER[language]);
    expect(now).not.toContain('Bielik');
  });

  it('a rep, who may give nobody a deal, reads of their own morning alone', () => {
    const [note = ''] = find(ola.id, /Dziś:/);
    expect(note).toContain(`Firm of ${ola.id}`);
    expect(note).not.toMatch(/bez opiekuna|Jan/);
  });

  it.each([
    [
      'en',
      '/funnel digest',
      () => lejek.ewa,
      /Only you see this\.[\s\S]*Funnel, week/,
      /This week: D-4 Kowent · 12k EUR \(@Anna\)/,
    ],
    [
      'pl',
      '/lejek podsumowanie',
      () => lejek.anna,
      /Widzisz to tylko Ty\.[\s\S]*Lejek, tydzień/,
      /Na ten tydzień: D-4 Kowent · 12 tys\. EUR \(@Anna\)/,
    ],
  ] as const)(
    'the whole week, as a manager may ask for it in %s, says what others can do, and whose deals need a new owner',
    async (language, command, person, preview, others) => {
      const { subscriptions } = lejek.tenant;
      const before = await subscriptions.all();
      // A preview is in the language of the first channel.
      for (const { id: _, ...channel } of before) await subscriptions.save({ ...channel, language });
      const digest = plain(await typeAndRead(lejek, person(), command));
      for (const { id: _, ...channel } of before) await subscriptions.save(channel);
      expect(digest).toMatch(preview);
      expect(digest).toMatch(others);
      expect(digest).toContain(NEED_OWNER[language]);
      // Jan is named once, where a new owner is asked for, and none of his deals is.
      expect(digest.match(/Jan\b/g)).toHaveLength(1);
      expect(digest).not.toMatch(/Bielik|Morela|@Jan/);
    },
  );

  it.each([
    ['en', () => lejek.ewa, /2 deals need a new owner/, 'Jan, without access to Lejek: 2 deals'],
    ['pl', () => lejek.anna, /2 szanse/, 'Jan'],
  ] as const)('the weekly note to a manager, in %s, says whose deals need a new owner', (_language, person, words, whose) => {
    const [note = ''] = find(person().id, /For managers only|Tylko dla menedżerów/);
    expect(note).toMatch(words);
    expect(note).toContain(whose);
  });

  it.each([
    ['en', () => lejek.ewa, /Jan/],
    ['pl', () => lejek.anna, /Jan/],
  ] as const)('managers are offered the hand-over once, in %s', (_language, person, who) => {
    const offers = since(person().id).filter(({ blocks }) => JSON.stringify(blocks).includes('people.hand-over'));
    expect(offers).toHaveLength(1);
    expect(JSON.stringify(offers)).toMatch(who);
  });

  it.each([
    ['en', () => lejek.ewa, '/deal assign 3 @jan', 'has left this workspace'],
    ['pl', () => lejek.anna, '/szansa przydziel 4 @jan', 'tej osoby już tu nie ma'],
  ] as const)('is given no deal, in %s', async (_language, person, line, said) => {
    expect(plain(await typeAndRead(lejek, person(), line))).toContain(said);
    const ownerOf = async (number: number) => (await lejek.tenant.deals(ALL_DEALS).file(number))?.deal.ownerId;
    const [piotrs, annas] = [lejek.piotr.id, lejek.anna.id].map((id) => lejek.tenant.members.bySlackUser(id));
    expect([await ownerOf(3), await ownerOf(4)]).toEqual([(await piotrs)?.id, (await annas)?.id]);
  });

  it.each(both)('is in no Home, in %s, as somebody to act', async (_language, _command, person) => {
    await person().openHome();
    const home = await person().waitForHome(() => true, 20_000);
    expect(JSON.stringify(home.blocks)).not.toContain(jan.id);
  });

  it('stands in for nobody: what is due to the person who is away goes to no one else by mistake', () => {
    expect(find(lejek.piotr.id, /Today:|Dziś:/)).toEqual([]);
    expect(find(lejek.anna.id, /Dereń/)).toEqual([]);
  });
});
