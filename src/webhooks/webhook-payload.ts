import { z } from 'zod';
import { type DealState, dealRef } from '../core/deal/deal.ts';
import type { DealEvent } from '../core/deal/deal-event.ts';
import { WEBHOOK_TYPES, type WebhookType } from '../core/history/webhook-type.ts';
import type { Member } from '../core/people/member.ts';
import { knownStage, type Pipeline, reasonText } from '../core/pipeline/stage.ts';

/** Raised when a field changes its meaning or goes; a new field raises nothing. */
export const WEBHOOK_VERSION = 1;

const named = z.object({ id: z.string(), name: z.string() });
const person = z.object({ id: z.string(), name: z.string(), slack_user_id: z.string().nullable() });
const instant = z.iso.datetime();
const day = z.iso.date();
const money = z.object({ amount_minor: z.int(), currency: z.string().length(3) });

/** A deal as it stood before or after an event. */
const dealSchema = z.object({
  name: z.string(),
  company: z.string().nullable(),
  pipeline: named,
  stage: named,
  stage_since: instant,
  outcome: z.enum(['open', 'won', 'lost', 'withdrawn']),
  closed_at: instant.nullable(),
  lost_reason: named.nullable(),
  owner: person,
  /** Net, as it was entered. */
  value: money.nullable(),
  /** The same in the currency of the pipeline, at the rate of that day; null: no value, or no rate. */
  pipeline_value: money.nullable(),
  close_on: day.nullable(),
  next_step: z.string().nullable(),
  next_step_on: day.nullable(),
  source: z.string().nullable(),
});

/** The body of a message, as docs/webhooks.md tells it. */
export const webhookPayloadSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('webhook.test'),
    timestamp: instant,
    version: z.literal(WEBHOOK_VERSION),
    data: z.object({ workspace_id: z.string() }),
  }),
  z.object({
    type: z.enum(WEBHOOK_TYPES),
    /** When it happened. */
    timestamp: instant,
    version: z.literal(WEBHOOK_VERSION),
    data: z.object({
      workspace_id: z.string(),
      deal: z.object({ number: z.int(), ref: z.string(), version: z.int() }),
      event: z.object({
        kind: z.string(),
        actor: person,
        through: z.string(),
        /** Names of the fields that an edit changed. */
        fields: z.array(z.string()),
        /** `deal.version` of the event that this one takes back. */
        undoes: z.int().nullable(),
      }),
      before: dealSchema.nullable(),
      after: dealSchema,
    }),
  }),
]);
export type WebhookPayload = z.infer<typeof webhookPayloadSchema>;

/** What ids in an event stand for. */
export type WebhookNames = { readonly pipeline: Pipeline; readonly members: ReadonlyMap<string, Member> };

const toIso = (at: number): string => new Date(at).toISOString();

const toPerson = (id: string, { members }: WebhookNames) => {
  const member = members.get(id);
  return { id, name: member?.name ?? '', slack_user_id: member?.slackUserId ?? null };
};

function toDealPart(state: DealState, names: WebhookNames): z.infer<typeof dealSchema> {
  const { pipeline } = names;
  const { value, pipelineValueMinor, lostReasonId } = state;
  return {
    name: state.name,
    company: state.company,
    pipeline: { id: pipeline.id, name: pipeline.name },
    stage: { id: state.stageId, name: knownStage(pipeline, state.stageId)?.name ?? state.stageId },
    stage_since: toIso(state.stageSince),
    outcome: state.outcome,
    closed_at: state.closedAt === null ? null : toIso(state.closedAt),
    lost_reason: lostReasonId === null ? null : { id: lostReasonId, name: reasonText(pipeline, lostReasonId) ?? lostReasonId },
    owner: toPerson(state.ownerId, names),
    value: value === null ? null : { amount_minor: value.minor, currency: value.currency },
    pipeline_value: pipelineValueMinor === null ? null : { amount_minor: pipelineValueMinor, currency: pipeline.currency },
    close_on: state.closeOn,
    next_step: state.nextStep,
    next_step_on: state.nextStepOn,
    source: state.source,
  };
}

/** What an event is told as. Contact data and the text of notes are not part of the history, and not of this. */
export const eventPayload = (
  workspaceId: string,
  { type, event }: { readonly type: WebhookType; readonly event: DealEvent },
  names: WebhookNames,
): WebhookPayload => ({
  type,
  timestamp: toIso(event.at),
  version: WEBHOOK_VERSION,
  data: {
    workspace_id: workspaceId,
    deal: { number: event.dealNumber, ref: dealRef({ number: event.dealNumber }), version: event.version },
    event: {
      kind: event.kind,
      actor: toPerson(event.actorId, names),
      through: event.through,
      fields: [...event.fields],
      undoes: event.undoes,
    },
    before: event.before === null ? null : toDealPart(event.before, names),
    after: toDealPart(event.after, names),
  },
});

export const testPayload = (workspaceId: string, at: number): WebhookPayload => ({
  type: 'webhook.test',
  timestamp: toIso(at),
  version: WEBHOOK_VERSION,
  data: { workspace_id: workspaceId },
});
