import { isSoloWorkspace, type Member, type People } from '../core/people/member.ts';
import type { Workspace } from '../store/types/people.ts';
import type { Tenant } from '../store/types/store.ts';

/** Members by id. */
export async function loadMembersById(tenant: Tenant): Promise<ReadonlyMap<string, Member>> {
  return new Map((await tenant.members.all()).map((member) => [member.id, member]));
}

/** Whether one person works here alone: see {@link isSoloWorkspace}. */
export async function loadSolo(tenant: Tenant): Promise<boolean> {
  return isSoloWorkspace(await tenant.members.all(), await tenant.subscriptions.all());
}

/** Who is known here, and whether it is one person alone. */
export async function loadPeople(tenant: Tenant): Promise<People> {
  return { members: await loadMembersById(tenant), solo: await loadSolo(tenant) };
}

/** The workspace's own row; it is there for every tenant that has a post to make. */
export async function loadWorkspace(tenant: Tenant): Promise<Workspace> {
  const workspace = await tenant.workspace();
  if (workspace === undefined) throw new Error(`There is no workspace ${tenant.id}.`);
  return workspace;
}
