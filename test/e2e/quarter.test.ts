import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../simulator/person/person.ts';
import { DAY_MS, HOUR_MS } from '../../src/core/time/durations.ts';
import { pressMoveAnyway, setUpFunnel } from '../support/bot-actions.ts';
import { startTestBot, type TestBot } from '../support/test-bot.ts';

/** The first of thirteen Mondays, 9:00 in Warsaw; the quarter has no public holiday on a Monday. */
const FIRST_MONDAY = Date.parse('2026-11-23T08:00:00Z');
const WEEKS = 13;
const DEALS = 40;
const STAGES = ['lead', 'prospect', 'needs', 'decision', 'offer', 'negotiation'] as const;

/** What the team does with one deal: a step a week from its week on, then an end. */
type Plan = { readonly number: number; readonly week: number; readonly steps: number; readonly end: 'won' | 'lost' | 'open' };

/**
 * Forty lives, the same in every run. From the fifth to the eighth week nobody moves a deal into Offer, and whoever is there leaves it,
 * so that Offer runs dry; later it fills again.
 */
const PLANS: readonly Plan[] = Array.from({ length: DEALS }, (_, index) => ({
  number: index + 1,
  week: Math.floor(index / 4),
  steps: [5, 2, 4, 5, 1, 3, 5, 4][index % 8] ?? 0,
  end: (['won', 'lost', 'open', 'won', 'lost', 'open', 'lost', 'won'] as const)[index % 8] ?? 'open',
}));
const DROUGHT = { from: 5, to: 8 } as const;
/** Of a day in UTC: the morning's check and the hour of the digest. Around the drought the jobs also run at noon and in the afternoon. */
const MORNING = [7.5, 8] as const;
const isNearDrought = (week: number) => week >= DROUGHT.from - 1 && week <= DROUGHT.to + 1;

/** The test's own bookkeeping: where each deal is, independent of what Lejek counts. */
type ExpectedFunnel = {
  readonly stage: Map<number, number>;
  readonly closed: Map<number, 'won' | 'lost'>;
  wonThisWeek: number;
  lostThisWeek: number;
  newThisWeek: number;
};

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
afterAll(() => lejek.stop());

/** Types a command; where a form opens, fills it as the caller says and submits it. */
async function act(
  person: Person,
  line: string,
  fill: (person: Person) => void | Promise<void> = () => undefined,
): Promise<void> {
  const reply = await lejek.typeCommand(person, line);
  if (reply !== '') return;
  await person.waitForView((view) => view.submit !== null, 20_000);
  await fill(person);
  const { closed, errors } = await person.submit();
  if (!closed) throw new Error(`${line}: ${JSON.stringify(errors)}`);
}

const dealOwner = (number: number): Person => (number % 2 === 0 ? lejek.anna : lejek.piotr);

async function create(book: ExpectedFunnel, { number }: Plan): Promise<void> {
  await act(dealOwner(number), `/deal new Customer ${number} ${number}k EUR`);
  book.stage.set(number, 0);
  book.newThisWeek += 1;
}

async function advance(book: ExpectedFunnel, number: number): Promise<void> {
  await act(dealOwner(number), `/deal advance ${number}`, pressMoveAnyway);
  book.stage.set(number, (book.stage.get(number) ?? 0) + 1);
}

async function close(book: ExpectedFunnel, number: number, how: 'won' | 'lost'): Promise<void> {
  if (how === 'won')
    await act(dealOwner(number), `/deal won ${number}`, (person) => person.fillInput('criterion signed', ['yes']));
  else await act(dealOwner(number), `/deal lost ${number} too expensive`);
  book.closed.set(number, how);
  if (how === 'won') book.wonThisWeek += 1;
  else book.lostThisWeek += 1;
}

const open = (book: ExpectedFunnel): readonly number[] => [...book.stage.keys()].filter((number) => !book.closed.has(number));
const inStage = (book: ExpectedFunnel, stage: (typeof STAGES)[number]): readonly number[] =>
  open(book).filter((number) => book.stage.get(number) === STAGES.indexOf(stage));

/** One week of work: new deals, a step for each, ends; in the drought Offer is emptied and not filled. */
async function work(book: ExpectedFunnel, week: number): Promise<void> {
  const dry = week >= DROUGHT.from && week < DROUGHT.to;
  for (const plan of PLANS.filter((each) => each.week === week)) await create(book, plan);
  for (const plan of PLANS.filter((each) => each.week < week && open(book).includes(each.number))) {
    const stage = book.stage.get(plan.number) ?? 0;
    const done = stage >= plan.steps;
    if (dry && STAGES[stage] === 'offer') await close(book, plan.number, plan.number % 3 === 0 ? 'won' : 'lost');
    else if (done && plan.end !== 'open') await close(book, plan.number, plan.end);
    else if (!done && !(dry && STAGES[stage] === 'decision')) await advance(book, plan.number);
  }
}

const digests = () => lejek.posts(lejek.sales).filter((post) => post.includes('Funnel, week'));

describe('a quarter in the life of a team of three', () => {
  it('is told by thirteen digests and by alerts that begin and end, each once, and its counters equal its history', async () => {
    const { ewa, anna, piotr, sales, slack, tenant } = lejek;
    // Cards from Offer on: each open card is brought up to date every morning, which is most of what a tick takes.
    await setUpFunnel(lejek, ewa, { cards: '5' });
    const book: ExpectedFunnel = { stage: new Map(), closed: new Map(), wonThisWeek: 0, lostThisWeek: 0, newThisWeek: 0 };
    for (let week = 0; week < WEEKS; week += 1) {
      const passDays = (until: number) => (isNearDrought(week) ? lejek.runDaysUntil(until) : lejek.runDaysUntil(until, MORNING));
      Object.assign(book, { wonThisWeek: 0, lostThisWeek: 0, newThisWeek: 0 });
      // The work is done on Tuesday morning; the first week it is Monday, the start.
      if (week > 0) await passDays(FIRST_MONDAY + (week - 1) * 7 * DAY_MS + 26 * HOUR_MS);
      await work(book, week);
      if (week === 6) await lejek.restart();
      await passDays(FIRST_MONDAY + week * 7 * DAY_MS);
      const all = digests();
      expect(all).toHaveLength(week + 1);
      const digest = all.at(-1) ?? '';
      const count = open(book).length;
      expect(digest).toMatch(new RegExp(`Open: ${count} deals? `));
      for (const [stage, name] of [
        ['lead', 'Lead'],
        ['decision', 'Decision'],
        ['offer', 'Offer'],
        ['negotiation', 'Negotiation'],
      ] as const) {
        // The numbers are in the picture's alternative text.
        expect(digest).toMatch(new RegExp(`${name} ${inStage(book, stage).length}\\b`));
      }
      if (book.newThisWeek > 0) expect(digest).toContain(`${book.newThisWeek} new`);
      if (book.wonThisWeek > 0) expect(digest).toContain(`${book.wonThisWeek} won (`);
      if (book.lostThisWeek > 0) expect(digest).toContain(`${book.lostThisWeek} lost (`);
      expect(digest).not.toContain('late');
    }
    expect(book.stage.size).toBe(DEALS);
    expect(book.closed.size).toBeGreaterThan(20);

    // Offer ran dry once in the drought: the channel heard, the manager heard, and both were told of the end.
    const alerts = lejek
      .messages(sales)
      .filter(({ blocks }) => JSON.stringify(blocks).includes('alert.take') && !JSON.stringify(blocks).includes('Funnel, week'));
    const offer = alerts.filter(({ text }) => text.startsWith('Offer is empty') || text.startsWith('Offer is short'));
    expect(offer).toHaveLength(1);
    const cleared = offer.flatMap(({ ts }) => slack.replies(sales, ts)).filter(({ text }) => text.startsWith('Offer is back to'));
    expect(cleared).toHaveLength(1);
    expect(lejek.posts(ewa.id).filter((post) => post.startsWith('Offer has been empty')).length).toBe(1);

    // Nothing was said twice: every post has a key of its own.
    const posted = [...lejek.messages(sales), ...lejek.messages(ewa.id), ...lejek.messages(anna.id), ...lejek.messages(piotr.id)];
    const keys = posted.map(({ metadata }) => JSON.stringify(metadata)).filter((key) => key !== undefined);
    expect(new Set(keys).size).toBe(keys.length);
    expect(await tenant.funnel.verifyCounters()).toEqual([]);
    expect(await tenant.funnel.rebuildCounters()).toBe(DEALS);
    expect(await tenant.funnel.verifyCounters()).toEqual([]);
    expect(lejek.log.filter(({ level }) => level === 'error')).toEqual([]);
  }, 180_000);
});
