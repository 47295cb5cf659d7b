import { z } from 'zod';
import type { ReachableMember } from '../../core/people/member.ts';
import type { Team } from '../../core/people/teams.ts';
import type { Instant } from '../../core/time/instant.ts';
import { loadMembersById, loadWorkspace } from '../../facts/tenant-reads.ts';
import { messagesFor } from '../../locale/languages.ts';
import { type GroupTrouble, teamGroupMessage } from '../../slack/views/workspace/settings/team-groups.ts';
import { OPEN_TEAM } from '../../slack/views/workspace/settings/teams-pages.ts';
import { definePost } from './kit/define-post.ts';

type TroubleKey = { readonly admin: string; readonly team: Pick<Team, 'id' | 'userGroupId'>; readonly what: string };

/** One for each admin, team, group, and what is wrong with it: the same is told once. */
const key = ({ admin, team, what }: TroubleKey): string => `team-group/${admin}/${team.id}/${team.userGroupId}/${what}`;

const trouble = z.union([
  z.object({ why: z.enum(['gone', 'scope', 'plan']) }),
  z.object({ why: z.enum(['empties', 'mostLeave']), handle: z.string(), joins: z.number(), leaves: z.number() }),
  z.object({ why: z.literal('contested'), memberIds: z.array(z.string()), teamIds: z.array(z.string()) }),
]);

type TeamGroupDraft = {
  readonly admin: ReachableMember;
  readonly team: Team;
  readonly trouble: GroupTrouble;
  /** Tells apart what is wrong now from what was once. */
  readonly what: string;
  readonly at: Instant;
};

/** A team cannot be kept in step with its user group, or only if an admin says so: an admin is told, once. */
export const teamGroupPost = definePost({
  kind: 'team-group',
  schema: z.object({ memberId: z.string(), teamId: z.string(), groupId: z.string().nullable(), trouble }),
  key,
  draft: ({ admin, team, trouble: found, what, at }: TeamGroupDraft) => ({
    key: key({ admin: admin.slackUserId, team, what }),
    target: admin.slackUserId,
    subject: null,
    payload: { memberId: admin.id, teamId: team.id, groupId: team.userGroupId, trouble: toStored(found) },
    notBefore: at,
  }),
  prepare: async ({ tenant, delivery }, { memberId, teamId, groupId, trouble: found }) => {
    const [members, { teams }, workspace] = await Promise.all([
      loadMembersById(tenant),
      tenant.teams.all(),
      loadWorkspace(tenant),
    ]);
    const team = teams.find(({ id }) => id === teamId);
    if (team === undefined || team.removedAt !== null || team.userGroupId !== groupId)
      return { kind: 'drop', why: 'the team does not follow this group any more' };
    const admin = members.get(memberId);
    if (admin?.role !== 'admin' || !admin.active) return { kind: 'drop', why: 'it is for admins' };
    const shown = { team, teams, trouble: found, members: [...members.values()], openTeam: OPEN_TEAM };
    return { kind: 'post', channel: delivery.target, m: messagesFor(admin, workspace), shown };
  },
  view: (m, shown) => [teamGroupMessage(m, shown)],
});

const toStored = (found: GroupTrouble): z.output<typeof trouble> =>
  found.why === 'contested' ? { ...found, memberIds: [...found.memberIds], teamIds: [...found.teamIds] } : found;
