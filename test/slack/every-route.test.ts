import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../simulator/person/person.ts';
import type { View } from '../../simulator/state/entities.ts';
import { renderMessage, renderView } from '../../simulator/terminal/render.ts';
import { assign } from '../../src/core/deal/edit.ts';
import type { Language } from '../../src/core/people/language.ts';
import { isReachable } from '../../src/core/people/member.ts';
import type { Team } from '../../src/core/people/teams.ts';
import { utcDate } from '../../src/core/time/calendar.ts';
import { MINUTE_MS } from '../../src/core/time/durations.ts';
import { askPost } from '../../src/jobs/posts/ask.ts';
import { askDonePost } from '../../src/jobs/posts/ask-done.ts';
import { digestDrafts, digestPost } from '../../src/jobs/posts/digest/digest.ts';
import { digestChartPost } from '../../src/jobs/posts/digest/digest-chart.ts';
import { forgottenPost } from '../../src/jobs/posts/forgotten.ts';
import { handedOverPost } from '../../src/jobs/posts/handed-over.ts';
import { importSummaryDrafts } from '../../src/jobs/posts/import-summary.ts';
import { leaverDealsPost } from '../../src/jobs/posts/leaver-deals.ts';
import { newAdminPost } from '../../src/jobs/posts/new-admin.ts';
import { promisesLeftPost } from '../../src/jobs/posts/promises-left.ts';
import { stepReminderPost } from '../../src/jobs/posts/step-reminder.ts';
import { teamGroupPost } from '../../src/jobs/posts/team-group.ts';
import { webhookOffPost } from '../../src/jobs/posts/webhook-off.ts';
import { DEAL_WORDS, FUNNEL_WORDS, SLASH_COMMANDS } from '../../src/locale/command-words.ts';
import { LANGUAGES } from '../../src/locale/languages.ts';
import { safe } from '../../src/locale/safe-text.ts';
import { routeCommand } from '../../src/slack/dispatch/route-command.ts';
import { FLOWS } from '../../src/slack/listeners/all.ts';
import { buildRoutes } from '../../src/slack/request/routes.ts';
import { POST_KINDS, type PostKind } from '../../src/store/types/posts.ts';
import { ALL_DEALS } from '../support/all-deals.ts';
import { loseDealsIn, moveCloseDate, pressPostedButton, setUpFunnel, valueInEuros } from '../support/bot-actions.ts';
import {
  BUTTON_DRIVERS,
  createDriverContext,
  DEAL_WORD_DRIVERS,
  type Driver,
  FORM_DRIVERS,
  FUNNEL_WORD_DRIVERS,
  SELECT_DRIVERS,
  SHORTCUT_DRIVERS,
} from '../support/drivers.ts';
import { sendLead } from '../support/lead-support.ts';
import { foreignPhrases } from '../support/locale-sentences.ts';
import { sampleAgeing, sampleClosedReview } from '../support/review-data.ts';
import { foreignTemplateTexts } from '../support/template-texts.ts';
import { startTestBot, type TestBot } from '../support/test-bot.ts';
import { viewData } from '../support/view-data.ts';

const ROUTES = buildRoutes(FLOWS);
/** Tuesday, 17 November 2026, 8:30 in Warsaw: the daily check of a channel that is told at nine. */
const CHECK = Date.parse('2026-11-17T07:30:00Z');
/** Monday, 23 November 2026, 9:00 in Warsaw. */
const DIGEST = Date.parse('2026-11-23T08:00:00Z');

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
afterAll(() => lejek.stop());

/** Whose Slack is in a language. */
const personSpeaking = (language: Language): Person => (language === 'pl' ? lejek.anna : lejek.piotr);

/** A view without the fields in which a text of another language is edited: that is what they are for. */
function inOwnLanguage(person: Person, view: View): View {
  const other = person.id === lejek.anna.id ? /\.en$/ : /\.pl$/;
  return { ...view, blocks: view.blocks.filter(({ block_id: id }) => typeof id !== 'string' || !other.test(id)) };
}

/** Everything that a person sees of the bot, piece by piece, by what tells it from what was there before; #sales is left out. */
function seenBy(person: Person): ReadonlyMap<string, () => string> {
  const shown = { width: 200 };
  const home = lejek.slack.home(person.id);
  const messages = [...lejek.slack.ephemerals(person.id), ...lejek.slack.dm(person.id)];
  const views = [...person.views(), ...(home === undefined ? [] : [home])];
  return new Map([
    ...messages.map((message) => [JSON.stringify(message), () => renderMessage(message, shown)] as const),
    ...views.map(
      (view) => [`${view.id} ${view.hash}`, () => renderView(inOwnLanguage(person, view), person.values(view), shown)] as const,
    ),
  ]);
}

/** Sentences that stand where an answer should: faults, buttons too old, forms that came too late. */
const FAILURES: readonly string[] = Object.values(LANGUAGES).flatMap(({ common }) => [
  common.gone.slice(0, 25),
  ...Object.values(common.faults).map((sentence) => (typeof sentence === 'string' ? sentence : sentence(safe`XYZ`)).slice(0, 25)),
  common.expired.slice(0, 25),
  common.viewGone.slice(0, 25),
  common.busy.slice(0, 25),
  common.stillSaving.slice(0, 25),
  common.fault(safe`XYZ`).slice(0, 25),
  common.slackFault(safe`XYZ`).slice(0, 25),
]);
/** Kinds that only earlier versions queued; that these still post is tried where older posts are. */
const EARLIER_KINDS: ReadonlySet<string> = new Set(['digest-chart']);
const WAITING: readonly string[] = Object.values(LANGUAGES).map(({ common }) => common.loading);

/** What a person sees that they did not see before they did something; never a failure, and in their language. */
async function driveAndRead(person: Person, language: Language, driver: Driver, line = ''): Promise<string> {
  const scene = await createDriverContext(lejek, person, line);
  const before = seenBy(person);
  const logged = lejek.log.length;
  await driver(scene);
  const fresh = () => [...seenBy(person)].flatMap(([key, text]) => (before.has(key) ? [] : [text()]));
  // Whatever the app still does would be seen by the next one.
  const isAllSettled = () => {
    const pieces = lejek.app.inFlight() > 0 ? [] : fresh();
    return pieces.length > 0 && !pieces.some((piece) => WAITING.some((word) => piece.includes(word)));
  };
  await expect.poll(isAllSettled, { timeout: 20_000, interval: 10 }).toBe(true);
  const answer = fresh().join('\n');
  for (const failure of FAILURES) expect(answer).not.toContain(failure);
  expect(lejek.log.slice(logged).filter(({ level }) => level === 'error' || level === 'warn')).toEqual([]);
  expectLanguage(language, answer);
  await person.closeAll();
  return answer;
}

/** Letters and words that only Polish has. */
const POLISH =
  /[ąćęłńóśźż]|\b(?:nowy|nowa|na|nie|dla|termin|szansa|etap|lejek|notatka|anuluj|zapisz|opiekun|wygrana|przegrana|firma|osoba|dalej|nowe)\b/iu;
const expectLanguage = (language: Language, text: string): void => {
  // The workspace was made in one language and is read in both: each reader gets the template's texts in theirs.
  expect(foreignTemplateTexts(text, language), text).toEqual([]);
  expect(foreignPhrases(text, language), text).toEqual([]);
  if (language === 'pl') expect(text).toMatch(POLISH);
  // A deal keeps its name in every language.
  else expect(text.replaceAll('Zielony Młyn', '')).not.toMatch(/[ąćęłńóśźż]/i);
};

/** A firm in which everything that is posted has a reason: a stage runs dry, a step is due, a deal changes hands. */
async function setUpFirm(language: Language): Promise<void> {
  await lejek.reset();
  const { ewa, tenant } = lejek;
  const person = personSpeaking(language);
  const [manager, member] = [await tenant.members.bySlackUser(ewa.id), await tenant.members.bySlackUser(person.id)];
  if (manager === undefined || member === undefined) throw new Error('nobody is home');
  await tenant.members.setLanguage(manager.id, language);
  await setUpFunnel(lejek, ewa, { cards: '1', language, managers: [ewa.id] });
  await tenant.members.setRole(member.id, 'admin');
  // The workspace speaks the other language: neither a person nor a channel reads it.
  await tenant.updateWorkspace({ language: language === 'pl' ? 'en' : 'pl' });
  const due = { nextStep: 'call', nextStepOn: '2026-11-17' as const };
  await lejek.createDeal(person, 'Bielik', { ...valueInEuros(48_000), stageId: 'decision', closeOn: '2026-12-18', ...due });
  await lejek.createDeal(person, 'Kowent', { ...valueInEuros(12_000), stageId: 'decision' });
  await lejek.createDeal(person, 'Morela', { ...valueInEuros(30_000), stageId: 'offer' });
  await lejek.tick();
  await person.command(lejek.sales, '/deal lost 3 no budget');
  await person.command(lejek.sales, '/deal assign 2 @ewa');
  await loseDealsIn(lejek, person, 'offer');
  lejek.advanceClock(31 * MINUTE_MS);
  await lejek.tick();
  lejek.setNow(CHECK);
  await lejek.tick();
  lejek.advanceClock(MINUTE_MS);
  await lejek.tick();
  // The deals of the drivers need no cards.
  for (const { cardsFrom: _, ...subscription } of await tenant.subscriptions.all()) {
    await tenant.subscriptions.save({ ...subscription, cardsFrom: null });
  }
}

/** A colleague asks for a loss, gets it, and it is taken back. */
async function askAndTakeBack(person: Person, minutes: (count: number) => Promise<void>): Promise<void> {
  const { ewa, tenant, sales } = lejek;
  const number = await lejek.createDeal(person, 'Asked for', { stageId: 'lead' });
  const [asker, asked] = await Promise.all([ewa, person].map(({ id }) => tenant.members.bySlackUser(id)));
  if (asker === undefined || asked === undefined || !isReachable(asked)) throw new Error('nobody is home');
  const ask = { action: 'deal.lose', version: 1, detail: null } as const;
  const draft = { number, ask, askerId: asker.id, asked, at: lejek.now() };
  await tenant.deliveries.queue([askPost.draft(draft), askDonePost.draft({ ...draft, askerSlackId: ewa.id })], lejek.now());
  await minutes(1);
  await person.command(sales, `/deal lost ${number} no budget`);
  await minutes(2);
  await person.command(sales, '/deal undo');
  await minutes(1);
}

/** The reminder of a step that was planned for this hour. */
async function stepAtItsHour(person: Person) {
  const [on, step] = [utcDate(lejek.now()), 'call'] as const;
  const number = await lejek.createDeal(person, 'Due now', { stageId: 'lead', nextStep: step, nextStepOn: on });
  const deal = (await lejek.tenant.deals(ALL_DEALS).file(number))?.deal;
  if (deal === undefined) throw new Error('no deal was made');
  return stepReminderPost.draft({ deal, step, on, time: '00:00', timeZone: 'UTC', plannedBy: person.id });
}

/** What Ewa would leave behind. */
async function promisesOfLeaver(person: Person) {
  const [leaver, reader] = await Promise.all([lejek.ewa, person].map(({ id }) => lejek.tenant.members.bySlackUser(id)));
  if (leaver === undefined || reader === undefined || !isReachable(reader)) throw new Error('nobody is home');
  const promised = { toStageId: 'offer', dueOn: '2026-12-04', toMemberId: null } as const;
  const promises = [
    { ...promised, id: 'one', dealNumber: 1, newDeals: null },
    { ...promised, id: 'two', dealNumber: null, newDeals: 2 },
  ];
  return promisesLeftPost.draft({ reader, leaverId: leaver.id, pipelineId: 'sales', promises, at: lejek.now() });
}

/** A receiver that said that it is gone. */
async function deadWebhook() {
  const { webhooks } = lejek.tenant;
  const secrets = { encrypted: 'x', former: null };
  const webhook = await webhooks.add({ url: 'https://gone.example/', types: ['deal.won'], secrets }, lejek.now());
  await webhooks.change(webhook.id, { off: { at: lejek.now(), why: 'gone' } });
  return webhook;
}

/** A team whose user group is gone. */
async function strandedTeam(adminId: string): Promise<Team> {
  const { tenant, now } = lejek;
  const id = tenant.newId();
  const team = { id, name: `Stranded ${id}`, parentId: null, managerIds: [], userGroupId: `S${id}` };
  const work = { memberId: adminId, at: now(), today: utcDate(now()), key: id };
  const saved = await tenant.teams.save({ kind: 'add', team }, work);
  if (!saved.ok) throw new Error(saved.problem.why);
  return { ...team, removedAt: null };
}

/** Somebody has left with a deal, others were given some, and an owner of the workspace took Lejek over. */
async function postsOfPeople(person: Person, language: Language) {
  const { tenant, sales, now } = lejek;
  const at = now();
  const reader = await tenant.members.bySlackUser(person.id);
  const leaver = await tenant.members.upsert({ slackUserId: 'U0GONE', name: 'Olaf', account: 'left', at });
  if (reader === undefined || !isReachable(reader)) throw new Error('nobody is home');
  const [left, given] = [await lejek.createDeal(person, 'Olcha'), await lejek.createDeal(person, 'Kowent')];
  const act = { actor: { id: reader.id, role: 'admin' as const }, at, today: utcDate(at), through: 'modal' as const };
  await tenant.deals(ALL_DEALS).changeMany([{ number: left }], (file) => assign(file, leaver.id, act), {
    act,
    key: `left ${at}`,
    payload: {},
  });
  return [
    leaverDealsPost.draft({ leaver, reader, at }),
    handedOverPost.draft({ owner: reader, changeId: `change ${at}`, numbers: [given], byId: leaver.id, at }),
    forgottenPost.draft({ slackUserId: person.id, memberId: reader.id, deals: 2, threads: [], posts: [], keptIn: [sales], at }),
    newAdminPost.draft({ channelId: sales, language, adminId: reader.id, formerIds: [leaver.id], at }),
    webhookOffPost.draft({ slackUserId: reader.slackUserId, memberId: reader.id, webhook: await deadWebhook(), why: 'gone', at }),
    teamGroupPost.draft({ admin: reader, team: await strandedTeam(reader.id), trouble: { why: 'gone' }, what: 'gone 0', at }),
  ];
}

/** What is still to happen after buttons were pressed: the stage fills again, a file comes, a Monday, and the channel shuts. */
async function restOfTheWeek(language: Language): Promise<void> {
  const { slack, sales, tenant } = lejek;
  const person = personSpeaking(language);
  const minutes = async (count: number) => {
    for (let minute = 0; minute < count; minute += 1) {
      await lejek.tick();
      lejek.advanceClock(MINUTE_MS);
    }
  };
  const queued = (kind: PostKind) => async () => (await tenant.deliveries.ofKind(kind, 0)).length;
  await BUTTON_DRIVERS['alert.take']?.(await createDriverContext(lejek, person));
  await expect.poll(queued('stage-alert-taken'), { timeout: 10_000 }).toBeGreaterThan(0);
  await minutes(1);
  await askAndTakeBack(person, minutes);
  await lejek.createDeal(person, 'Zielony', { ...valueInEuros(5000), stageId: 'offer' });
  const inAMinute = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Europe/Warsaw' }).format(
    lejek.now() + MINUTE_MS,
  );
  await lejek.typeCommand(person, `${SLASH_COMMANDS[language].deal} ${DEAL_WORDS.step[language][0]} zielony demo ${inAMinute}`);
  const counts = { newDeals: 3, changedDeals: 1, open: 2, openMinor: 100, won: 1, lost: 1, from: null, to: null };
  await tenant.deliveries.queue(
    importSummaryDrafts(await tenant.subscriptions.all(), counts, {
      pipeline: { id: 'sales', currency: 'EUR' },
      at: lejek.now(),
    }),
    lejek.now(),
  );
  await tenant.deliveries.queue([await promisesOfLeaver(person), ...(await postsOfPeople(person, language))], lejek.now());
  await sendLead(lejek, 'Sarna');
  await minutes(2);
  await clickLead(person);
  await expect.poll(queued('lead-taken'), { timeout: 10_000 }).toBeGreaterThan(0);
  await minutes(1);
  await moveCloseDate(lejek, person, 1, '2027-01-29');
  lejek.setNow(DIGEST);
  // The managers' own note follows the digest.
  await minutes(7);
  // The first digest of a month, whose reckoning has a test of its own.
  const [digest] = await tenant.deliveries.ofKind('digest', 0);
  const payload = digest === undefined ? undefined : digestPost.read(digest);
  if (payload === undefined) throw new Error('no digest was made');
  const facts = { ...payload.facts, calibration: [{ n: 12, meanP: 0.5, wonShare: 0.58 }] };
  const [ageing, review] = [sampleAgeing(viewData(language, 'usual')), sampleClosedReview(viewData(language, 'usual'))];
  const firstOfMonth = {
    channel: sales,
    payload: { ...payload, facts, ageing, review },
    notBefore: lejek.now(),
    key: 'first-of-the-month',
  };
  await tenant.deliveries.queue(digestDrafts(firstOfMonth), lejek.now());
  // As an earlier version left it, and a step whose hour has come.
  const thread = { channel: sales, digest: 'first-of-the-month', payload: firstOfMonth.payload, notBefore: lejek.now() };
  await tenant.deliveries.queue([digestChartPost.draft(thread), await stepAtItsHour(person)], lejek.now());
  await minutes(2);
  const rows = channelMessages(sales).findLast((message) => JSON.stringify(message.blocks).includes('"tidy.keep'));
  const [, keep = ''] = /"action_id":"(tidy.keep[^"]*)"/.exec(JSON.stringify(rows?.blocks)) ?? [];
  if (rows === undefined) throw new Error('the digest asks about no deal');
  await person.click(rows, keep);
  await expect.poll(queued('digest-tidied'), { timeout: 10_000 }).toBeGreaterThan(0);
  await minutes(1);
  // The pipeline shows its deals to their owners alone from now on: what the channel was told of them is taken back.
  const admin = await tenant.members.bySlackUser(lejek.ewa.id);
  await tenant.pipelineSettings.save(
    { kind: 'visibility', id: 'sales', visibility: 'own', shownIn: [] },
    { memberId: admin?.id ?? '', at: lejek.now(), key: `hide ${language}` },
  );
  await minutes(2);
  // A digest that was asked for, to a channel that the bot has left.
  await pressPostedButton(lejek, person, 'digest.post:0', `${(await tenant.subscriptions.all())[0]?.id} ${lejek.now()}`);
  await expect
    .poll(async () => (await tenant.deliveries.ofKind('digest', 0)).some(({ state }) => state === 'queued'), { timeout: 10_000 })
    .toBe(true);
  slack.removeFromChannel(sales, slack.botUserId);
  await minutes(2);
}

/** Takes the lead that the channel was asked about. */
async function clickLead(person: Person): Promise<void> {
  const post = lejek.messages(lejek.sales).findLast((message) => JSON.stringify(message.blocks).includes('"lead.take"'));
  if (post === undefined) throw new Error('the channel was asked about no lead');
  await person.click(post, 'lead.take');
}

/** Every message of a channel, those of threads among them. */
const channelMessages = (channelId: string) =>
  lejek.slack.messages(channelId).flatMap((message) => [message, ...lejek.slack.replies(channelId, message.ts)]);

it('every spelling of a word is answered by its flow', () => {
  for (const [command, words, routes] of [
    ['/deal', DEAL_WORDS, ROUTES.dealCommands],
    ['/funnel', FUNNEL_WORDS, ROUTES.funnelCommands],
  ] as const) {
    for (const [word, { en, pl }] of Object.entries(words)) {
      for (const spelling of [...en, ...pl]) {
        expect(routeCommand(ROUTES, command, `${spelling} x`), spelling).toMatchObject({
          handler: new Map(Object.entries(routes)).get(word),
          word,
          rest: 'x',
        });
      }
    }
  }
});

describe.each(['en', 'pl'] as const)('in %s', (language) => {
  const texts = new Map<string, string>();
  beforeAll(() => setUpFirm(language), 60_000);

  const spelled = (words: Readonly<Record<string, Readonly<Record<Language, readonly string[]>>>>, word: string): string =>
    words[word]?.[language][0] ?? '';
  const commands = language === 'pl' ? (['/szansa', '/lejek'] as const) : (['/deal', '/funnel'] as const);

  it.each(Object.entries(DEAL_WORD_DRIVERS))('the word of /deal: %s', async (word, driver) => {
    await driveAndRead(personSpeaking(language), language, driver, `${commands[0]} ${spelled(DEAL_WORDS, word)}`.trim());
  });
  it.each(Object.entries(FUNNEL_WORD_DRIVERS))('the word of /funnel: %s', async (word, driver) => {
    await driveAndRead(personSpeaking(language), language, driver, `${commands[1]} ${spelled(FUNNEL_WORDS, word)}`.trim());
  });
  it.each(Object.entries(BUTTON_DRIVERS))('the button %s', async (_id, driver) => {
    await driveAndRead(personSpeaking(language), language, driver);
  });
  it.each(Object.entries(FORM_DRIVERS))('the form %s', async (_id, driver) => {
    await driveAndRead(personSpeaking(language), language, driver);
  });
  it.each(Object.entries(SHORTCUT_DRIVERS))('the shortcut %s', async (_id, driver) => {
    await driveAndRead(personSpeaking(language), language, driver);
  });
  it.each(Object.entries(SELECT_DRIVERS))('the select %s offers something', async (_id, offers) => {
    const person = personSpeaking(language);
    expect((await offers(await createDriverContext(lejek, person))).length).toBeGreaterThan(0);
    await expect.poll(() => lejek.app.inFlight(), { timeout: 20_000 }).toBe(0);
    await person.closeAll();
  });

  it('every post is made', { timeout: 60_000 }, async () => {
    const { tenant, slack } = lejek;
    await restOfTheWeek(language);
    const places = [lejek.sales, slack.openDm(lejek.ewa.id).id, slack.openDm(personSpeaking(language).id).id];
    const all = new Map(places.flatMap((id) => channelMessages(id).map((message) => [`${id} ${message.ts}`, message] as const)));
    const missing: string[] = [];
    for (const kind of POST_KINDS.filter((each) => !EARLIER_KINDS.has(each))) {
      const made = (await tenant.deliveries.ofKind(kind, 0)).filter(({ state }) => state === 'sent');
      const message = made
        .map(({ channelId, messageTs }) => all.get(`${channelId} ${messageTs}`))
        .find((each) => each !== undefined);
      if (message === undefined) missing.push(`the post "${kind}" is never made: give it a reason in firmIn or restOfTheWeek`);
      else texts.set(kind, renderMessage(message, { width: 200 }));
    }
    expect(missing).toEqual([]);
    for (const text of texts.values()) expectLanguage(language, text);
    // Not only one of each kind: whatever the bot has said, in the channel and to people.
    const people = [lejek.ewa, personSpeaking(language)].flatMap(({ id }) => lejek.messages(id));
    for (const message of [...channelMessages(lejek.sales), ...people].filter(({ bot_id }) => bot_id !== undefined)) {
      const said = renderMessage(message, { width: 2000 });
      expect([...foreignTemplateTexts(said, language), ...foreignPhrases(said, language)], said).toEqual([]);
    }
  });
});
