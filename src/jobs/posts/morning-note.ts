import { z } from 'zod';
import type { Deal } from '../../core/deal/deal.ts';
import { isOpen } from '../../core/deal/deal.ts';
import { hasReached } from '../../core/deal/has-reached.ts';
import { type MorningLine, morningLines } from '../../core/funnel/morning.ts';
import type { Suggestion } from '../../core/funnel/suggestions.ts';
import type { DealNumber, MemberId } from '../../core/ids.ts';
import { isReachable, type ReachableMember } from '../../core/people/member.ts';
import { type Pipelines, pipelineOf } from '../../core/pipeline/pipelines.ts';
import { dateAt, type PlainDate } from '../../core/time/calendar.ts';
import type { Instant } from '../../core/time/instant.ts';
import { loadLeftForManager } from '../../facts/left-deals.ts';
import { loadPipelines } from '../../facts/load-pipeline.ts';
import { loadMembersById, loadWorkspace } from '../../facts/tenant-reads.ts';
import { messagesFor } from '../../locale/languages.ts';
import { morningNote, type OwnMove } from '../../slack/views/workspace/morning-note.ts';
import type { Deals } from '../../store/types/deals.ts';
import { type DeliveryContext, definePost } from './kit/define-post.ts';
import { storedDate } from './kit/stored-date.ts';

/** Open deals of one person that are read: those that need somebody come first. */
const MAX_DEALS = 200;

/** A person's morning note as stored in `delivery.payload`. */
export type MorningPayload = {
  readonly memberId: MemberId;
  /** Who reads it in the person's place. */
  readonly readerId?: MemberId | undefined;
  readonly today: PlainDate;
  /** The deals that it tells to stand for long, each with the visit that it is about. */
  readonly ageing: readonly Pick<Deal, 'number' | 'stageSince'>[];
  /** Days after which half of the deals have left a stage, by {@link usualDaysKey}; only where the history tells. */
  readonly usualDays: Readonly<Record<string, number>>;
  /** The moves of the day's plan that are the person's own. */
  readonly moves: readonly Suggestion[];
  /** All deals that it names when it is queued: by them is counted whether its reader acted on it. Not in an older one. */
  readonly deals?: readonly DealNumber[] | undefined;
};

/** An earlier version knew neither what stands for long nor what is usual. */
const schema: z.ZodType<MorningPayload> = z.object({
  memberId: z.string(),
  readerId: z.string().optional(),
  today: storedDate,
  ageing: z.array(z.object({ number: z.number(), stageSince: z.number() })).default([]),
  usualDays: z.record(z.string(), z.number()).default({}),
  moves: z.array(z.object({ number: z.number(), toStageId: z.string() })).default([]),
  deals: z.array(z.number()).optional(),
});

/** Whose morning: one person's open deals on a day of a zone. */
export type Morning = {
  readonly deals: Deals;
  readonly pipelines: Pipelines;
  readonly memberId: MemberId;
  readonly today: PlainDate;
  readonly timeZone: string;
};

/** What a person's note says. @param untold deals that stand for long of which the person was not told yet. */
export async function loadMorningLines(
  { deals: seen, pipelines, memberId, today, timeZone }: Morning,
  untold: readonly Deal[],
): Promise<readonly MorningLine[]> {
  const page = { order: 'attention', today, limit: MAX_DEALS, offset: 0 } as const;
  const { deals } = await seen.list({ ownerId: memberId }, page);
  return morningLines(deals, untold, { pipelines, today, timeZone });
}

/** Of the deals that a note tells to stand for long, those that still do so under the same owner. */
async function loadStillAgeing(seen: Deals, { memberId, ageing }: MorningPayload): Promise<readonly Deal[]> {
  const stageSinceByNumber = new Map(ageing.map(({ number, stageSince }) => [number, stageSince]));
  const deals = await seen.byNumbers([...stageSinceByNumber.keys()]);
  return deals.filter((deal) => deal.ownerId === memberId && deal.stageSince === stageSinceByNumber.get(deal.number));
}

/** Of the moves that a note asks for, those that are still to be made and still the person's, with who has taken them on. */
async function loadOpenMoves(
  {
    tenant,
    deals: seen,
    pipelines,
    memberId,
    at,
  }: Pick<Morning, 'deals' | 'pipelines' | 'memberId'> & Pick<DeliveryContext, 'tenant' | 'at'>,
  moves: readonly Suggestion[],
): Promise<readonly OwnMove[]> {
  if (moves.length === 0) return [];
  const [deals, promises, members] = await Promise.all([
    seen.byNumbers(moves.map(({ number }) => number)),
    Promise.all(pipelines.inUse.map(({ id }) => tenant.commitments.current(id, at, at))).then((all) => all.flat()),
    tenant.members.all(),
  ]);
  return moves.flatMap(({ number, toStageId }) => {
    const deal = deals.find((each) => each.number === number);
    if (
      deal === undefined ||
      deal.ownerId !== memberId ||
      !isOpen(deal) ||
      hasReached(pipelineOf(pipelines, deal), deal, toStageId)
    )
      return [];
    const promise = promises.find(({ dealNumber, doneAt }) => dealNumber === number && doneAt === null);
    const who = promise === undefined ? undefined : members.find(({ id }) => id === promise.memberId);
    const taken =
      promise === undefined || who === undefined ? undefined : { who: who.id === memberId ? null : who, by: promise.dueOn };
    return [{ deal, toStageId, taken }];
  });
}

const key = ({ person, on }: { readonly person: string; readonly on: PlainDate }): string => `morning/${person}/${on}`;

type NoteDraft = Omit<MorningPayload, 'memberId' | 'readerId'> & {
  readonly member: ReachableMember;
  /** The person, or who stands in. */
  readonly reader: ReachableMember;
  readonly at: Instant;
};

/** A person's day: what is due, late or standing for long. Made as things stand when it is sent; what was done meanwhile is not in it. */
export const morningNotePost = definePost({
  kind: 'morning-note',
  schema,
  key,
  draft: ({ member, reader, today, ageing, usualDays, moves, deals, at }: NoteDraft) => {
    const own = key({ person: member.slackUserId, on: today });
    const stand = reader.id === member.id ? {} : { readerId: reader.id };
    const payload = { memberId: member.id, ...stand, today, ageing, usualDays, moves, deals };
    return { key: own, target: reader.slackUserId, subject: own, payload, notBefore: at };
  },
  prepare: async ({ tenant, viewer, deals, delivery, at }, payload) => {
    const { memberId, readerId = memberId, today, usualDays } = payload;
    const [workspace, members] = [await loadWorkspace(tenant), await loadMembersById(tenant)];
    const [member, reader] = [members.get(memberId), members.get(readerId)];
    if (member === undefined || reader === undefined || dateAt(at, workspace.timeZone) !== today)
      return { kind: 'drop', why: 'the day is over' };
    const m = messagesFor(reader, workspace);
    const pipelines = await loadPipelines(tenant, m.language);
    const untold = await loadStillAgeing(deals, payload);
    const { timeZone } = workspace;
    const lines = await loadMorningLines({ deals, pipelines, memberId, today, timeZone }, untold);
    if (lines.length === 0) return { kind: 'drop', why: 'nothing is due any more' };
    const moves = await loadOpenMoves({ tenant, deals, pipelines, memberId, at }, payload.moves);
    const absent = readerId === memberId ? undefined : member;
    const left =
      absent === undefined && isReachable(reader)
        ? await loadLeftForManager({ tenant, viewer, pipelines: pipelines.inUse, reader, today })
        : [];
    const shown = { lines, pipelines, usualDays, moves, absent, left, members };
    return { kind: 'post', channel: delivery.target, m, shown };
  },
  view: (m, { lines, ...context }) => [morningNote(m, lines, context)],
  // Told once per visit: the rest of a long list is named by the command that shows it.
  onSent: ({ tenant, at }, { memberId, ageing }) => tenant.ageingNotices.markNotified(memberId, ageing, at),
});
