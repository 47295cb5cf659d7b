import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  COMPANY_PEOPLE,
  COMPANY_TEAMS,
  type CompanyTeam,
  PARTNER_SELLERS,
  REGIONS,
} from '../../simulator/demo/company/company-people.ts';
import { openCompanyChannels, setUpCompany } from '../../simulator/demo/company/company-setup.ts';
import { loadCompanySteps } from '../../simulator/demo/company/company-steps.ts';
import { createFirmLife, type FirmLife } from '../../simulator/demo/firm-life.ts';
import { writeHistory } from '../../simulator/demo/write-history.ts';
import type { Person } from '../../simulator/person/person.ts';
import type { Deal } from '../../src/core/deal/deal.ts';
import type { DigestFacts } from '../../src/core/funnel/digest.ts';
import type { Amount } from '../../src/core/money/amount.ts';
import { MINUTE_MS, WEEK_MS } from '../../src/core/time/durations.ts';
import { deliver } from '../../src/jobs/deliver.ts';
import { digestPost } from '../../src/jobs/posts/digest/digest.ts';
import { postWeeklyDigest } from '../../src/jobs/weekly-digest.ts';
import type { Database } from '../../src/store/db/database.ts';
import { ALL_DEALS } from '../support/all-deals.ts';
import { openTestDatabase } from '../support/store/test-database.ts';
import { startTestBot, type TestBot } from '../support/test-bot.ts';

/** The first Monday's digests, 9:01 in Warsaw. Of the quarter's Mondays the first and the last are told; in between people work. */
const FIRST_MONDAY = Date.parse('2026-11-23T08:01:00Z');
const MONDAYS = [0, 12].map((week) => FIRST_MONDAY + week * WEEK_MS);
/** Of the company's usual number of deals. */
const SHARE = 0.12;

let database: Database;
let lejek: TestBot;
let life: FirmLife;

beforeAll(async () => {
  database = await openTestDatabase();
  lejek = await startTestBot({ database });
  const { tenant, slack, sales } = lejek;
  const clock = { now: lejek.now };
  for (const { role: _, ...user } of COMPANY_PEOPLE) {
    const known = slack.users().find(({ name }) => name === user.name) ?? slack.addUser(user);
    if (!slack.channels().some(({ id, members }) => id === sales && members.includes(known.id)))
      slack.inviteToChannel(sales, known.id);
    const { realName: name, locale = null, tz: timeZone = null, email = null } = user;
    await tenant.members.upsert({ slackUserId: known.id, name, locale, timeZone, email, account: 'member', at: lejek.now() });
  }
  const stored = await tenant.pipeline();
  if (stored !== undefined) await tenant.savePipeline({ ...stored, currency: 'PLN' }, lejek.now());
  await tenant.updateWorkspace({ timeZone: 'Europe/Warsaw', holidayRegion: 'PL' });
  await setUpCompany({ tenant, clock });
  const openedAt = lejek.now();
  const { past, future } = await loadCompanySteps(tenant, { openedAt, share: SHARE });
  await writeHistory(database, tenant, past, () => undefined);
  await openCompanyChannels({ tenant, slack, sales, clock });
  const begin = { openedAt, deals: new Set(past.map(({ number }) => number)).size };
  life = await createFirmLife(tenant, { file: undefined, begin, loadSteps: async () => future });
}, 120_000);
afterAll(() => lejek.stop());

/** What people did until a Monday, and its digests with all that comes with them. */
async function liveUntil(at: number): Promise<void> {
  await life.actUntil(at);
  lejek.setNow(at);
  await postWeeklyDigest(lejek.deps, at);
  lejek.setNow(at + 6 * MINUTE_MS);
  await deliver(lejek.deps, lejek.now());
}

type Told = { readonly teamId: string | undefined; readonly pipelineId: string; readonly facts: DigestFacts };

/** What the digests of a Monday say. */
async function digestsOf(monday: number): Promise<readonly Told[]> {
  const posts = await lejek.tenant.deliveries.ofKind('digest', monday - MINUTE_MS);
  return posts.flatMap((post) => {
    const facts = digestPost.read(post)?.facts;
    expect([post.target, post.state]).toEqual([post.target, 'sent']);
    return facts === undefined ? [] : [{ teamId: facts.teamId, pipelineId: facts.pipelineId, facts }];
  });
}

/** Whose team somebody is in, and that of whom they manage, as the company is set up. */
const teamOf = (name: string): CompanyTeam | undefined =>
  COMPANY_TEAMS.find(({ manager, sellers }) => manager === name || sellers.includes(name));

/** Whether somebody may see a deal, by the rules in words: reckoned anew, without the store's viewer. */
function maySee(reader: string, owner: string, pipelineId: string): boolean {
  const role = COMPANY_PEOPLE.find(({ realName }) => realName === reader)?.role;
  if (pipelineId === 'renewals' || role === 'admin' || reader === owner) return true;
  const region = REGIONS.find(({ manager }) => manager === reader);
  const team = teamOf(owner);
  if (region !== undefined) return region.teams.some((each) => each === team);
  const isOwnTeam = team !== undefined && team === teamOf(reader);
  return isOwnTeam && (pipelineId === 'sales' || team.manager === reader);
}

/** Random letters, in which anything may stand. */
const IDS: ReadonlySet<string> = new Set(['block_id', 'id', 'hash', 'image_url', 'slack_file', 'url']);

/** The deals that what is seen names. */
const namedIn = (seen: unknown): ReadonlySet<number> => {
  const text = JSON.stringify(seen ?? null, (key, value: unknown) => (IDS.has(key) ? undefined : value));
  return new Set([...text.matchAll(/D-(\d+)/g)].map(([, number]) => Number(number)));
};

async function loadDeals(): Promise<ReadonlyMap<number, Deal & { readonly owner: string }>> {
  const names = new Map((await lejek.tenant.members.all()).map(({ id, name }) => [id, name]));
  const page = { order: 'newest', today: '2027-02-15', limit: 5000, offset: 0 } as const;
  const all = await Promise.all(
    (['won', 'lost', 'open'] as const).map((outcome) => lejek.tenant.deals(ALL_DEALS).list({ outcome }, page)),
  );
  return new Map(
    all.flatMap(({ deals }) => deals.map((deal) => [deal.number, { ...deal, owner: names.get(deal.ownerId) ?? '' }] as const)),
  );
}

const sum = (amounts: readonly Amount[]): Amount =>
  amounts.reduce((all, { count, valueMinor }) => ({ count: all.count + count, valueMinor: all.valueMinor + valueMinor }), {
    count: 0,
    valueMinor: 0,
  });

describe('a quarter in the life of a company of forty, with five teams, three pipelines and two currencies', () => {
  it('is told by digests that add up to the whole, nobody sees what they may not, and the counters equal a rebuild', async () => {
    const { tenant, slack, sales } = lejek;
    for (const [index, monday] of MONDAYS.entries()) {
      if (index === 1) await lejek.restart();
      await liveUntil(monday);
      const told = await digestsOf(monday);
      expect(told.map(({ pipelineId, teamId }) => teamId ?? pipelineId).sort()).toEqual(
        ['sales', 'renewals', 'partners', ...COMPANY_TEAMS.map(({ id }) => id)].sort(),
      );
      const whole = told.find((each) => each.pipelineId === 'sales' && each.teamId === undefined)?.facts;
      const teams = told.flatMap(({ teamId, facts }) => (teamId === undefined ? [] : [facts]));
      if (whole === undefined) throw new Error('the whole is not told');
      // Everybody who sells is in a team: the teams are the whole, in number and in value.
      expect(whole.open.count).toBeGreaterThan(0);
      expect(sum(teams.map(({ open }) => open))).toEqual({ count: whole.open.count, valueMinor: whole.open.valueMinor });
      for (const line of whole.stages) {
        const parts = teams.flatMap(({ stages }) => stages.filter(({ stageId }) => stageId === line.stageId));
        expect([line.stageId, sum(parts).count]).toEqual([line.stageId, line.count]);
        if (line.untold !== true) expect(sum(parts).valueMinor).toBe(line.valueMinor);
      }
      for (const kind of ['created', 'won', 'lost'] as const) {
        const parts = sum(teams.map(({ movement }) => movement[kind]));
        expect([kind, parts.count]).toEqual([kind, whole.movement[kind].count]);
        if (whole.movement[kind].untold !== true) expect(parts.valueMinor).toBe(whole.movement[kind].valueMinor);
      }
      for (const [place, goal] of whole.goals.entries()) {
        const parts = teams.flatMap(({ goals }) => goals[place] ?? []);
        expect(parts.reduce((all, { wonMinor }) => all + wonMinor, 0)).toBe(goal.wonMinor);
        expect(parts.reduce((all, { wonCount }) => all + wonCount, 0)).toBe(goal.wonCount);
      }
      for (const kind of ['overdue', 'undated'] as const)
        expect(sum(teams.map(({ hygiene }) => hygiene[kind])).count).toBe(whole.hygiene[kind].count);
    }

    const deals = await loadDeals();
    const leaks: string[] = [];
    const look = (who: string, seen: unknown, mayBeNamed: (deal: Deal & { readonly owner: string }) => boolean): number => {
      const named = [...namedIn(seen)].flatMap((number) => deals.get(number) ?? []);
      for (const deal of named)
        if (!mayBeNamed(deal)) leaks.push(`${who}: D-${deal.number} of ${deal.owner}, ${deal.pipelineId}`);
      return named.length;
    };
    // One of each kind, in different teams: what they were sent, what they find on their Home, and what they are told when they ask.
    const people = new Map(slack.users().map(({ realName, id }) => [realName, slack.as(id)]));
    const named = new Map<string, number>();
    for (const reader of ['Ewa', 'Marta', 'Olivia', 'Tomek', 'Igor', 'Renata']) {
      const person: Person | undefined = people.get(reader);
      if (person === undefined) throw new Error(`nobody is called ${reader}`);
      const said: unknown[] = [slack.dm(person.id)];
      for (const line of ['/deal list', '/deal find bielik', '/funnel gaps', '/deal list partners'])
        said.push(await lejek.typeCommand(person, line));
      await person.openHome();
      await expect.poll(() => slack.home(person.id), { timeout: 20_000 }).toBeDefined();
      said.push(slack.home(person.id));
      named.set(
        reader,
        look(reader, said, ({ owner, pipelineId }) => maySee(reader, owner, pipelineId)),
      );
    }
    for (const reader of ['Ewa', 'Marta', 'Olivia', 'Tomek', 'Igor'])
      expect([reader, named.get(reader)]).not.toEqual([reader, 0]);
    // A channel is a reader too.
    const channel = (name: string) => slack.messages(slack.channels().find((each) => each.name === name)?.id ?? '');
    for (const team of COMPANY_TEAMS)
      look(
        `#${team.channel}`,
        channel(team.channel),
        ({ owner, pipelineId }) => pipelineId === 'sales' && teamOf(owner) === team,
      );
    look('#sales', slack.messages(sales), () => false);
    look('#partners', channel('partners'), () => false);
    look('#renewals', channel('renewals'), ({ pipelineId }) => pipelineId === 'renewals');
    expect(leaks).toEqual([]);
    expect(
      [...deals.values()]
        .filter(({ pipelineId }) => pipelineId === 'partners')
        .every(({ owner }) => PARTNER_SELLERS.some((each) => each === owner)),
    ).toBe(true);
    // Two currencies in one sum: nothing is left without a price.
    expect([...deals.values()].some(({ value, pipelineId }) => pipelineId === 'sales' && value?.currency === 'EUR')).toBe(true);
    expect((await tenant.rates.unrated('sales', 'Europe/Warsaw')).open).toEqual([]);

    // Nothing was said twice: every post has a key of its own.
    const posted = slack.channels().flatMap(({ id }) => slack.messages(id).map(({ metadata }) => metadata));
    const keys = posted.flatMap((metadata) => (metadata === undefined ? [] : [JSON.stringify(metadata)]));
    expect(new Set(keys).size).toBe(keys.length);
    expect(await tenant.funnel.verifyCounters()).toEqual([]);
    expect(await tenant.funnel.rebuildCounters()).toBe(deals.size);
    expect(await tenant.funnel.verifyCounters()).toEqual([]);
    expect(lejek.log.filter(({ level }) => level === 'error')).toEqual([]);
  }, 240_000);
});
