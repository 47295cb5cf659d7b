import type { Member } from '../core/member.ts';
import { LANGUAGES, languageFor } from '../locale/languages.ts';
import type { Messages } from '../locale/messages.ts';
import type { Tenant, Workspace } from '../store/store-types.ts';

/** Members by id. */
export async function peopleOf(tenant: Tenant): Promise<ReadonlyMap<string, Member>> {
  return new Map((await tenant.members.all()).map((member) => [member.id, member]));
}

/** A member whom Lejek can write to. */
export type Reachable = Member & { readonly slackUserId: string };

const reachable = (member: Member): member is Reachable => member.active && member.slackUserId !== null;

/** Who hears first when something is wrong: the managers, the admins where none is named. */
export function managersOf(members: Iterable<Member>): readonly Reachable[] {
  const here = [...members].filter(reachable);
  const managers = here.filter(({ role }) => role === 'manager');
  return managers.length > 0 ? managers : adminsOf(here);
}

/** Who can change the settings. */
export const adminsOf = (members: Iterable<Member>): readonly Reachable[] =>
  [...members].filter(reachable).filter(({ role }) => role === 'admin');

/** The words of one person. */
export const wordsOf = (member: Member, workspace: Workspace): Messages => LANGUAGES[languageFor(member, null, workspace)];

/** The workspace's own row; it is there for every tenant that has a post to make. */
export async function workspaceOf(tenant: Tenant): Promise<Workspace> {
  const workspace = await tenant.workspace();
  if (workspace === undefined) throw new Error(`There is no workspace ${tenant.id}.`);
  return workspace;
}
