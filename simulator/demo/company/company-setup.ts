import type { Language } from '../../../src/core/people/language.ts';
import type { Member } from '../../../src/core/people/member.ts';
import type { DealVisibility } from '../../../src/core/people/viewer.ts';
import { tradeTemplate } from '../../../src/core/pipeline/pipeline-templates.ts';
import type { StoredPipeline } from '../../../src/core/pipeline/stored-pipeline.ts';
import { addDays, addMonths, dateAt, type PlainDate, startOfMonth } from '../../../src/core/time/calendar.ts';
import { nextSlot } from '../../../src/core/time/slots.ts';
import type { Tenant } from '../../../src/store/types/store.ts';
import { SAMPLE_TIME_ZONE } from '../sample-steps.ts';
import type { Demo } from '../start-demo.ts';
import { COMPANY_PEOPLE, COMPANY_TEAMS, type CompanyTeam, PARTNER_SELLERS, REGIONS, RENEWAL_SELLERS } from './company-people.ts';

/** The company's ways of selling, who sees the single deals of each, and the channel that reads of it. */
const PIPELINES = {
  sales: { name: 'Sales', currency: 'PLN', visibility: 'team', channel: 'sales', language: 'en' },
  renewals: { name: 'Renewals', currency: 'PLN', visibility: 'everybody', channel: 'renewals', language: 'en' },
  partners: { name: 'Partners', currency: 'EUR', visibility: 'own', channel: 'partners', language: 'en' },
} as const satisfies Record<
  string,
  { name: string; currency: string; visibility: DealVisibility; channel: string; language: Language }
>;
export type CompanyPipeline = keyof typeof PIPELINES;
export const COMPANY_PIPELINES = ['sales', 'renewals', 'partners'] as const satisfies readonly CompanyPipeline[];

/** What a euro costs in zlotys, from so many days before the opening on. */
const EURO_RATES = [
  { daysAgo: 400, rate: 4.31 },
  { daysAgo: 210, rate: 4.27 },
  { daysAgo: 80, rate: 4.24 },
] as const;

/** What one unit of a currency costs in another on a day, and since when. */
export function companyRate(
  pair: { readonly from: 'PLN' | 'EUR'; readonly openedAt: number },
  at: number,
): { readonly rate: number; readonly on: PlainDate } {
  const opened = dateAt(pair.openedAt, SAMPLE_TIME_ZONE);
  const days = EURO_RATES.map(({ daysAgo, rate }) => ({ on: addDays(opened, -daysAgo), rate }));
  const today = dateAt(at, SAMPLE_TIME_ZONE);
  const { on, rate } = days.findLast((each) => each.on <= today) ?? { on: opened, rate: 4.24 };
  return { on, rate: pair.from === 'EUR' ? rate : Math.round(1_000_000 / rate) / 1_000_000 };
}

/** Thousands of zlotys that each team is to win in a month, in the order of the teams. */
const TEAM_TARGETS = [110, 95, 90, 130, 120] as const;

type SetUp = {
  readonly tenant: Tenant;
  readonly adminId: string;
  readonly at: number;
  readonly today: PlainDate;
  readonly memberOf: (realName: string) => Member;
};

async function saveTeams({ tenant, adminId, at, today, memberOf }: SetUp): Promise<void> {
  const work = (key: string) => ({ memberId: adminId, at, today, key: `company ${key}` });
  const add = async (team: { id: string; name: string; parentId: string | null; manager: string }) => {
    const { manager, ...rest } = team;
    const made = { ...rest, managerIds: [memberOf(manager).id], userGroupId: null };
    await tenant.teams.save({ kind: 'add', team: made }, work(`team ${team.id}`));
  };
  const move = (teamId: string, names: readonly string[]) =>
    tenant.teams.save(
      { kind: 'move', memberIds: names.map((name) => memberOf(name).id), teamId, from: null },
      work(`move ${teamId}`),
    );
  for (const { id, name, manager, teams } of REGIONS) {
    await add({ id, name, parentId: null, manager });
    await move(id, [manager]);
    for (const team of teams) {
      await add({ id: team.id, name: team.name, parentId: id, manager: team.manager });
      await move(team.id, [team.manager, ...team.sellers]);
    }
  }
}

async function savePipelines({ tenant, adminId, at }: SetUp): Promise<void> {
  const work = (key: string) => ({ memberId: adminId, at, key: `company ${key}` });
  const stored = await tenant.pipeline();
  if (stored === undefined) throw new Error('the company needs a pipeline');
  for (const id of COMPANY_PIPELINES) {
    const { name, currency, visibility } = PIPELINES[id];
    if (id !== 'sales') {
      const pipeline: StoredPipeline = tradeTemplate(id, { id, name, currency });
      await tenant.pipelineSettings.save({ kind: 'add', id, name }, work(`pipeline ${id}`), pipeline);
    }
    const pipelineId = id === 'sales' ? stored.id : id;
    if (visibility !== 'everybody')
      await tenant.pipelineSettings.save(
        { kind: 'visibility', id: pipelineId, visibility, shownIn: [] },
        work(`visibility ${id}`),
      );
  }
}

async function saveRates({ tenant, adminId, at, today }: SetUp): Promise<void> {
  const act = { actor: { id: adminId, role: 'admin' }, at, today, through: 'command' } as const;
  const changes = EURO_RATES.flatMap(({ daysAgo }) => {
    const on = addDays(today, -daysAgo);
    const day = Date.parse(`${on}T12:00:00Z`);
    return [
      { currency: 'EUR', inCurrency: 'PLN', from: on, rate: companyRate({ from: 'EUR', openedAt: at }, day).rate },
      { currency: 'PLN', inCurrency: 'EUR', from: on, rate: companyRate({ from: 'PLN', openedAt: at }, day).rate },
    ];
  });
  await tenant.rates.save(changes, { act, key: 'company rates', timeZone: SAMPLE_TIME_ZONE });
}

/** A target for each team of this month and the five after it, which add up to the company's. */
async function saveTargets({ tenant, at, today }: SetUp): Promise<void> {
  const sales = await tenant.pipeline();
  if (sales === undefined) return;
  for (let month = 0; month < 6; month += 1) {
    const startsOn = addMonths(startOfMonth(today), month);
    const target = { memberId: null, period: 'month', startsOn } as const;
    for (const [index, { id: teamId }] of COMPANY_TEAMS.entries())
      await tenant.targets.set(sales.id, { ...target, teamId, valueMinor: (TEAM_TARGETS[index] ?? 0) * 100_000 }, at);
    const all = TEAM_TARGETS.reduce((sum, each) => sum + each, 0);
    await tenant.targets.set(sales.id, { ...target, valueMinor: all * 100_000 }, at);
  }
}

/** Where a company is set up: a demo, or what tests drive. */
export type CompanyRoom = Pick<Demo, 'tenant' | 'slack' | 'sales'> & { readonly clock: Pick<Demo['clock'], 'now'> };

/** Teams, pipelines, rates and targets, as admins set them up; nothing is posted yet. */
export async function setUpCompany({ tenant, clock }: Pick<CompanyRoom, 'tenant' | 'clock'>): Promise<void> {
  const members = await tenant.members.all();
  const memberOf = (realName: string): Member => {
    const found = members.find(({ name }) => name === realName);
    if (found === undefined) throw new Error(`nobody is called ${realName}`);
    return found;
  };
  for (const { realName, role } of COMPANY_PEOPLE) await tenant.members.setRole(memberOf(realName).id, role);
  const at = clock.now();
  const setUp = { tenant, at, memberOf, adminId: memberOf('Ewa').id, today: dateAt(at, SAMPLE_TIME_ZONE) };
  await saveTeams(setUp);
  await savePipelines(setUp);
  await saveRates(setUp);
  await saveTargets(setUp);
}

/** The channels of teams and of pipelines, and what is posted there from now on. */
export async function openCompanyChannels({ tenant, slack, sales, clock }: CompanyRoom): Promise<void> {
  const createdAt = clock.now();
  const stored = await tenant.pipeline();
  if (stored === undefined) throw new Error('the company needs a pipeline');
  const slackIds = new Map(slack.users().map(({ name, id }) => [name, id]));
  const idsOf = (names: readonly string[]) => names.flatMap((name) => slackIds.get(name.toLowerCase()) ?? []);
  const office = idsOf(COMPANY_PEOPLE.flatMap(({ realName, role }) => (role === 'admin' ? [realName] : [])));
  const open = (name: string, people: readonly string[]): string =>
    slack.channels().find((channel) => channel.name === name)?.id ??
    slack.addChannel({ name, members: [...new Set([...office, ...idsOf(people)])], withBot: true }).id;
  const hours = { weekday: 1, timeOfDay: '09:00', timeZone: SAMPLE_TIME_ZONE } as const;
  const due = nextSlot(hours, createdAt);
  const read = (
    pipelineId: string,
    {
      channelName,
      channelId,
      language,
      teamId,
      cardsFrom,
    }: { channelName: string; channelId: string; language: Language; teamId: string | null; cardsFrom: number | null },
  ) =>
    tenant.subscriptions.save({
      ...{ pipelineId, teamId, channelId, channelName, language, cardsFrom, createdAt },
      ...{ ...hours, nextDueAt: due, nextCheckAt: createdAt },
    });
  const others: Readonly<Record<Exclude<CompanyPipeline, 'sales'>, readonly string[]>> = {
    renewals: [...RENEWAL_SELLERS, ...REGIONS.map(({ manager }) => manager)],
    partners: [...PARTNER_SELLERS, ...REGIONS.map(({ manager }) => manager)],
  };
  await read(stored.id, { channelName: 'sales', channelId: sales, language: 'en', teamId: null, cardsFrom: null });
  for (const id of ['renewals', 'partners'] as const) {
    const { channel: channelName, language } = PIPELINES[id];
    await read(id, { channelName, channelId: open(channelName, others[id]), language, teamId: null, cardsFrom: null });
  }
  const people = ({ manager, sellers }: CompanyTeam, regionManager: string) => [manager, regionManager, ...sellers];
  for (const { manager, teams } of REGIONS)
    for (const team of teams) {
      const { channel: channelName, language, id: teamId } = team;
      await read(stored.id, { channelName, channelId: open(channelName, people(team, manager)), language, teamId, cardsFrom: 5 });
    }
}
