import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../simulator/person/person.ts';
import { renderMessage, renderView } from '../../simulator/terminal/render.ts';
import type { Language } from '../../src/core/member.ts';
import { DELIVERY_KINDS } from '../../src/jobs/delivery-kinds.ts';
import { LANGUAGES } from '../../src/locale/languages.ts';
import { DEAL_WORDS, FUNNEL_WORDS } from '../../src/locale/words.ts';
import { digestDrafts, digestOf } from '../../src/posts/digest-post.ts';
import { importDrafts } from '../../src/posts/import-post.ts';
import { FLOWS } from '../../src/slack/listeners/all.ts';
import { routed } from '../../src/slack/on-command.ts';
import { routesOf } from '../../src/slack/routes.ts';
import { type Bot, bot } from '../support/bot.ts';
import { BUTTONS, DEAL, type Driver, FORMS, FUNNEL, SELECTS, sceneOf, USED } from '../support/drivers.ts';
import { press, setUp, worth } from '../support/team.ts';

const ROUTES = routesOf(FLOWS);
const MINUTE = 60_000;
/** Tuesday, 17 November 2026, 8:30 in Warsaw: the daily check of a channel that is told at nine. */
const CHECK = Date.parse('2026-11-17T07:30:00Z');
/** Monday, 23 November 2026, 9:00 in Warsaw. */
const DIGEST = Date.parse('2026-11-23T08:00:00Z');

let lejek: Bot;
beforeAll(async () => {
  lejek = await bot();
});
afterAll(() => lejek.stop());

/** Whose Slack is in a language. */
const personOf = (language: Language): Person => (language === 'pl' ? lejek.anna : lejek.piotr);

/** Everything that a person sees of the bot, piece by piece, by what tells it from what was there before; #sales is left out. */
function seenBy(person: Person): ReadonlyMap<string, () => string> {
  const shown = { width: 200 };
  const home = lejek.slack.home(person.id);
  const messages = [...lejek.slack.ephemerals(person.id), ...lejek.slack.dm(person.id)];
  const views = [...person.views(), ...(home === undefined ? [] : [home])];
  return new Map([
    ...messages.map((message) => [JSON.stringify(message), () => renderMessage(message, shown)] as const),
    ...views.map((view) => [`${view.id} ${view.hash}`, () => renderView(view, person.values(view), shown)] as const),
  ]);
}

/** Sentences that stand where an answer should: faults, buttons too old, forms that came too late. */
const FAILURES: readonly string[] = Object.values(LANGUAGES).flatMap(({ common }) => [
  common.gone.slice(0, 25),
  common.storeDown.slice(0, 25),
  common.expired.slice(0, 25),
  common.fault('XYZ').slice(0, 25),
  common.slackFault('XYZ').slice(0, 25),
]);
const WAITING: readonly string[] = Object.values(LANGUAGES).flatMap(({ common }) => [common.working, common.loading]);

/** What a person sees that they did not see before they did something; never a failure, and in their language. */
async function answerTo(person: Person, language: Language, driver: Driver, line = ''): Promise<string> {
  const scene = await sceneOf(lejek, person, line);
  const before = seenBy(person);
  const logged = lejek.log.length;
  await driver(scene);
  const fresh = () => [...seenBy(person)].flatMap(([key, text]) => (before.has(key) ? [] : [text()]));
  // Whatever the app still does would be seen by the next one.
  const settled = () => {
    const pieces = lejek.app.inFlight() > 0 ? [] : fresh();
    return pieces.length > 0 && !pieces.some((piece) => WAITING.some((word) => piece.includes(word)));
  };
  await expect.poll(settled, { timeout: 20_000, interval: 10 }).toBe(true);
  const answer = fresh().join('\n');
  for (const failure of FAILURES) expect(answer).not.toContain(failure);
  expect(lejek.log.slice(logged).filter(({ level }) => level === 'error' || level === 'warn')).toEqual([]);
  spokenIn(language, answer);
  await person.closeAll();
  return answer;
}

/** Letters and words that only Polish has. */
const POLISH =
  /[ąćęłńóśźż]|\b(?:nowy|nowa|na|nie|dla|termin|szansa|etap|lejek|notatka|anuluj|zapisz|opiekun|wygrana|przegrana|firma|osoba|dalej|nowe)\b/iu;
const spokenIn = (language: Language, text: string): void => {
  if (language === 'pl') expect(text).toMatch(POLISH);
  else expect(text).not.toMatch(/[ąćęłńóśźż]/i);
};

/** A firm in which everything that is posted has a reason: a stage runs dry, a step is due, a deal changes hands. */
async function firmIn(language: Language): Promise<void> {
  await lejek.reset();
  const { ewa, tenant } = lejek;
  const person = personOf(language);
  const [manager, member] = [await tenant.members.bySlackUser(ewa.id), await tenant.members.bySlackUser(person.id)];
  if (manager === undefined || member === undefined) throw new Error('nobody is home');
  await tenant.members.setLanguage(manager.id, language);
  await setUp(lejek, ewa, { cards: '1', language, managers: [ewa.id] });
  await tenant.members.setRole(member.id, 'admin');
  const due = { nextStep: 'call', nextStepOn: '2026-11-17' };
  await lejek.deal(person, 'Bielik', { ...worth(48_000), stageId: 'decision', closeOn: '2026-12-18', ...due });
  await lejek.deal(person, 'Kowent', { ...worth(12_000), stageId: 'decision' });
  await lejek.deal(person, 'Morela', { ...worth(30_000), stageId: 'offer' });
  await lejek.tick();
  await person.command(lejek.sales, '/deal lost 3 no budget');
  await person.command(lejek.sales, '/deal assign 2 @ewa');
  lejek.pass(31 * MINUTE);
  await lejek.tick();
  lejek.setNow(CHECK);
  await lejek.tick();
  lejek.pass(MINUTE);
  await lejek.tick();
  // The deals of the drivers need no cards.
  for (const { cardsFrom: _, ...subscription } of await tenant.subscriptions.all()) {
    await tenant.subscriptions.save({ ...subscription, cardsFrom: null });
  }
}

/** What is still to happen after buttons were pressed: the stage fills again, a file comes, a Monday, and the channel shuts. */
async function restOfTheWeek(language: Language): Promise<void> {
  const { slack, sales, tenant } = lejek;
  const person = personOf(language);
  const minutes = async (count: number) => {
    for (let minute = 0; minute < count; minute += 1) {
      await lejek.tick();
      lejek.pass(MINUTE);
    }
  };
  const queued = (kind: string) => async () => (await tenant.deliveries.ofKind(kind, 0)).length;
  await BUTTONS['alert.take']?.(await sceneOf(lejek, person));
  await expect.poll(queued('stage-alert-taken'), { timeout: 10_000 }).toBeGreaterThan(0);
  await minutes(1);
  await lejek.deal(person, 'Zielony', { ...worth(5000), stageId: 'offer' });
  const counts = { newDeals: 3, changedDeals: 1, open: 2, openMinor: 100, won: 1, lost: 1, from: null, to: null };
  await tenant.deliveries.queue(importDrafts(await tenant.subscriptions.all(), counts, 'EUR', lejek.now()), lejek.now());
  await minutes(2);
  lejek.setNow(DIGEST);
  await minutes(2);
  // The first digest of a month, whose reckoning has a test of its own.
  const [digest] = await tenant.deliveries.ofKind('digest', 0);
  const payload = digest === undefined ? undefined : digestOf(digest);
  if (payload === undefined) throw new Error('no digest was made');
  const facts = { ...payload.facts, calibration: [{ n: 12, meanP: 0.5, wonShare: 0.58 }] };
  await tenant.deliveries.queue(digestDrafts(sales, { ...payload, facts }, lejek.now(), 'first-of-the-month'), lejek.now());
  await minutes(2);
  const rows = messagesOf(sales).findLast((message) => JSON.stringify(message.blocks).includes('"tidy.keep'));
  const [, keep = ''] = /"action_id":"(tidy.keep[^"]*)"/.exec(JSON.stringify(rows?.blocks)) ?? [];
  if (rows === undefined) throw new Error('the digest asks about no deal');
  await person.click(rows, keep);
  await expect.poll(queued('digest-tidied'), { timeout: 10_000 }).toBeGreaterThan(0);
  await minutes(1);
  // A digest that was asked for, to a channel that the bot has left.
  await press(lejek, person, 'digest.post:0', `${(await tenant.subscriptions.all())[0]?.id} ${lejek.now()}`);
  await expect
    .poll(async () => (await tenant.deliveries.ofKind('digest', 0)).some(({ state }) => state === 'queued'), { timeout: 10_000 })
    .toBe(true);
  slack.remove(sales, slack.botUserId);
  await minutes(2);
}

/** Every message of a channel, those of threads among them. */
const messagesOf = (channelId: string) =>
  lejek.slack.messages(channelId).flatMap((message) => [message, ...lejek.slack.replies(channelId, message.ts)]);

it('every spelling of a word is answered by its flow', () => {
  for (const [command, words, routes] of [
    ['/deal', DEAL_WORDS, ROUTES.deal],
    ['/funnel', FUNNEL_WORDS, ROUTES.funnel],
  ] as const) {
    for (const [word, { en, pl }] of Object.entries(words)) {
      for (const spelling of [...en, ...pl]) {
        expect(routed(ROUTES, command, `${spelling} x`), spelling).toMatchObject({ handler: routes.get(word), word, rest: 'x' });
      }
    }
  }
});

describe.each(['en', 'pl'] as const)('in %s', (language) => {
  const texts = new Map<string, string>();
  beforeAll(() => firmIn(language), 60_000);

  const spelled = (words: Readonly<Record<string, Readonly<Record<Language, readonly string[]>>>>, word: string): string =>
    words[word]?.[language][0] ?? '';
  const commands = language === 'pl' ? (['/szansa', '/lejek'] as const) : (['/deal', '/funnel'] as const);

  it.each(Object.keys(DEAL))('the word of /deal: %s', async (word) => {
    await answerTo(personOf(language), language, DEAL[word] as Driver, `${commands[0]} ${spelled(DEAL_WORDS, word)}`.trim());
  });
  it.each(Object.keys(FUNNEL))('the word of /funnel: %s', async (word) => {
    await answerTo(personOf(language), language, FUNNEL[word] as Driver, `${commands[1]} ${spelled(FUNNEL_WORDS, word)}`.trim());
  });
  it.each(Object.entries(BUTTONS))('the button %s', async (_id, driver) => {
    await answerTo(personOf(language), language, driver);
  });
  it.each(Object.entries(FORMS))('the form %s', async (_id, driver) => {
    await answerTo(personOf(language), language, driver);
  });
  it.each(Object.entries(USED))('the shortcut %s', async (_id, driver) => {
    await answerTo(personOf(language), language, driver);
  });
  it.each(Object.entries(SELECTS))('the select %s offers something', async (_id, offers) => {
    const person = personOf(language);
    expect((await offers(await sceneOf(lejek, person))).length).toBeGreaterThan(0);
    await expect.poll(() => lejek.app.inFlight(), { timeout: 20_000 }).toBe(0);
    await person.closeAll();
  });

  it('every post is made', { timeout: 60_000 }, async () => {
    const { tenant, slack } = lejek;
    await restOfTheWeek(language);
    const places = [lejek.sales, slack.openDm(lejek.ewa.id).id, slack.openDm(personOf(language).id).id];
    const all = new Map(places.flatMap((id) => messagesOf(id).map((message) => [`${id} ${message.ts}`, message] as const)));
    const missing: string[] = [];
    for (const kind of Object.keys(DELIVERY_KINDS)) {
      const made = (await tenant.deliveries.ofKind(kind, 0)).filter(({ state }) => state === 'sent');
      const message = made
        .map(({ channelId, messageTs }) => all.get(`${channelId} ${messageTs}`))
        .find((each) => each !== undefined);
      if (message === undefined) missing.push(`the post "${kind}" is never made: give it a reason in firmIn or restOfTheWeek`);
      else texts.set(kind, renderMessage(message, { width: 200 }));
    }
    expect(missing).toEqual([]);
    for (const text of texts.values()) spokenIn(language, text);
  });
});
