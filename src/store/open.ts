import { COUNTER_VERSION } from '../core/stage-history.ts';
import { ageingOf } from './ageing.ts';
import { cardsOf } from './cards.ts';
import { type Database, type DatabaseOptions, openDatabase } from './database.ts';
import { dealCallsOf } from './deal-calls.ts';
import { dealsOf } from './deals.ts';
import { claimDeliveries, deliveriesOf } from './deliveries.ts';
import { forecastsOf } from './forecasts.ts';
import { funnelOf } from './funnel.ts';
import { type NewId, newId } from './ids.ts';
import { importsOf } from './imports.ts';
import { installationsOf } from './installations.ts';
import { membersOf } from './members.ts';
import { subscriptionOf, workspaceOf } from './model-rows.ts';
import { pipelinesOf } from './pipelines.ts';
import { commitmentsOf, stageAlertsOf } from './stage-alerts.ts';
import { stageEstimatesOf } from './stage-estimates.ts';
import { subscriptionsOf } from './subscriptions.ts';
import { targetsOf } from './targets.ts';
import { tiersOf } from './tiers.ts';
import type { Store, Tenant } from './types/store.ts';
import { workspaceOfTenant } from './workspaces.ts';

/**
 * Opens the store: the database with its schema up to date, and the counters of every workspace made under today's rules.
 *
 * @throws as openDatabase.
 */
export async function openStore(options: DatabaseOptions): Promise<Store> {
  const store = storeOver(await openDatabase(options));
  await store.refreshCounters();
  return store;
}

/** The store over an open database. `refreshCounters` rebuilds those that an older version of the rules has made. */
export function storeOver(database: Database, ids: NewId = newId): Store & { readonly refreshCounters: () => Promise<void> } {
  const { prisma } = database;
  const tenants = new Map<string, Tenant>();
  const of = (workspaceId: string): Tenant => {
    const tenant = tenants.get(workspaceId) ?? tenantOf(database, workspaceId, ids);
    tenants.set(workspaceId, tenant);
    return tenant;
  };
  return {
    engine: database.engine,
    of,
    installations: installationsOf(prisma),
    workspaces: async () => (await prisma.workspace.findMany({ orderBy: { id: 'asc' } })).map(workspaceOf),
    subscriptions: async () =>
      (
        await prisma.subscription.findMany({ where: { endedAt: null }, orderBy: [{ workspaceId: 'asc' }, { createdAt: 'asc' }] })
      ).map(subscriptionOf),
    claimDeliveries: (at, lease, limit) => claimDeliveries(prisma, at, lease, limit),
    forgetHandled: async (before) => (await prisma.handled.deleteMany({ where: { at: { lt: new Date(before) } } })).count,
    ping: database.ping,
    close: database.close,
    refreshCounters: async () => {
      const stale = await prisma.workspace.findMany({
        where: { counterVersion: { not: COUNTER_VERSION } },
        select: { id: true },
      });
      for (const { id } of stale) await of(id).funnel.rebuild();
    },
  };
}

function tenantOf({ prisma }: Database, workspaceId: string, ids: NewId): Tenant {
  return {
    id: workspaceId,
    ...workspaceOfTenant(prisma, workspaceId, ids),
    ...pipelinesOf(prisma, workspaceId),
    members: membersOf(prisma, workspaceId, ids),
    deals: dealsOf(prisma, workspaceId, ids),
    funnel: funnelOf(prisma, workspaceId),
    targets: targetsOf(prisma, workspaceId, ids),
    forecasts: forecastsOf(prisma, workspaceId),
    calls: dealCallsOf(prisma, workspaceId),
    subscriptions: subscriptionsOf(prisma, workspaceId, ids),
    alerts: stageAlertsOf(prisma, workspaceId, ids),
    commitments: commitmentsOf(prisma, workspaceId, ids),
    cards: cardsOf(prisma, workspaceId),
    ageing: ageingOf(prisma, workspaceId),
    imports: importsOf(prisma, workspaceId, ids),
    tiers: tiersOf(prisma, workspaceId),
    estimates: stageEstimatesOf(prisma, workspaceId),
    deliveries: deliveriesOf(prisma, workspaceId),
    handleOnce: async (key, at) => {
      const { count } = await prisma.handled.createMany({
        data: [{ workspaceId, key, answer: {}, at: new Date(at) }],
        skipDuplicates: true,
      });
      return count > 0;
    },
  };
}
