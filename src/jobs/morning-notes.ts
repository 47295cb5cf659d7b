import type { FunnelPlan } from '../core/funnel/plan/funnel-plan.ts';
import type { PipelineId } from '../core/ids.ts';
import { isReachable } from '../core/people/member.ts';
import { morningReader } from '../core/people/morning-reader.ts';
import { everything } from '../core/people/viewer.ts';
import { dateAt, type PlainDate, zonedInstant } from '../core/time/calendar.ts';
import type { Instant } from '../core/time/instant.ts';
import { isWorkingTime } from '../core/time/slots.ts';
import { movesForOwner } from '../facts/gap-facts.ts';
import { loadPipelines } from '../facts/load-pipeline.ts';
import { loadPlan } from '../facts/plan-facts.ts';
import { loadHolidays } from '../platform/holidays.ts';
import { usualDaysKey } from '../slack/views/workspace/morning-note.ts';
import type { Workspace } from '../store/types/people.ts';
import type { DeliveryDraft } from '../store/types/posts.ts';
import type { Tenant } from '../store/types/store.ts';
import type { JobDeps } from './deps.ts';
import { loadMorningLines, type MorningPayload, morningNotePost } from './posts/morning-note.ts';

/** The note is written between these times of day; later the day is under way. */
const NOTE_FROM = '08:30';
const NOTE_UNTIL = '12:00';
/** Deals of one person that are told to stand for long at once; the rest on the next day. */
const MAX_NEW_AGEING = 500;

type PipelinePlan = { readonly pipelineId: PipelineId; readonly plan: FunnelPlan };

/** After how many days half of the deals have left each stage, where the pipeline's own history tells. */
const usualDays = (plans: readonly PipelinePlan[]): MorningPayload['usualDays'] =>
  Object.fromEntries(
    plans.flatMap(({ pipelineId, plan: { numbers } }) =>
      Object.entries(numbers).flatMap(([stageId, { medianDays, mostlyAssumption }]) =>
        medianDays === null || mostlyAssumption
          ? []
          : [[usualDaysKey({ pipelineId, stageId }), Math.max(1, Math.round(medianDays))] as const],
      ),
    ),
  );

/** The notes of one workspace's people. */
async function buildNoteDrafts(
  tenant: Tenant,
  workspace: Workspace,
  { today, at }: { readonly today: PlainDate; readonly at: Instant },
): Promise<readonly DeliveryDraft[]> {
  const { timeZone } = workspace;
  const pipelines = await loadPipelines(tenant, workspace.language);
  const drafts: DeliveryDraft[] = [];
  let plans: Promise<readonly PipelinePlan[]> | undefined;
  const loadPlans = () =>
    Promise.all(
      pipelines.inUse.map(async (pipeline) => ({
        pipelineId: pipeline.id,
        plan: await loadPlan({ tenant, workspace, pipeline, at }),
      })),
    );
  const members = new Map((await tenant.members.all()).map((member) => [member.id, member]));
  for (const member of members.values()) {
    if (!isReachable(member)) continue;
    // Of somebody who is away, the stand-in reads it; without one it waits until they are back.
    const reader = morningReader(member, members, today);
    if (reader === undefined) continue;
    const ageingByPipeline = await Promise.all(
      pipelines.inUse.map(({ id }) =>
        tenant.ageingNotices.dealsToNotify({ pipelineId: id, ownerId: member.id }, today, MAX_NEW_AGEING),
      ),
    );
    const untold = ageingByPipeline.flat().slice(0, MAX_NEW_AGEING);
    const lines = await loadMorningLines(
      { deals: tenant.deals(everything('toOwner')), pipelines, memberId: member.id, today, timeZone },
      untold,
    );
    if (lines.length === 0) continue;
    const ageing = lines.flatMap(({ deal: { number, stageSince }, why }) =>
      why.kind === 'ageing' ? [{ number, stageSince }] : [],
    );
    plans ??= loadPlans();
    const known = await plans;
    const moves = known.flatMap(({ plan }) =>
      movesForOwner(plan, member.id).map(({ number, toStageId }) => ({ number, toStageId })),
    );
    const deals = [...new Set([...lines.map(({ deal }) => deal.number), ...moves.map(({ number }) => number)])];
    drafts.push(morningNotePost.draft({ member, reader, today, ageing, usualDays: usualDays(known), moves, deals, at }));
  }
  return drafts;
}

/** Queues the morning notes of a working day: at most one a person, and none where nothing is due. */
export async function queueMorningNotes(deps: JobDeps, at: Instant): Promise<void> {
  const seen = deps.progress.morningDays;
  for (const workspace of await deps.store.workspaces()) {
    const { id, timeZone, holidayRegion } = workspace;
    const today = dateAt(at, timeZone);
    if (
      seen.get(id) === today ||
      at < zonedInstant(today, NOTE_FROM, timeZone) ||
      at >= zonedInstant(today, NOTE_UNTIL, timeZone)
    )
      continue;
    if (!isWorkingTime(at, timeZone, await loadHolidays(holidayRegion, at))) continue;
    const tenant = deps.store.tenant(id);
    await tenant.deliveries.queue(await buildNoteDrafts(tenant, workspace, { today, at }), at);
    seen.set(id, today);
  }
}
