import { sampleSteps } from '../../../simulator/demo/sample-steps.ts';
import { setSampleTargets } from '../../../simulator/demo/sample-targets.ts';
import { FORECAST_WEEKS } from '../../../simulator/demo/sample-year.ts';
import { type HistoryStep, writeHistory } from '../../../simulator/demo/write-history.ts';
import type { Person } from '../../../simulator/person/person.ts';
import type { Message } from '../../../simulator/state/entities.ts';
import { LANGUAGE_CODES, type Language } from '../../../src/core/people/language.ts';
import type { Member } from '../../../src/core/people/member.ts';
import { openStages, type Pipeline } from '../../../src/core/pipeline/stage.ts';
import { addMonths, dateAt, type PlainDate, startOfMonth, zonedInstant } from '../../../src/core/time/calendar.ts';
import { DAY_MS } from '../../../src/core/time/durations.ts';
import { nextSlot, nextStageCheck } from '../../../src/core/time/slots.ts';
import { loadPipeline } from '../../../src/facts/load-pipeline.ts';
import { keepPastForecasts } from '../../../src/facts/past-forecasts.ts';
import { loadWorkspace } from '../../../src/facts/tenant-reads.ts';
import type { Database } from '../../../src/store/db/database.ts';
import type { Tenant } from '../../../src/store/types/store.ts';
import { ALL_DEALS } from '../all-deals.ts';
import type { TestBot } from '../test-bot.ts';
import { FIRM_ZONE, firmHabits, firmSteps, usualMonthMajor } from './firm-steps.ts';

/** Somebody who reads what Lejek says. */
export type Reader = { readonly name: string; readonly language: Language; readonly person: Person; readonly isManager: boolean };

/** A firm that lives on day by day on the real store, and everybody who reads about it. */
export type StoryFirm = {
  /** Tells it in a report: `sample`, `firm 7`. */
  readonly name: string;
  readonly lejek: TestBot;
  readonly pipeline: Pipeline;
  readonly readers: readonly Reader[];
  /** Channels by the language in which they are told. */
  readonly channels: Readonly<Record<Language, string>>;
  /** Everything that was posted since it began, with the instant of the job that did. */
  readonly posts: () => readonly DatedPost[];
  /** The first instant that is lived through, and the last. */
  readonly from: number;
  readonly until: number;
  /** Lives up to an instant: what people do, and the jobs at the hours at which something can fall due. */
  readonly liveUntil: (at: number) => Promise<void>;
};

/** A post as it reads now, where it stands, and the instant at which it was posted: Slack's own stamp never runs back from firm to firm. */
export type DatedPost = {
  readonly message: Message;
  readonly reader: string;
  readonly language: Language;
  readonly at: number;
};

/** Every message in the firm's channels, their threads, and what its readers are told directly. */
function allPosts(
  { slack }: TestBot,
  channels: StoryFirm['channels'],
  readers: readonly Reader[],
): readonly Omit<DatedPost, 'at'>[] {
  const inChannels = LANGUAGE_CODES.flatMap((language) =>
    slack
      .messages(channels[language])
      .flatMap((message) => [message, ...slack.replies(channels[language], message.ts)])
      .map((message) => ({ message, reader: `#${language}`, language })),
  );
  const direct = readers.flatMap(({ name, language, person }) =>
    slack
      .dm(person.id)
      .flatMap((message) => [message, ...slack.replies(message.channel, message.ts)])
      .map((message) => ({ message, reader: name, language })),
  );
  return [...inChannels, ...direct];
}

const postId = ({ channel, ts }: Message): string => `${channel} ${ts}`;

/** Sellers beside Anna, Piotr and Ewa of the test bot, and a manager who reads Polish. */
const OTHERS = [
  { name: 'olivia', realName: 'Olivia', locale: 'en-GB', tz: 'Europe/London', email: 'olivia@example.com' },
  { name: 'tomek', realName: 'Tomek', locale: 'pl-PL', tz: FIRM_ZONE, email: 'tomek@example.com' },
  { name: 'kuba', realName: 'Kuba', locale: 'pl-PL', tz: FIRM_ZONE, email: 'kuba@example.com' },
  { name: 'marta', realName: 'Marta', locale: 'pl-PL', tz: FIRM_ZONE, email: 'marta@example.com' },
] as const;
const SELLERS = ['Anna', 'Piotr', 'Olivia', 'Tomek', 'Kuba'] as const;

/** Which days are lived through: so many, up to the evening of the last one. */
export type Lifetime = { readonly days: number; readonly lastOn?: PlainDate };

/** A Monday. */
const LAST_ON: PlainDate = '2026-11-30';

const endOf = ({ lastOn = LAST_ON }: Lifetime): number => zonedInstant(lastOn, '18:00', FIRM_ZONE);
const startOf = (life: Lifetime): number => zonedInstant(dateAt(endOf(life) - life.days * DAY_MS, FIRM_ZONE), '08:00', FIRM_ZONE);

/** Local hours at which the jobs look: the daily check, the digest, noon and the afternoon. */
const JOB_HOURS = ['08:30', '09:00', '12:00', '16:00'] as const;

/** Makes one step through the store, as a person's command does. */
async function applyStep(tenant: Tenant, { number, at, decide }: HistoryStep): Promise<void> {
  const isKnown = (await tenant.deals(ALL_DEALS).file(number)) !== undefined;
  const saved = isKnown
    ? await tenant.deals(ALL_DEALS).change(number, decide, { key: null, at })
    : await tenant.deals(ALL_DEALS).create(() => decide(undefined), { key: null, at });
  if (!saved.ok) throw new Error(`a step was refused: ${JSON.stringify(saved)}`);
}

async function addPeople(lejek: TestBot, at: number): Promise<readonly Reader[]> {
  const { slack, tenant } = lejek;
  for (const someone of OTHERS) {
    const known = slack.users().find(({ name }) => name === someone.name);
    const { id } = known ?? slack.addUser(someone);
    const { realName: name, locale, tz: timeZone } = someone;
    const member = await tenant.members.upsert({ slackUserId: id, name, locale, timeZone, at });
    if (name === 'Marta') await tenant.members.setRole(member.id, 'manager');
  }
  const marta = slack.users().find(({ name }) => name === 'marta');
  if (marta === undefined) throw new Error('Marta is not here.');
  return [
    { name: 'Ewa', language: 'en', person: lejek.ewa, isManager: true },
    { name: 'Marta', language: 'pl', person: slack.as(marta.id), isManager: true },
    { name: 'Piotr', language: 'en', person: lejek.piotr, isManager: false },
    { name: 'Anna', language: 'pl', person: lejek.anna, isManager: false },
  ];
}

/** Anna sells alone, or Piotr, who reads English: the others have left. */
async function addOnePerson({ tenant, anna, ewa, piotr }: TestBot, language: Language, at: number): Promise<readonly Reader[]> {
  const others = language === 'pl' ? [ewa, piotr] : [ewa, anna];
  for (const { id } of others) await tenant.members.upsert({ slackUserId: id, account: 'left', at });
  return language === 'pl'
    ? [{ name: 'Anna', language, person: anna, isManager: false }]
    : [{ name: 'Piotr', language, person: piotr, isManager: false }];
}

/** What would have been forecast while the history was made, as an import and the demo have it, in as little time as it takes. */
async function forecastPast(tenant: Tenant, pipeline: Pipeline, at: number): Promise<void> {
  const workspace = await loadWorkspace(tenant);
  const where = { tenant, pipeline, workspace, timeZone: FIRM_ZONE };
  await keepPastForecasts(where, dateAt(at, FIRM_ZONE), { weeks: FORECAST_WEEKS, everyWeeks: 4 });
}

/** Two channels get digest and alerts of the same pipeline at the same hour, one in each language. */
async function subscribeChannels(lejek: TestBot, pipelineId: string, at: number): Promise<StoryFirm['channels']> {
  const { slack, tenant } = lejek;
  const members = slack.users().flatMap(({ id, isBot }) => (isBot ? [] : [id]));
  const number = slack.channels().length;
  const pl = slack.addChannel({ name: `sprzedaz-${number}`, members }).id;
  const channels = { en: lejek.sales, pl };
  for (const { id } of slack.users()) {
    const channel = slack.channels().find((each) => each.id === lejek.sales);
    if (channel !== undefined && !channel.members.includes(id)) slack.inviteToChannel(lejek.sales, id);
  }
  for (const language of LANGUAGE_CODES) {
    const schedule = { weekday: 1, timeOfDay: '09:00', timeZone: FIRM_ZONE };
    await tenant.subscriptions.save({
      ...schedule,
      pipelineId,
      channelId: channels[language],
      channelName: language === 'en' ? 'sales' : 'sprzedaz',
      language,
      nextDueAt: nextSlot(schedule, at),
      nextCheckAt: nextStageCheck(schedule, at),
      cardsFrom: null,
      createdAt: at,
    });
  }
  return channels;
}

type FirmPlan = {
  readonly name: string;
  /** Nobody else is there, and no channel: everything comes by direct message, in this language. */
  readonly alone?: Language | undefined;
  readonly life: Lifetime;
  readonly steps: (pipeline: Pipeline, sellers: readonly [Member, ...Member[]]) => readonly HistoryStep[];
  readonly setTargets: (tenant: Tenant, pipeline: Pipeline, sellers: readonly [Member, ...Member[]]) => Promise<void>;
};

/** @param lejek stands at its beginning, with nobody's deals. */
async function beginFirm(lejek: TestBot, database: Database, { name, life, alone, ...plan }: FirmPlan): Promise<StoryFirm> {
  const { tenant } = lejek;
  const from = startOf(life);
  lejek.setNow(from);
  const readers = alone === undefined ? await addPeople(lejek, from) : await addOnePerson(lejek, alone, from);
  await tenant.updateWorkspace({ timeZone: FIRM_ZONE, holidayRegion: 'PL' });
  const stored = await tenant.pipeline();
  if (stored === undefined) throw new Error('a firm needs a pipeline');
  await tenant.savePipeline({ ...stored, currency: 'PLN' }, from);
  const pipeline = await loadPipeline(tenant, 'en');
  const members = await tenant.members.all();
  const names = alone === undefined ? SELLERS : readers.map(({ name: own }) => own);
  const [first, ...others] = names.flatMap((each) => members.find((member) => member.name === each) ?? []);
  if (pipeline === undefined || first === undefined) throw new Error('a firm needs a pipeline and sellers');
  const sellers = [first, ...others] as const;
  await plan.setTargets(tenant, pipeline, sellers);
  const steps = plan.steps(pipeline, sellers);
  await writeHistory(
    database,
    tenant,
    steps.filter(({ at }) => at < from),
    () => undefined,
  );
  await forecastPast(tenant, pipeline, from);
  const channels = alone === undefined ? await subscribeChannels(lejek, pipeline.id, from) : { en: lejek.sales, pl: lejek.sales };
  // What an earlier firm was told stays in the direct conversations.
  const before = new Set(allPosts(lejek, channels, readers).map(({ message }) => postId(message)));
  const postedAt = new Map<string, number>();
  let next = steps.findIndex(({ at }) => at >= from);
  const work = async (until: number): Promise<void> => {
    for (; next >= 0 && next < steps.length; next += 1) {
      const step = steps[next];
      if (step === undefined || step.at > until) return;
      await applyStep(tenant, step);
    }
  };
  return {
    ...{ name, lejek, pipeline, readers, channels, from, until: endOf(life) },
    posts: () =>
      allPosts(lejek, channels, readers).flatMap((post) => {
        const at = postedAt.get(postId(post.message));
        return at === undefined || before.has(postId(post.message)) ? [] : [{ ...post, at }];
      }),
    liveUntil: async (at) => {
      for (let on = dateAt(lejek.now(), FIRM_ZONE); ; on = dateAt(zonedInstant(on, '12:00', FIRM_ZONE) + DAY_MS, FIRM_ZONE)) {
        for (const hour of JOB_HOURS) {
          const due = zonedInstant(on, hour, FIRM_ZONE);
          if (due <= lejek.now() || due > at) continue;
          await work(due);
          lejek.setNow(due);
          await lejek.tick();
          for (const { message } of allPosts(lejek, channels, readers)) {
            if (!postedAt.has(postId(message))) postedAt.set(postId(message), due);
          }
        }
        if (zonedInstant(on, '23:59', FIRM_ZONE) >= at) break;
      }
      await work(at);
      lejek.setNow(at);
    },
  };
}

/** The demo's firm: a year of 400 deals, of which the last days are lived through. @param alone one person sells them, who reads this language. */
export const beginSampleFirm = (
  lejek: TestBot,
  database: Database,
  { alone, deals = 400, ...life }: Lifetime & { readonly alone?: Language; readonly deals?: number },
): Promise<StoryFirm> =>
  beginFirm(lejek, database, {
    name: 'sample',
    alone,
    life,
    steps: (pipeline, sellers) => sampleSteps({ pipeline, sellers }, { now: endOf(life), deals }),
    setTargets: (tenant, pipeline, sellers) => setSampleTargets(database, tenant.id, pipeline, sellers, startOf(life)),
  });

/** Months for which a generated firm has targets. */
const TARGET_MONTHS = [0, 1, 2, 3, 4, 5] as const;

/** The firm of a seed. @param alone one person sells, who gets everything by direct message and reads this language. */
export const beginGeneratedFirm = (
  lejek: TestBot,
  database: Database,
  { seed, alone, ...life }: Lifetime & { readonly seed: number; readonly alone?: Language | undefined },
): Promise<StoryFirm> =>
  beginFirm(lejek, database, {
    name: alone === undefined ? `firm ${seed}` : `firm ${seed}, alone (${alone})`,
    alone,
    life,
    steps: (pipeline, sellers) => {
      const habits = firmHabits(seed, openStages(pipeline).length);
      return firmSteps(pipeline, sellers, { seed, habits, until: endOf(life), lived: life.days });
    },
    setTargets: async (tenant, pipeline) => {
      const habits = firmHabits(seed, openStages(pipeline).length);
      const major = Math.round(habits.targetFactor * usualMonthMajor(habits));
      if (major <= 0) return;
      const at = startOf(life);
      for (const later of TARGET_MONTHS) {
        const startsOn = addMonths(startOfMonth(dateAt(at, FIRM_ZONE)), later);
        const target = { memberId: null, period: 'month', startsOn, valueMinor: major * 100 } as const;
        await tenant.targets.set(pipeline.id, target, at);
      }
    },
  });
