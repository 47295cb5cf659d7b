import type { Language } from '../core/people/language.ts';
import { isReachable } from '../core/people/member.ts';
import { openStages, type Pipeline } from '../core/pipeline/stage.ts';
import { dateAt, type PlainDate, zonedInstant } from '../core/time/calendar.ts';
import type { Instant } from '../core/time/instant.ts';
import { isWorkingTime } from '../core/time/slots.ts';
import { loadPipeline } from '../facts/load-pipeline.ts';
import { loadFunnelModel } from '../facts/model-facts.ts';
import { loadHolidays } from '../platform/holidays.ts';
import type { DeliveryDraft } from '../store/types/posts.ts';
import type { Tenant } from '../store/types/store.ts';
import type { JobDeps } from './deps.ts';
import { loadMorningLines, type MorningPayload, morningNotePost } from './posts/morning-note.ts';

/** The note is written between these times of day; later the day is under way. */
const NOTE_FROM = '08:30';
const NOTE_UNTIL = '12:00';
/** Deals of one person that are told to stand for long at once; the rest on the next day. */
const MAX_NEW_AGEING = 500;

/** After how many days half of the deals have left each stage, where the pipeline's own history tells. */
async function loadUsualDays(tenant: Tenant, pipeline: Pipeline, at: Instant): Promise<MorningPayload['usualDays']> {
  const { model } = await loadFunnelModel(tenant, pipeline, at);
  const known = openStages(pipeline).flatMap(({ id }) => {
    const { medianDays, mostlyAssumption } = model.stageStatistics(id);
    return medianDays === null || mostlyAssumption ? [] : [[id, Math.max(1, Math.round(medianDays))] as const];
  });
  return Object.fromEntries(known);
}

/** The notes of one workspace's people. */
async function buildNoteDrafts(
  tenant: Tenant,
  { today, timeZone, language }: { readonly today: PlainDate; readonly timeZone: string; readonly language: Language },
  at: Instant,
): Promise<readonly DeliveryDraft[]> {
  const pipeline = await loadPipeline(tenant, language);
  if (pipeline === undefined) return [];
  const drafts: DeliveryDraft[] = [];
  let usual: MorningPayload['usualDays'] | undefined;
  for (const member of await tenant.members.all()) {
    if (!isReachable(member)) continue;
    const untold = await tenant.ageingNotices.dealsToNotify(
      { pipelineId: pipeline.id, ownerId: member.id },
      today,
      MAX_NEW_AGEING,
    );
    const lines = await loadMorningLines({ tenant, pipeline, memberId: member.id, today, timeZone }, untold);
    if (lines.length === 0) continue;
    const ageing = lines.flatMap(({ deal: { number, stageSince }, why }) =>
      why.kind === 'ageing' ? [{ number, stageSince }] : [],
    );
    if (ageing.length > 0) usual ??= await loadUsualDays(tenant, pipeline, at);
    drafts.push(morningNotePost.draft({ member, today, ageing, usualDays: usual ?? {}, at }));
  }
  return drafts;
}

/** Queues the morning notes of a working day: at most one a person, and none where nothing is due. */
export async function queueMorningNotes(deps: JobDeps, at: Instant): Promise<void> {
  const seen = deps.progress.morningDays;
  for (const { id, timeZone, holidayRegion, language } of await deps.store.workspaces()) {
    const today = dateAt(at, timeZone);
    if (
      seen.get(id) === today ||
      at < zonedInstant(today, NOTE_FROM, timeZone) ||
      at >= zonedInstant(today, NOTE_UNTIL, timeZone)
    )
      continue;
    if (!isWorkingTime(at, timeZone, await loadHolidays(holidayRegion, at))) continue;
    const tenant = deps.store.tenant(id);
    await tenant.deliveries.queue(await buildNoteDrafts(tenant, { today, timeZone, language }, at), at);
    seen.set(id, today);
  }
}
