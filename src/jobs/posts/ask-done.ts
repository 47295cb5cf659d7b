import { findAnswer } from '../../core/deal/hygiene/ask.ts';
import type { SlackUserId } from '../../core/ids.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../core/time/durations.ts';
import { loadPipeline } from '../../facts/load-pipeline.ts';
import { loadMembersById, loadWorkspace } from '../../facts/tenant-reads.ts';
import { messagesFor } from '../../locale/languages.ts';
import { askDoneMessage } from '../../slack/views/deal/ask.ts';
import { memberName } from '../../slack/views/kit/people.ts';
import { type AskDraft, type AskPayload, askPost, askSchema, toAskPayload } from './ask.ts';
import { definePost } from './kit/define-post.ts';

/** How often it is looked whether it is done: often at first, when somebody waits for it. */
const LOOK_AGAIN_MS = MINUTE_MS;
const LOOK_AGAIN_LATER_MS = 30 * MINUTE_MS;
const WAITS_MS = 2 * HOUR_MS;
/** After so long nobody waits for it any more. */
const MAX_AGE_MS = 7 * DAY_MS;

const key = (ask: AskPayload): string => `done/${askPost.key(ask)}`;

/** To who asked: it was done, by whichever way. It waits in the ledger until then. */
export const askDonePost = definePost({
  kind: 'deal-ask-done',
  schema: askSchema,
  key,
  draft: ({ askerSlackId, ...draft }: AskDraft & { readonly askerSlackId: SlackUserId }) => {
    const payload = toAskPayload(draft);
    return { key: key(payload), target: askerSlackId, subject: null, payload, notBefore: draft.at + LOOK_AGAIN_MS };
  },
  prepare: async ({ tenant, deals, delivery, at }, { number, askerId, askedId: _, ...ask }) => {
    const file = await deals.file(number);
    if (file === undefined) return { kind: 'drop', why: 'there is no such deal' };
    const answer = findAnswer(await deals.history(number), ask);
    const age = at - delivery.createdAt;
    if (answer === undefined) {
      return age > MAX_AGE_MS
        ? { kind: 'drop', why: 'nobody did it' }
        : { kind: 'wait', ms: age < WAITS_MS ? LOOK_AGAIN_MS : LOOK_AGAIN_LATER_MS, why: 'it is not done yet' };
    }
    const [members, workspace] = [await loadMembersById(tenant), await loadWorkspace(tenant)];
    const asker = members.get(askerId);
    // Who has done it meanwhile by a right of their own knows.
    if (asker === undefined || answer.actorId === askerId) return { kind: 'drop', why: 'nobody waits for it' };
    const m = messagesFor(asker, workspace);
    const pipeline = await loadPipeline(tenant, m.language, file.deal.pipelineId);
    if (pipeline === undefined) return { kind: 'drop', why: 'there is no such pipeline' };
    const shown = { deal: file.deal, pipeline, doer: memberName(members, answer.actorId) };
    return { kind: 'post', channel: delivery.target, m, shown };
  },
  view: (m, { deal, ...shown }) => [askDoneMessage(m, deal, shown)],
});
