import type { Pipeline } from '../core/deal/stage.ts';
import type { Store, Tenant } from '../store/types/store.ts';

/** Runs a read when it is first asked for and not again; one that fails is run again. */
function once<Result>(read: () => Promise<Result>): () => Promise<Result> {
  let result: Promise<Result> | undefined;
  return () => {
    result ??= read().catch((error: unknown) => {
      result = undefined;
      throw error;
    });
    return result;
  };
}

/** {@link once} for each argument. */
function oncePer<Key, Result>(read: (key: Key) => Promise<Result>): (key: Key) => Promise<Result> {
  const reads = new Map<Key, () => Promise<Result>>();
  return (key) => {
    const known = reads.get(key) ?? once(() => read(key));
    reads.set(key, known);
    return known();
  };
}

/** One workspace as a tick sees it: its row, members and pipelines are read once; who came meanwhile is looked up. */
function createTickTenant(tenant: Tenant, workspaces: Store['workspaces']): Tenant {
  const members = once(tenant.members.all);
  const pipelines = once(tenant.pipelines);
  const defaultPipeline = once(() => tenant.pipeline());
  const otherPipeline = oncePer((id: string): Promise<Pipeline | undefined> => tenant.pipeline(id));
  return {
    ...tenant,
    workspace: async () => (await workspaces()).find(({ id }) => id === tenant.id) ?? tenant.workspace(),
    pipelines,
    pipeline: async (id) =>
      id === undefined ? defaultPipeline() : ((await pipelines()).find((each) => each.id === id) ?? otherPipeline(id)),
    members: {
      ...tenant.members,
      all: members,
      byId: async (id) => (await members()).find((member) => member.id === id) ?? tenant.members.byId(id),
      bySlackUser: async (user) =>
        (await members()).find(({ slackUserId }) => slackUserId === user) ?? tenant.members.bySlackUser(user),
    },
  };
}

/**
 * The store for the length of one tick: workspaces, subscriptions and, of each workspace, its row, members and pipelines, none of which a
 * job changes but for a subscription's next hour, are read once, when they are first asked for. Deals, alerts and posts are read anew
 * each time.
 */
export function createTickStore(store: Store): Store {
  const workspaces = once(store.workspaces);
  const tenants = new Map<string, Tenant>();
  return {
    ...store,
    workspaces,
    subscriptions: once(store.subscriptions),
    tenant: (id) => {
      const tenant = tenants.get(id) ?? createTickTenant(store.tenant(id), workspaces);
      tenants.set(id, tenant);
      return tenant;
    },
  };
}
