import type { Deal } from '../core/deal/deal.ts';
import { isReachable } from '../core/deal/member.ts';
import { openStages, type Pipeline } from '../core/deal/stage.ts';
import { type MorningLine, morningLines } from '../core/funnel/morning.ts';
import { dateAt, type PlainDate, zonedInstant } from '../core/time/calendar.ts';
import { isWorkingTime } from '../core/time/slots.ts';
import { loadFunnelModel } from '../facts/model-facts.ts';
import { loadHolidays } from '../platform/holidays.ts';
import { morningKey } from '../posts/keys.ts';
import { type MorningPayload, parseMorningPayload } from '../posts/morning-post.ts';
import { morningNote } from '../slack/views/workspace/morning-note.ts';
import type { DeliveryDraft } from '../store/types/posts.ts';
import type { Tenant } from '../store/types/store.ts';
import { type DeliveryKind, dropUnreadable } from './delivery-kind.ts';
import type { JobDeps } from './deps.ts';
import type { SharedReads } from './shared-reads.ts';
import { loadWorkspace, messagesFor } from './tenant-reads.ts';

/** The note is written between these times of day; later the day is under way. */
const NOTE_FROM = '08:30';
const NOTE_UNTIL = '12:00';
/** Open deals of one person that are looked at: those that need somebody come first. */
const MAX_DEALS = 200;
/** Deals of one person that are told to stand for long at once; the rest on the next day. */
const MAX_NEW_AGEING = 500;

/** Days on which this process has looked at a workspace already: the ledger decides, this only spares the look. */
const checkedDays = new WeakMap<object, Map<string, string>>();

type Day = { readonly today: PlainDate; readonly timeZone: string };

async function loadMorningLines(
  tenant: Tenant,
  pipeline: Pipeline,
  memberId: string,
  untold: readonly Deal[],
  { today, timeZone }: Day,
): Promise<readonly MorningLine[]> {
  const page = { order: 'attention', today, limit: MAX_DEALS, offset: 0 } as const;
  const { deals } = await tenant.deals.list({ ownerId: memberId, pipelineId: pipeline.id }, page);
  return morningLines(deals, untold, { pipeline, today, timeZone });
}

/** After how many days half of the deals have left each stage, where the pipeline's own history tells. */
async function loadUsualDays(tenant: Tenant, pipeline: Pipeline, at: number): Promise<MorningPayload['usualDays']> {
  const { model } = await loadFunnelModel(tenant, pipeline, at);
  const known = openStages(pipeline).flatMap(({ id }) => {
    const { medianDays, mostlyAssumption } = model.stageStatistics(id);
    return medianDays === null || mostlyAssumption ? [] : [[id, Math.max(1, Math.round(medianDays))] as const];
  });
  return Object.fromEntries(known);
}

/** The notes of one workspace's people. */
async function buildNoteDrafts(tenant: Tenant, day: Day, at: number): Promise<readonly DeliveryDraft[]> {
  const pipeline = await tenant.pipeline();
  if (pipeline === undefined) return [];
  const drafts: DeliveryDraft[] = [];
  let usual: MorningPayload['usualDays'] | undefined;
  for (const member of await tenant.members.all()) {
    if (!isReachable(member)) continue;
    const untold = await tenant.ageingNotices.dealsToNotify(pipeline.id, member.id, day.today, MAX_NEW_AGEING);
    const lines = await loadMorningLines(tenant, pipeline, member.id, untold, day);
    if (lines.length === 0) continue;
    const ageing = lines.flatMap(({ deal: { number, stageSince }, why }) =>
      why.kind === 'ageing' ? [{ number, stageSince }] : [],
    );
    if (ageing.length > 0) usual ??= await loadUsualDays(tenant, pipeline, at);
    const key = morningKey(member.slackUserId, day.today);
    const payload: MorningPayload = { memberId: member.id, today: day.today, ageing, usualDays: usual ?? {} };
    drafts.push({ key, kind: 'morning-note', target: member.slackUserId, subject: key, payload, notBefore: at });
  }
  return drafts;
}

/** Queues the morning notes of a working day: at most one a person, and none where nothing is due. */
export async function queueMorningNotes(deps: JobDeps, at: number, reads: SharedReads = deps.store): Promise<void> {
  const seen = checkedDays.get(deps.store) ?? new Map<string, string>();
  checkedDays.set(deps.store, seen);
  for (const { id, timeZone, holidayRegion } of await reads.workspaces()) {
    const today = dateAt(at, timeZone);
    if (
      seen.get(id) === today ||
      at < zonedInstant(today, NOTE_FROM, timeZone) ||
      at >= zonedInstant(today, NOTE_UNTIL, timeZone)
    )
      continue;
    if (!isWorkingTime(at, timeZone, await loadHolidays(holidayRegion, at))) continue;
    const tenant = deps.store.tenant(id);
    await tenant.deliveries.queue(await buildNoteDrafts(tenant, { today, timeZone }, at), at);
    seen.set(id, today);
  }
}

/** Of the deals that a note tells to stand for long, those that still do so under the same owner. */
async function loadStillAgeing(tenant: Tenant, { memberId, ageing }: MorningPayload): Promise<readonly Deal[]> {
  const stageSinceByNumber = new Map(ageing.map(({ number, stageSince }) => [number, stageSince]));
  const deals = await tenant.deals.byNumbers([...stageSinceByNumber.keys()]);
  return deals.filter((deal) => deal.ownerId === memberId && deal.stageSince === stageSinceByNumber.get(deal.number));
}

/** The note as things stand when it is sent; what was done meanwhile is not in it. */
export const morningNoteKind: DeliveryKind = {
  prepare: async (sending) => {
    const { tenant, delivery, at } = sending;
    const payload = parseMorningPayload(delivery);
    if (payload === undefined) return dropUnreadable(sending);
    const { memberId, today } = payload;
    const [workspace, member] = [await loadWorkspace(tenant), await tenant.members.byId(memberId)];
    if (member === undefined || dateAt(at, workspace.timeZone) !== today) return { kind: 'drop', why: 'the day is over' };
    const pipeline = await tenant.pipeline();
    const untold = await loadStillAgeing(tenant, payload);
    const lines =
      pipeline === undefined ? [] : await loadMorningLines(tenant, pipeline, memberId, untold, { ...workspace, today });
    if (pipeline === undefined || lines.length === 0) return { kind: 'drop', why: 'nothing is due any more' };
    const message = morningNote(messagesFor(member, workspace), lines, pipeline, payload.usualDays);
    return { kind: 'post', post: { channel: delivery.target, variants: [message] } };
  },
  // Told once per visit: the rest of a long list is named by the command that shows it.
  onSent: async ({ tenant, delivery, at }) => {
    const payload = parseMorningPayload(delivery);
    if (payload !== undefined) await tenant.ageingNotices.markNotified(payload.memberId, payload.ageing, at);
  },
};
