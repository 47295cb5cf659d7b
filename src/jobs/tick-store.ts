import { readSettingsOnce } from '../facts/read-once.ts';
import { once, oncePer } from '../platform/once.ts';
import type { Store, Tenant } from '../store/types/store.ts';

/** A read that is {@link once} until one of the writes that change its result. */
function onceUntilChanged<Result>(read: () => Promise<Result>) {
  let reading = once(read);
  return {
    read: () => reading(),
    afterwards:
      <Args extends readonly unknown[], Done>(write: (...args: Args) => Promise<Done>) =>
      async (...args: Args): Promise<Done> => {
        try {
          return await write(...args);
        } finally {
          reading = once(read);
        }
      },
  };
}

/** One workspace as a tick sees it; who came meanwhile is looked up. */
function createTickTenant(tenant: Tenant, { workspaces, subscriptions }: Pick<Store, 'workspaces' | 'subscriptions'>): Tenant {
  const settings = readSettingsOnce(tenant);
  const members = settings.members.all;
  const allPipelines = once(tenant.allPipelines);
  let isUnchanged = true;
  const own = onceUntilChanged(async () => {
    const known = isUnchanged ? (await subscriptions()).filter(({ workspaceId }) => workspaceId === tenant.id) : undefined;
    isUnchanged = false;
    return known ?? tenant.subscriptions.all();
  });
  return {
    ...settings,
    workspace: async () => (await workspaces()).find(({ id }) => id === tenant.id) ?? tenant.workspace(),
    allPipelines,
    pipelines: async () => (await allPipelines()).filter(({ isArchived }) => isArchived !== true),
    pipeline: async (id) => (await allPipelines()).find((each) => id === undefined || each.id === id),
    members: {
      ...tenant.members,
      all: members,
      byId: async (id) => (await members()).find((member) => member.id === id) ?? tenant.members.byId(id),
      bySlackUser: async (user) =>
        (await members()).find(({ slackUserId }) => slackUserId === user) ?? tenant.members.bySlackUser(user),
    },
    subscriptions: {
      ...tenant.subscriptions,
      all: own.read,
      setProblem: own.afterwards(tenant.subscriptions.setProblem),
    },
    stageAlerts: createTickAlerts(tenant.stageAlerts),
  };
}

/** Open alerts of each pipeline, read once until a job begins, announces or closes one. */
function createTickAlerts(alerts: Tenant['stageAlerts']): Tenant['stageAlerts'] {
  // Of all and of each team: a key holds both.
  const open = onceUntilChanged(async () =>
    oncePer((key: string) => {
      const [pipelineId = '', teamId] = key.split(' ');
      return alerts.open(pipelineId, undefined, teamId);
    }),
  );
  return {
    ...alerts,
    open: async (pipelineId, at, teamId) =>
      at === undefined
        ? (await open.read())(teamId === undefined ? pipelineId : `${pipelineId} ${teamId}`)
        : alerts.open(pipelineId, at, teamId),
    begin: open.afterwards(alerts.begin),
    markNotified: open.afterwards(alerts.markNotified),
    recover: open.afterwards(alerts.recover),
  };
}

/**
 * The store for the length of one tick: workspaces, subscriptions, members, teams, pipelines, targets and open alerts are read once, when they are first
 * asked for, and anew after a job has changed them. Deals and posts are read each time.
 */
export function createTickStore(store: Store): Store {
  const shared = { workspaces: once(store.workspaces), subscriptions: once(store.subscriptions) };
  const tenants = new Map<string, Tenant>();
  return {
    ...store,
    ...shared,
    tenant: (id) => {
      const tenant = tenants.get(id) ?? createTickTenant(store.tenant(id), shared);
      tenants.set(id, tenant);
      return tenant;
    },
  };
}
