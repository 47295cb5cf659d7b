import { dateAt, instantOf } from '../core/calendar.ts';
import { morningLines } from '../core/morning.ts';
import { isWorkingTime } from '../core/slots.ts';
import { holidaysOf } from '../holidays.ts';
import { morningKey } from '../posts/keys.ts';
import { morningNote } from '../slack/views/morning.ts';
import type { DeliveryDraft, Tenant } from '../store/store-types.ts';
import type { DeliveryKind } from './delivery-kind.ts';
import type { JobDeps } from './deps.ts';
import { wordsOf, workspaceOf } from './people.ts';

/** The note is written between these times of day; later the day is under way. */
const FROM = '08:30';
const UNTIL = '12:00';
/** Open deals of one person that are looked at: those that need somebody come first. */
const LOOKED_AT = 200;

/** Days on which this process has looked at a workspace already: the ledger decides, this only spares the look. */
const looked = new WeakMap<object, Map<string, string>>();

async function linesFor(tenant: Tenant, memberId: string, today: string, timeZone: string) {
  const pipeline = await tenant.pipeline();
  if (pipeline === undefined) return undefined;
  const page = { order: 'attention', today, limit: LOOKED_AT, offset: 0 } as const;
  const { deals } = await tenant.deals.list({ ownerId: memberId, pipelineId: pipeline.id }, page);
  return { pipeline, lines: morningLines(deals, pipeline, today, timeZone) };
}

/** Queues the morning notes of a working day: at most one a person, and none where nothing is due. */
export async function queueMorningNotes(deps: JobDeps, at: number): Promise<void> {
  const seen = looked.get(deps.store) ?? new Map<string, string>();
  looked.set(deps.store, seen);
  for (const { id } of await deps.store.workspaces()) {
    const tenant = deps.store.of(id);
    const workspace = await workspaceOf(tenant);
    const { timeZone, holidayRegion } = workspace;
    const today = dateAt(at, timeZone);
    if (seen.get(id) === today || at < instantOf(today, FROM, timeZone) || at >= instantOf(today, UNTIL, timeZone)) continue;
    if (!isWorkingTime(at, timeZone, await holidaysOf(holidayRegion, at))) continue;
    const drafts: DeliveryDraft[] = [];
    for (const member of await tenant.members.all()) {
      if (!member.active || member.slackUserId === null) continue;
      const found = await linesFor(tenant, member.id, today, timeZone);
      if (found === undefined || found.lines.length === 0) continue;
      const key = morningKey(member.slackUserId, today);
      drafts.push({
        key,
        kind: 'morning-note',
        target: member.slackUserId,
        subject: key,
        payload: { memberId: member.id, today },
        notBefore: at,
      });
    }
    await tenant.deliveries.queue(drafts, at);
    seen.set(id, today);
  }
}

/** The note as things stand when it is sent; what was done meanwhile is not in it. */
export const morningNoteKind: DeliveryKind = {
  prepare: async ({ tenant, delivery, at }) => {
    const { memberId, today } = delivery.payload as { readonly memberId: string; readonly today: string };
    const [workspace, member] = [await workspaceOf(tenant), await tenant.members.byId(memberId)];
    if (member === undefined || dateAt(at, workspace.timeZone) !== today) return { do: 'drop', why: 'the day is over' };
    const found = await linesFor(tenant, memberId, today, workspace.timeZone);
    if (found === undefined || found.lines.length === 0) return { do: 'drop', why: 'nothing is due any more' };
    const message = morningNote(wordsOf(member, workspace), found.lines, found.pipeline);
    return { do: 'post', post: { channel: delivery.target, forms: [message] } };
  },
};
