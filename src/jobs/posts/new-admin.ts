import { z } from 'zod';
import type { MemberId } from '../../core/ids.ts';
import type { Instant } from '../../core/time/instant.ts';
import { loadMembersById } from '../../facts/tenant-reads.ts';
import { LANGUAGES } from '../../locale/languages.ts';
import { newAdminMessage } from '../../slack/views/workspace/welcome.ts';
import type { Subscription } from '../../store/types/channels.ts';
import { definePost } from './kit/define-post.ts';
import { storedLanguage } from './kit/stored-language.ts';

const key = ({
  channelId,
  adminId,
  at,
}: {
  readonly channelId: string;
  readonly adminId: MemberId;
  readonly at: Instant;
}): string => `new-admin/${channelId}/${adminId}/${at}`;

type NewAdminDraft = Pick<Subscription, 'channelId' | 'language'> & {
  readonly adminId: MemberId;
  /** The admins who have left. */
  readonly formerIds: readonly MemberId[];
  readonly at: Instant;
};

/** Somebody has taken Lejek over, since its only admin has left: it is said where everybody reads it. */
export const newAdminPost = definePost({
  kind: 'new-admin',
  schema: z.object({ language: storedLanguage, adminId: z.string(), formerIds: z.array(z.string()) }),
  key,
  draft: ({ channelId, language, adminId, formerIds, at }: NewAdminDraft) => ({
    key: key({ channelId, adminId, at }),
    target: channelId,
    subject: null,
    payload: { language, adminId, formerIds: [...formerIds] },
    notBefore: at,
  }),
  prepare: async ({ tenant, delivery }, { language, adminId, formerIds }) => {
    const members = await loadMembersById(tenant);
    const admin = members.get(adminId);
    if (admin === undefined) return { kind: 'drop', why: 'nobody took over' };
    const former = formerIds.flatMap((id) => members.get(id) ?? []);
    return { kind: 'post', channel: delivery.target, m: LANGUAGES[language], shown: { admin, former } };
  },
  view: (m, { admin, former }) => [newAdminMessage(m, admin, former)],
});
