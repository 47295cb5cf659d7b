import { dateAt, instantOf, type PlainDate } from '../core/calendar.ts';
import type { Deal } from '../core/deal.ts';
import { isReachable } from '../core/member.ts';
import { type MorningLine, morningLines } from '../core/morning.ts';
import { isWorkingTime } from '../core/slots.ts';
import { openStages, type Pipeline } from '../core/stage.ts';
import { funnelModel } from '../facts/model-facts.ts';
import { holidaysOf } from '../holidays.ts';
import { morningKey } from '../posts/keys.ts';
import { type MorningPayload, morningOf } from '../posts/morning-post.ts';
import { morningNote } from '../slack/views/morning.ts';
import type { DeliveryDraft } from '../store/types/posts.ts';
import type { Tenant } from '../store/types/store.ts';
import { type DeliveryKind, unreadable } from './delivery-kind.ts';
import type { JobDeps } from './deps.ts';
import { wordsOf, workspaceOf } from './people.ts';
import type { Reads } from './reads.ts';

/** The note is written between these times of day; later the day is under way. */
const FROM = '08:30';
const UNTIL = '12:00';
/** Open deals of one person that are looked at: those that need somebody come first. */
const LOOKED_AT = 200;
/** Deals of one person that are told to stand for long at once; the rest on the next day. */
const MOST_AGEING = 500;

/** Days on which this process has looked at a workspace already: the ledger decides, this only spares the look. */
const looked = new WeakMap<object, Map<string, string>>();

type Day = { readonly today: PlainDate; readonly timeZone: string };

async function linesFor(
  tenant: Tenant,
  pipeline: Pipeline,
  memberId: string,
  untold: readonly Deal[],
  { today, timeZone }: Day,
): Promise<readonly MorningLine[]> {
  const page = { order: 'attention', today, limit: LOOKED_AT, offset: 0 } as const;
  const { deals } = await tenant.deals.list({ ownerId: memberId, pipelineId: pipeline.id }, page);
  return morningLines(deals, untold, pipeline, today, timeZone);
}

/** After how many days half of the deals have left each stage, where the pipeline's own history tells. */
async function usualDays(tenant: Tenant, pipeline: Pipeline, at: number): Promise<MorningPayload['usualDays']> {
  const { model } = await funnelModel(tenant, pipeline, at);
  const known = openStages(pipeline).flatMap(({ id }) => {
    const { medianDays, mostlyAssumption } = model.stageFacts(id);
    return medianDays === null || mostlyAssumption ? [] : [[id, Math.max(1, Math.round(medianDays))] as const];
  });
  return Object.fromEntries(known);
}

/** The notes of one workspace's people. */
async function draftsOf(tenant: Tenant, day: Day, at: number): Promise<readonly DeliveryDraft[]> {
  const pipeline = await tenant.pipeline();
  if (pipeline === undefined) return [];
  const drafts: DeliveryDraft[] = [];
  let usual: MorningPayload['usualDays'] | undefined;
  for (const member of await tenant.members.all()) {
    if (!isReachable(member)) continue;
    const untold = await tenant.ageing.untold(pipeline.id, member.id, day.today, MOST_AGEING);
    const lines = await linesFor(tenant, pipeline, member.id, untold, day);
    if (lines.length === 0) continue;
    const ageing = lines.flatMap(({ deal: { number, stageSince }, why }) =>
      why.kind === 'ageing' ? [{ number, stageSince }] : [],
    );
    if (ageing.length > 0) usual ??= await usualDays(tenant, pipeline, at);
    const key = morningKey(member.slackUserId, day.today);
    const payload: MorningPayload = { memberId: member.id, today: day.today, ageing, usualDays: usual ?? {} };
    drafts.push({ key, kind: 'morning-note', target: member.slackUserId, subject: key, payload, notBefore: at });
  }
  return drafts;
}

/** Queues the morning notes of a working day: at most one a person, and none where nothing is due. */
export async function queueMorningNotes(deps: JobDeps, at: number, reads: Reads = deps.store): Promise<void> {
  const seen = looked.get(deps.store) ?? new Map<string, string>();
  looked.set(deps.store, seen);
  for (const { id, timeZone, holidayRegion } of await reads.workspaces()) {
    const today = dateAt(at, timeZone);
    if (seen.get(id) === today || at < instantOf(today, FROM, timeZone) || at >= instantOf(today, UNTIL, timeZone)) continue;
    if (!isWorkingTime(at, timeZone, await holidaysOf(holidayRegion, at))) continue;
    const tenant = deps.store.of(id);
    await tenant.deliveries.queue(await draftsOf(tenant, { today, timeZone }, at), at);
    seen.set(id, today);
  }
}

/** Of the deals that a note tells to stand for long, those that still do so under the same owner. */
async function stillStanding(tenant: Tenant, { memberId, ageing }: MorningPayload): Promise<readonly Deal[]> {
  const sinceOf = new Map(ageing.map(({ number, stageSince }) => [number, stageSince]));
  const deals = await tenant.deals.numbered([...sinceOf.keys()]);
  return deals.filter((deal) => deal.ownerId === memberId && deal.stageSince === sinceOf.get(deal.number));
}

/** The note as things stand when it is sent; what was done meanwhile is not in it. */
export const morningNoteKind: DeliveryKind = {
  prepare: async (sending) => {
    const { tenant, delivery, at } = sending;
    const payload = morningOf(delivery);
    if (payload === undefined) return unreadable(sending);
    const { memberId, today } = payload;
    const [workspace, member] = [await workspaceOf(tenant), await tenant.members.byId(memberId)];
    if (member === undefined || dateAt(at, workspace.timeZone) !== today) return { do: 'drop', why: 'the day is over' };
    const pipeline = await tenant.pipeline();
    const untold = await stillStanding(tenant, payload);
    const lines = pipeline === undefined ? [] : await linesFor(tenant, pipeline, memberId, untold, { ...workspace, today });
    if (pipeline === undefined || lines.length === 0) return { do: 'drop', why: 'nothing is due any more' };
    const message = morningNote(wordsOf(member, workspace), lines, pipeline, payload.usualDays);
    return { do: 'post', post: { channel: delivery.target, forms: [message] } };
  },
  // Told once per visit: the rest of a long list is named by the command that shows it.
  sent: async ({ tenant, delivery, at }) => {
    const payload = morningOf(delivery);
    if (payload !== undefined) await tenant.ageing.tell(payload.memberId, payload.ageing, at);
  },
};
