import { COUNTER_VERSION } from '../core/history/count-events.ts';
import type { WorkspaceId } from '../core/ids.ts';
import { createAgeingStore } from './ageing-notices.ts';
import { createArchives } from './archives.ts';
import { createCardStore } from './cards.ts';
import { createContactStore } from './contacts.ts';
import { type Database, type DatabaseOptions, openDatabase } from './db/database.ts';
import { type NewId, newId } from './db/ids.ts';
import { createDealPredictionStore } from './deals/deal-predictions.ts';
import { createDealStore } from './deals/deals.ts';
import { claimDeliveries, createDeliveryStore, loadPostBacklog } from './deliveries.ts';
import { createForecastStore } from './funnel/forecasts.ts';
import { createFunnelStore } from './funnel/funnel.ts';
import { createPlanStore } from './funnel/plans.ts';
import { createStageEstimateStore } from './funnel/stage-estimates.ts';
import { createTargetStore } from './funnel/targets.ts';
import { createTierStore } from './funnel/tiers.ts';
import { guardTenant } from './guard-tenant.ts';
import { claimLeftImports } from './import-progress.ts';
import { createImportStore } from './imports.ts';
import { createInstallationStore } from './installations.ts';
import { createKeptFormStore } from './kept-forms.ts';
import { createMemberStore } from './members.ts';
import { createPipelineCache, type PipelineCache } from './pipeline-cache.ts';
import { createReportRoles } from './report-roles.ts';
import { toWorkspace } from './rows/model-rows.ts';
import { toSubscription } from './rows/subscription-rows.ts';
import { createAllLeadForms, createLeadFormStore } from './settings/lead-forms.ts';
import { createPersonalTokenStore, findToken } from './settings/personal-tokens.ts';
import { createPipelineSettingsStore } from './settings/pipeline-settings.ts';
import { createPipelineStore } from './settings/pipelines.ts';
import { createRateStore } from './settings/rates.ts';
import { createRetentionStore } from './settings/retention.ts';
import { createSettingChangeStore } from './settings/setting-changes.ts';
import { createTeamStore } from './settings/teams.ts';
import { createAllWebhooks, createWebhookStore, deleteOldWebhooks } from './settings/webhooks.ts';
import { settleWrites } from './settle-writes.ts';
import { createCommitmentStore, createStageAlertStore } from './stage-alerts.ts';
import { createSubscriptionStore } from './subscriptions.ts';
import type { Store, Tenant } from './types/store.ts';
import { createWriteWatch, watchWrites } from './watch-writes.ts';
import { createWorkspaceStore } from './workspaces.ts';

/**
 * Opens the store: the database with its schema up to date, and the counters of every workspace made under today's rules.
 *
 * @throws as openDatabase.
 */
export async function openStore(options: DatabaseOptions): Promise<Store> {
  const store = createStore(await openDatabase(options));
  await store.refreshCounters();
  return store;
}

/** The store over an open database. `refreshCounters` rebuilds those that an older version of the rules has made. */
export function createStore(database: Database, ids: NewId = newId): Store & { readonly refreshCounters: () => Promise<void> } {
  const { prisma } = database;
  const writes = createWriteWatch();
  const pipelines = createPipelineCache();
  const tenants = new Map<string, Tenant>();
  const tenantById = (workspaceId: WorkspaceId): Tenant => {
    const tenant =
      tenants.get(workspaceId) ??
      watchWrites(settleWrites(guardTenant(createTenant(database, workspaceId, { ids, pipelines }), database.rowGuard)), writes);
    tenants.set(workspaceId, tenant);
    return tenant;
  };
  return {
    engine: database.engine,
    tenant: tenantById,
    installations: createInstallationStore(prisma),
    archives: createArchives(database),
    findToken: (workspaceId, hash) => findToken(prisma, workspaceId, hash),
    copyFiles: database.copyFiles,
    webhooks: createAllWebhooks(prisma),
    leadForms: createAllLeadForms(prisma),
    reportRoles: createReportRoles(database),
    workspaces: async () =>
      (
        await prisma.workspace.findMany({
          where: { uninstalledAt: null },
          orderBy: { id: 'asc' },
          include: { _count: { select: { rates: true } } },
        })
      ).map((row) => ({ ...toWorkspace(row), hasRates: row._count.rates > 0 })),
    subscriptions: async () =>
      (
        await prisma.subscription.findMany({
          where: { endedAt: null, workspace: { uninstalledAt: null } },
          orderBy: [{ workspaceId: 'asc' }, { createdAt: 'asc' }],
        })
      ).map(toSubscription),
    claimDeliveries: (at, lease, limit) => writes.watch(() => claimDeliveries(prisma, { at, limit }, lease)),
    claimLeftImports: (seen) => claimLeftImports(prisma, seen),
    postBacklog: (at) => loadPostBacklog(prisma, at),
    deleteExpired: async ({ handled, keptForms, webhookDeliveries, removedWebhooks }) => {
      await deleteOldWebhooks(prisma, { deliveries: webhookDeliveries, removed: removedWebhooks });
      return prisma.$executeRaw`
      WITH forms AS (DELETE FROM kept_form WHERE kept_at < ${new Date(keptForms)}::timestamptz)
      DELETE FROM handled AS h USING workspace AS w WHERE w.id = h.workspace_id
        AND h.at < ${new Date(handled)}::timestamptz - make_interval(days => w.keep_handled_days - 2)`;
    },
    writeHealth: async () => {
      if (writes.health().failingForMs !== null)
        await writes.watch(() => probeWrite(prisma)).then(writes.succeeded, () => undefined);
      return writes.health();
    },
    ping: database.ping,
    close: database.close,
    refreshCounters: async () => {
      const stale = await prisma.workspace.findMany({
        where: { counterVersion: { not: COUNTER_VERSION } },
        select: { id: true },
      });
      for (const { id } of stale) await tenantById(id).funnel.rebuildCounters();
    },
  };
}

/** Writes a row as it is: in the table and in the log, as any write. */
const probeWrite = (prisma: Database['prisma']): Promise<unknown> =>
  prisma.$executeRaw`UPDATE workspace SET name = name WHERE id = (SELECT min(id) FROM workspace)`;

function createTenant(
  { prisma }: Database,
  workspaceId: WorkspaceId,
  { ids, pipelines }: { readonly ids: NewId; readonly pipelines: PipelineCache },
): Tenant {
  const members = createMemberStore(prisma, workspaceId, ids);
  return {
    id: workspaceId,
    ...createWorkspaceStore(prisma, workspaceId, { members, pipelines }),
    ...createPipelineStore(prisma, workspaceId, ids),
    pipelineSettings: createPipelineSettingsStore(prisma, workspaceId, ids),
    members,
    teams: createTeamStore(prisma, workspaceId, ids),
    contacts: createContactStore(prisma, workspaceId),
    rates: createRateStore(prisma, workspaceId, ids),
    deals: createDealStore(prisma, workspaceId, ids),
    funnel: createFunnelStore(prisma, workspaceId),
    targets: createTargetStore(prisma, workspaceId, ids),
    forecasts: createForecastStore(prisma, workspaceId),
    plans: createPlanStore(prisma, workspaceId),
    dealPredictions: createDealPredictionStore(prisma, workspaceId),
    subscriptions: createSubscriptionStore(prisma, workspaceId, ids),
    stageAlerts: createStageAlertStore(prisma, workspaceId, ids),
    commitments: createCommitmentStore(prisma, workspaceId, ids),
    settingChanges: createSettingChangeStore(prisma, workspaceId, ids),
    cards: createCardStore(prisma, workspaceId),
    ageingNotices: createAgeingStore(prisma, workspaceId),
    imports: createImportStore(prisma, workspaceId, ids),
    tiers: createTierStore(prisma, workspaceId),
    stageEstimates: createStageEstimateStore(prisma, workspaceId),
    deliveries: createDeliveryStore(prisma, workspaceId),
    keptForms: createKeptFormStore(prisma, workspaceId),
    personalTokens: createPersonalTokenStore(prisma, workspaceId, ids),
    webhooks: createWebhookStore(prisma, workspaceId, ids),
    leadForms: createLeadFormStore(prisma, workspaceId, ids),
    retention: createRetentionStore(prisma, workspaceId),
    markHandledOnce: async (key, at) => {
      const { count } = await prisma.handled.createMany({
        data: [{ workspaceId, key, answer: {}, at: new Date(at) }],
        skipDuplicates: true,
      });
      return count > 0;
    },
  };
}
