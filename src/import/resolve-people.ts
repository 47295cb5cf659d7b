import { foldText } from '../core/fold-text.ts';
import type { Member } from '../core/people/member.ts';
import type { Tenant } from '../store/types/store.ts';

/** What the file calls something, and what it is here. */
export type NameMap = ReadonlyMap<string, string>;

/** People of the file: who they are here, and who has to be made. */
export type ResolvedPeople = {
  readonly memberId: (rep: string) => string;
  readonly created: () => readonly Pick<Member, 'id' | 'name'>[];
  /** Names given with `--reps` that fit nobody here. */
  readonly unknown: readonly string[];
};

/** Finds the reps of a file among the members: as `--reps` says, else by e-mail, Slack user id or name; makes those who are not there. */
export async function resolvePeople(tenant: Tenant, given: NameMap): Promise<ResolvedPeople> {
  const [members, emails] = await Promise.all([tenant.members.all(), tenant.imports.emails()]);
  const found = (name: string): string | undefined =>
    emails.get(name.toLowerCase()) ??
    members.find(({ id, slackUserId }) => slackUserId === name || id === name)?.id ??
    members.find((member) => foldText(member.name) === foldText(name))?.id;
  const ids = new Map<string, string>();
  const created: Pick<Member, 'id' | 'name'>[] = [];
  const targets = new Map([...given].map(([theirs, ours]) => [foldText(theirs), ours]));
  const memberId = (rep: string): string => {
    const key = foldText(rep);
    const name = targets.get(key) ?? rep;
    const id = ids.get(key) ?? found(name) ?? ids.get(foldText(name)) ?? tenant.imports.newId();
    if (!ids.has(key) && found(name) === undefined && !ids.has(foldText(name))) created.push({ id, name });
    ids.set(key, id);
    ids.set(foldText(name), id);
    return id;
  };
  return {
    memberId,
    created: () => created,
    unknown: [...given.values()].filter((name) => /@|^[UW][A-Z0-9]{6,}$/.test(name) && found(name) === undefined),
  };
}
