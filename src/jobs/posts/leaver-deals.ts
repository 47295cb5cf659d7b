import { z } from 'zod';
import type { Member, ReachableMember } from '../../core/people/member.ts';
import type { Instant } from '../../core/time/instant.ts';
import { loadMembersById, loadWorkspace } from '../../facts/tenant-reads.ts';
import { messagesFor } from '../../locale/languages.ts';
import { leaverDealsMessage } from '../../slack/views/workspace/hand-over.ts';
import { definePost } from './kit/define-post.ts';

/** One for each leaving of a person, and each who may hand their deals over. */
const key = ({
  leaverId,
  reader,
  leftAt,
}: {
  readonly leaverId: string;
  readonly reader: string;
  readonly leftAt: Instant;
}): string => `leaver-deals/${leaverId}/${leftAt}/${reader}`;

type LeaverDraft = {
  readonly leaver: Pick<Member, 'id' | 'accountCheckedAt'>;
  readonly reader: ReachableMember;
  readonly at: Instant;
};

/** Somebody has left with open deals: the form to hand them over, to whoever may. */
export const leaverDealsPost = definePost({
  kind: 'leaver-deals',
  schema: z.object({ leaverId: z.string(), readerId: z.string() }),
  key,
  draft: ({ leaver, reader, at }: LeaverDraft) => ({
    key: key({ leaverId: leaver.id, reader: reader.id, leftAt: leaver.accountCheckedAt ?? at }),
    target: reader.slackUserId,
    subject: null,
    payload: { leaverId: leaver.id, readerId: reader.id },
    notBefore: at,
  }),
  prepare: async ({ tenant, deals, delivery }, { leaverId, readerId }) => {
    const [workspace, members] = await Promise.all([loadWorkspace(tenant), loadMembersById(tenant)]);
    const [leaver, reader] = [members.get(leaverId), members.get(readerId)];
    if (leaver === undefined || reader === undefined || leaver.active) return { kind: 'drop', why: 'nobody has left' };
    const today = { order: 'attention', today: '1970-01-01', limit: 1, offset: 0 } as const;
    const { total } = await deals.list({ ownerId: leaverId }, today);
    if (total === 0) return { kind: 'drop', why: 'the deals have other owners' };
    return { kind: 'post', channel: delivery.target, m: messagesFor(reader, workspace), shown: { leaver, total } };
  },
  view: (m, { leaver, total }) => [leaverDealsMessage(m, leaver, total)],
});
