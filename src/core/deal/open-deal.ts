import type { DealNumber, MemberId, StageId } from '../ids.ts';
import type { PricedValue } from '../money/priced-value.ts';
import { isAllowed } from '../people/rights.ts';
import { openStages, type Pipeline, stageById } from '../pipeline/stage.ts';
import { valueTier } from '../pipeline/tiers.ts';
import type { PlainDate } from '../time/calendar.ts';
import type { Instant } from '../time/instant.ts';
import { type ActorContext, type Decision, type NoteDraft, refuse } from './change.ts';
import { missingCriteria } from './criteria.ts';
import { type Contact, type Deal, NO_CONTACT, type PlannedStep, toDealState } from './deal.ts';

/** Fields of a new deal. Its value is priced by the caller, at a dated rate. */
export type NewDealDetails = Partial<PricedValue> & {
  readonly name: string;
  readonly company?: string | null;
  readonly contact?: Partial<Contact>;
  readonly ownerId: MemberId;
  readonly stageId?: StageId;
  readonly closeOn?: PlainDate | null;
  readonly nextStep?: string | null;
  readonly nextStepOn?: PlainDate | null;
  readonly laterSteps?: readonly PlannedStep[];
  readonly source?: string | null;
  readonly externalId?: string | null;
};

/** Builds the first version of a deal, open in a stage since `at` (ms). `number` is 0 until the store assigns one. */
export function createDeal(
  { number, pipeline, stageId }: { readonly number: DealNumber; readonly pipeline: Pipeline; readonly stageId: StageId },
  details: NewDealDetails,
  at: Instant,
): Deal {
  return {
    number,
    pipelineId: pipeline.id,
    version: 1,
    externalId: details.externalId ?? null,
    createdAt: at,
    changedAt: at,
    name: details.name.trim(),
    company: details.company?.trim() || null,
    contactId: null,
    ownerId: details.ownerId,
    stageId,
    stageSince: at,
    tier: valueTier(pipeline.tiers, details.pipelineValueMinor ?? null),
    outcome: 'open',
    closedAt: null,
    lostReasonId: null,
    value: details.value ?? null,
    pipelineValueMinor: details.pipelineValueMinor ?? null,
    rate: details.rate ?? null,
    rateOn: details.rateOn ?? null,
    closeOn: details.closeOn ?? null,
    nextStep: details.nextStep ?? null,
    nextStepOn: details.nextStepOn ?? null,
    laterSteps: details.laterSteps ?? [],
    source: details.source ?? null,
    missing: [],
    remindOn: null,
    winOverride: null,
  };
}

/** Where a deal is opened: its number, given by the store, and what it was made of, kept as a note with its first event. */
export type NewDealContext = { readonly number: DealNumber; readonly pipeline: Pipeline; readonly note?: NoteDraft | undefined };

/**
 * Opens a deal in the first open stage, or in a later one; required criteria of that stage which the deal does not meet are marked missing.
 *
 * @returns a refusal without a name, with a close date in the past, or when the stage is gone.
 */
export function openDeal({ number, pipeline, note }: NewDealContext, details: NewDealDetails, act: ActorContext): Decision {
  if (!isAllowed(act.actor.role, 'deal.open'))
    return refuse({ why: 'notAllowed', action: 'deal.open', ownerId: details.ownerId, readsOnly: true });
  if (details.name.trim() === '') return refuse({ why: 'nameNeeded' });
  if (typeof details.closeOn === 'string' && details.closeOn < act.today) return refuse({ why: 'pastDate', on: details.closeOn });
  const stage = details.stageId === undefined ? openStages(pipeline)[0] : stageById(pipeline, details.stageId);
  if (stage === undefined || stage.kind !== 'open') return refuse({ why: 'noSuchStage' });
  const draft = createDeal({ number, pipeline, stageId: stage.id }, details, act.at);
  const contact = { ...NO_CONTACT, ...details.contact };
  const deal = {
    ...draft,
    missing: missingCriteria(stage, { deal: draft, contact, ticks: [] }).map((criterion) => criterion.id),
  };
  const event = {
    dealNumber: number,
    pipelineId: pipeline.id,
    version: 1,
    kind: 'opened' as const,
    at: act.at,
    actorId: act.actor.id,
    through: act.through,
    fromStageId: null,
    toStageId: stage.id,
    before: null,
    after: toDealState(deal),
    fields: [],
    noteId: null,
    undoes: null,
  };
  const extra = { ...(details.contact === undefined ? {} : { contact }), ...(note === undefined ? {} : { note }) };
  return { ok: true, change: { deal, event, ticks: [], ...extra } };
}
