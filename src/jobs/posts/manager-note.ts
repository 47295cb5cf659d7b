import { z } from 'zod';
import { isNothingToNote } from '../../core/funnel/manager-note.ts';
import type { PipelineId } from '../../core/ids.ts';
import { isSoloWorkspace, type Member, managersOrAdmins, type ReachableMember } from '../../core/people/member.ts';
import { addDays, dateAt, type PlainDate } from '../../core/time/calendar.ts';
import { MINUTE_MS } from '../../core/time/durations.ts';
import type { Instant } from '../../core/time/instant.ts';
import { previousSlot, type WeeklySchedule } from '../../core/time/slots.ts';
import { loadManagerNote } from '../../facts/digest/manager-note-facts.ts';
import { loadPipeline } from '../../facts/load-pipeline.ts';
import { loadMembersById, loadWorkspace } from '../../facts/tenant-reads.ts';
import { messagesFor } from '../../locale/languages.ts';
import { managerNote } from '../../slack/views/funnel/manager-note.ts';
import type { DeliveryDraft } from '../../store/types/posts.ts';
import { definePost } from './kit/define-post.ts';

/** So long after the digest, which managers read first. */
const AFTER_DIGEST_MS = 5 * MINUTE_MS;

const schema = z.object({
  memberId: z.string(),
  pipelineId: z.string(),
  timeZone: z.string(),
  /** The week that it is about, ms. */
  start: z.number(),
  at: z.number(),
});

/** One for each manager, pipeline and week, however many channels get the digest. */
const key = ({
  person,
  pipelineId,
  on,
}: {
  readonly person: string;
  readonly pipelineId: PipelineId;
  readonly on: PlainDate;
}): string => `manager-note/${person}/${pipelineId}/${on}`;

type NoteDraft = {
  readonly manager: ReachableMember;
  readonly pipelineId: PipelineId;
  readonly schedule: WeeklySchedule;
  /** The digest's slot, ms. */
  readonly slot: Instant;
  /** When the digest is queued, ms. */
  readonly at: Instant;
};

/** The part of the week that names people: to a manager, never to a channel. Nothing to say is no message. */
export const managerNotePost = definePost({
  kind: 'manager-note',
  schema,
  key,
  draft: ({ manager, pipelineId, schedule, slot, at }: NoteDraft) => {
    const { timeZone } = schedule;
    return {
      key: key({ person: manager.slackUserId, pipelineId, on: dateAt(slot, timeZone) }),
      target: manager.slackUserId,
      subject: null,
      payload: { memberId: manager.id, pipelineId, timeZone, start: previousSlot(schedule, slot), at: slot },
      notBefore: at + AFTER_DIGEST_MS,
    };
  },
  prepare: async ({ tenant, delivery }, { memberId, pipelineId, timeZone, start, at }) => {
    const [members, workspace] = [await loadMembersById(tenant), await loadWorkspace(tenant)];
    const manager = members.get(memberId);
    if (manager === undefined || manager.role === 'rep') return { kind: 'drop', why: 'it is for managers' };
    const m = messagesFor(manager, workspace);
    const pipeline = await loadPipeline(tenant, m.language, pipelineId);
    if (pipeline === undefined) return { kind: 'drop', why: 'there is no such pipeline' };
    const facts = await loadManagerNote({ tenant, pipeline, at, timeZone }, start);
    if (isNothingToNote(facts)) return { kind: 'drop', why: 'there is nothing to say' };
    const [from, to] = [dateAt(start, timeZone), addDays(dateAt(at, timeZone), -1)];
    return { kind: 'post', channel: delivery.target, m, pipelineId, shown: { facts, context: { pipeline, members, from, to } } };
  },
  view: (m, { facts, context }) => [managerNote(m, facts, context)],
});

/** The notes that go with a digest: to the managers, or the admins where there is none; who sells alone gets none. */
export const managerNoteDrafts = (members: readonly Member[], note: Omit<NoteDraft, 'manager'>): readonly DeliveryDraft[] =>
  isSoloWorkspace(members) ? [] : managersOrAdmins(members).map((manager) => managerNotePost.draft({ ...note, manager }));
