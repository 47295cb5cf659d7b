import { z } from 'zod';
import { isNothingToNote, namedInNote } from '../../core/funnel/manager-note.ts';
import type { PipelineId, TeamId } from '../../core/ids.ts';
import { wantsDirect } from '../../core/people/direct-classes.ts';
import { plannedReaders, type ReachableMember } from '../../core/people/member.ts';
import { digestManagers, managedOwners } from '../../core/people/team-readers.ts';
import { among, type Viewer } from '../../core/people/viewer.ts';
import { addDays, dateAt, type PlainDate, zonedInstant } from '../../core/time/calendar.ts';
import { MINUTE_MS, WEEK_MS } from '../../core/time/durations.ts';
import type { Instant } from '../../core/time/instant.ts';
import { previousSlot, type WeeklySchedule } from '../../core/time/slots.ts';
import { loadManagerNote } from '../../facts/digest/manager-note-facts.ts';
import { loadPipeline } from '../../facts/load-pipeline.ts';
import { loadSolo, loadWorkspace } from '../../facts/tenant-reads.ts';
import { messagesFor } from '../../locale/languages.ts';
import { managerNote } from '../../slack/views/funnel/manager-note.ts';
import { namePostTeam } from '../../slack/views/kit/post-team.ts';
import type { DeliveryDraft } from '../../store/types/posts.ts';
import type { Tenant } from '../../store/types/store.ts';
import { definePost } from './kit/define-post.ts';
import { loadTeamName } from './kit/team-name.ts';

/** So long after the digest, which managers read first. */
const AFTER_DIGEST_MS = 5 * MINUTE_MS;

const schema = z.object({
  memberId: z.string(),
  pipelineId: z.string(),
  timeZone: z.string(),
  /** The week that it is about, ms. */
  start: z.number(),
  at: z.number(),
  /** The team of whose digest it is a part; null: the whole's. */
  teamId: z.string().nullable().default(null),
});

/** One for each manager, pipeline, week and team, however many channels get the digest. */
const key = ({
  person,
  pipelineId,
  on,
  teamId,
}: {
  readonly person: string;
  readonly pipelineId: PipelineId;
  readonly on: PlainDate;
  readonly teamId: TeamId | null;
}): string => `manager-note/${person}/${pipelineId}/${on}${teamId === null ? '' : `/${teamId}`}`;

type NoteDraft = {
  readonly manager: ReachableMember;
  readonly pipelineId: PipelineId;
  readonly teamId: TeamId | null;
  readonly schedule: WeeklySchedule;
  /** The digest's slot, ms. */
  readonly slot: Instant;
  /** When it may be read, ms: once the digest is there, or the reader is back. */
  readonly notBefore: Instant;
};

/** The part of the week that names people: to a manager, never to a channel. Nothing to say is no message. */
export const managerNotePost = definePost({
  kind: 'manager-note',
  schema,
  key,
  draft: ({ manager, pipelineId, teamId, schedule, slot, notBefore }: NoteDraft) => {
    const { timeZone } = schedule;
    return {
      key: key({ person: manager.slackUserId, pipelineId, teamId, on: dateAt(slot, timeZone) }),
      target: manager.slackUserId,
      subject: null,
      payload: { memberId: manager.id, pipelineId, teamId, timeZone, start: previousSlot(schedule, slot), at: slot },
      notBefore,
    };
  },
  prepare: async ({ tenant, viewer, delivery }, payload) => {
    const { memberId, pipelineId, teamId, timeZone, start, at } = payload;
    const workspace = await loadWorkspace(tenant);
    const today = dateAt(delivery.notBefore, timeZone);
    const managers = await loadDigestManagers(tenant, payload);
    const members = new Map(managers.members.map((member) => [member.id, member]));
    const manager = members.get(memberId);
    // Whoever stands in for a manager reads it as one.
    const isReader = plannedReaders(managers.managers, managers.members, today).some(({ reader }) => reader.id === memberId);
    if (manager === undefined || !isReader) return { kind: 'drop', why: 'it is for managers' };
    const m = messagesFor(manager, workspace);
    const pipeline = await loadPipeline(tenant, m.language, pipelineId);
    if (pipeline === undefined) return { kind: 'drop', why: 'there is no such pipeline' };
    const owners = managedOwners(managers.state, teamId, { ...managers, readerId: memberId, today });
    const seen: Viewer = owners === undefined ? viewer : among(viewer, { pipelineId, owners });
    const facts = await loadManagerNote({ tenant, viewer: seen, pipeline, at, timeZone }, start);
    if (isNothingToNote(facts)) return { kind: 'drop', why: 'there is nothing to say' };
    const [from, to] = [dateAt(start, timeZone), addDays(dateAt(at, timeZone), -1)];
    const team = await loadTeamName(tenant, teamId);
    const post = { at, since: start, timeZone, ...(teamId === null ? {} : { teamId }) };
    const shown = { facts, context: { pipeline, members, from, to, post }, team };
    return { kind: 'post', channel: delivery.target, m, pipelineId, shown, named: namedInNote(facts) };
  },
  view: (m, { facts, context, team }) => [namePostTeam(m, managerNote(m, facts, context), team)],
});

/** The managers who are sent it, whether or not they are there. */
async function loadDigestManagers(tenant: Tenant, { pipelineId, teamId }: Pick<NoteDraft, 'pipelineId' | 'teamId'>) {
  const [members, state, subscriptions] = [
    await tenant.members.all(),
    await tenant.teams.all(),
    await tenant.subscriptions.all(),
  ];
  const withDigest = new Set(
    subscriptions.flatMap((each) => (each.pipelineId === pipelineId && each.teamId !== null ? [each.teamId] : [])),
  );
  return { members, state, managers: digestManagers(state.teams, teamId, { members, withDigest }) };
}

/** When the digest is queued, ms. */
type NotesWith = Pick<NoteDraft, 'pipelineId' | 'teamId' | 'schedule' | 'slot'> & { readonly at: Instant };

/**
 * The notes that go with a digest: to the managers, or the admins where there is none, or who stands in; who sells alone gets none. A team's
 * digest has those of its managers. Whoever is away reads it once back, unless the next week's is due by then.
 */
export async function managerNoteDrafts(tenant: Tenant, { at, ...note }: NotesWith): Promise<readonly DeliveryDraft[]> {
  const { members, managers } = await loadDigestManagers(tenant, note);
  if (await loadSolo(tenant)) return [];
  const { timeZone, timeOfDay } = note.schedule;
  return plannedReaders(managers, members, dateAt(at, timeZone)).flatMap(({ reader, from }) => {
    const notBefore = Math.max(at, zonedInstant(from, timeOfDay, timeZone)) + AFTER_DIGEST_MS;
    return notBefore >= note.slot + WEEK_MS || !wantsDirect(reader, 'manager-note')
      ? []
      : [managerNotePost.draft({ ...note, manager: reader, notBefore })];
  });
}
