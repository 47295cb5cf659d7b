import { z } from 'zod';
import { type Ask, findAnswer, isAskable, mayGrant } from '../../core/deal/hygiene/ask.ts';
import type { ReachableMember } from '../../core/people/member.ts';
import type { Instant } from '../../core/time/instant.ts';
import { loadPipeline } from '../../facts/load-pipeline.ts';
import { loadMembersById, loadWorkspace } from '../../facts/tenant-reads.ts';
import { messagesFor } from '../../locale/languages.ts';
import { askMessage } from '../../slack/views/deal/ask.ts';
import { literal, personMention } from '../../slack/views/kit/text.ts';
import { definePost } from './kit/define-post.ts';

/** An action on a deal that one person asks of another. */
export const askSchema = z.object({
  number: z.number(),
  version: z.number(),
  action: z.string().refine(isAskable),
  /** Id of the stage or the person that the deal is to go to. */
  detail: z.string().nullable(),
  askerId: z.string(),
  askedId: z.string(),
});
export type AskPayload = z.output<typeof askSchema>;

/** The same person asks for the same thing once, while the deal is as it was. */
const key = ({ number, version, action, detail, askerId }: Omit<AskPayload, 'askedId'>): string =>
  `ask/${number}/${version}/${action}/${detail ?? ''}/${askerId}`;

export type AskDraft = {
  readonly number: number;
  readonly ask: Ask;
  readonly askerId: string;
  readonly asked: ReachableMember;
  readonly at: Instant;
};

export const toAskPayload = ({ number, ask, askerId, asked }: AskDraft): AskPayload => ({
  number,
  version: ask.version,
  action: ask.action,
  detail: ask.detail,
  askerId,
  askedId: asked.id,
});

/** To a deal's owner, or a manager: a colleague asks for what only they may do. Nothing where it is done already, or is theirs no more. */
export const askPost = definePost({
  kind: 'deal-ask',
  schema: askSchema,
  key,
  draft: (draft: AskDraft) => {
    const payload = toAskPayload(draft);
    return { key: key(payload), target: draft.asked.slackUserId, subject: null, payload, notBefore: draft.at };
  },
  prepare: async ({ tenant, deals, delivery }, { number, askerId, askedId, ...ask }) => {
    const [file, members, workspace] = await Promise.all([deals.file(number), loadMembersById(tenant), loadWorkspace(tenant)]);
    const [asked, asker] = [members.get(askedId), members.get(askerId)];
    if (file === undefined || asked === undefined || !asked.active) return { kind: 'drop', why: 'there is nobody to ask' };
    const { deal } = file;
    if (!mayGrant(asked, deal, ask)) return { kind: 'drop', why: 'the deal is somebody else’s now' };
    if (findAnswer(await deals.history(number), ask) !== undefined) return { kind: 'drop', why: 'it is done' };
    const m = messagesFor(asked, workspace);
    const pipeline = await loadPipeline(tenant, m.language, deal.pipelineId);
    if (pipeline === undefined) return { kind: 'drop', why: 'there is no such pipeline' };
    const who = asker === undefined ? literal(askerId) : personMention(asker);
    return { kind: 'post', channel: delivery.target, m, shown: { deal, ask, asker: who, context: { pipeline, members } } };
  },
  view: (m, { deal, ...shown }) => [askMessage(m, deal, shown)],
});
