import { z } from 'zod';
import { type Deal, dealRef } from '../core/deal/deal.ts';
import { exponent, type Money } from '../core/money/money.ts';
import { knownStage, wonStage } from '../core/pipeline/stage.ts';
import { dealPipeline } from '../slack/request/deal-pipeline.ts';
import type { RequestContext } from '../slack/request/flow.ts';
import type { MembersById } from '../slack/views/kit/people.ts';

const day = z.iso.date();
const stageOutput = z.object({ id: z.string(), name: z.string() });

export const moneyOutput = z.object({
  amount: z.number().describe('In whole units of the currency, with its decimals: 1250.5'),
  currency: z.string().describe('ISO 4217'),
});

/** A deal as programs see it. */
export const dealOutput = z.object({
  ref: z.string().describe('How people name it: D-141'),
  number: z.int(),
  version: z.int().describe('Raised by one by every change; give it back as ifVersion to change only what you have seen'),
  name: z.string(),
  company: z.string().nullable(),
  pipeline: z.string(),
  stage: stageOutput.describe('Where it is, or where it was closed'),
  outcome: z.enum(['open', 'won', 'lost', 'withdrawn']),
  owner: z.object({ id: z.string(), name: z.string(), slackUserId: z.string().nullable() }),
  value: moneyOutput.nullable(),
  closeOn: day.nullable().describe('Expected close date'),
  nextStep: z.string().nullable(),
  nextStepOn: day.nullable(),
  inStageSince: z.iso.datetime(),
  createdAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
  incomplete: z.boolean().describe('Moved past something that its stage asks for'),
});

/** What a tool that writes answers. @param before what the same key may have done: 'moved it'. */
export const writtenOutput = (before: string) =>
  z.object({
    message: z.string(),
    deal: dealOutput,
    repeated: z.boolean().describe(`True: this key has ${before} before`),
  });
export type DealOutput = z.output<typeof dealOutput>;

/** An amount in whole units with its decimals. */
export const toMoneyOutput = ({ minor, currency }: Money): z.output<typeof moneyOutput> => ({
  amount: Number(`${minor}e-${exponent(currency)}`),
  currency,
});

const iso = (at: number): string => new Date(at).toISOString();

export function toDealOutput(context: RequestContext, deal: Deal, members: MembersById): DealOutput {
  const pipeline = dealPipeline(context, deal);
  const stage = deal.outcome === 'won' ? wonStage(pipeline) : knownStage(pipeline, deal.stageId);
  const owner = members.get(deal.ownerId);
  return {
    ...{ ref: dealRef(deal), number: deal.number, version: deal.version, name: deal.name, company: deal.company },
    pipeline: pipeline.name,
    stage: { id: stage?.id ?? deal.stageId, name: stage?.name ?? deal.stageId },
    outcome: deal.outcome,
    owner: { id: deal.ownerId, name: owner?.name ?? deal.ownerId, slackUserId: owner?.slackUserId ?? null },
    value: deal.value === null ? null : toMoneyOutput(deal.value),
    ...{ closeOn: deal.closeOn, nextStep: deal.nextStep, nextStepOn: deal.nextStepOn },
    inStageSince: iso(deal.stageSince),
    createdAt: iso(deal.createdAt),
    closedAt: deal.closedAt === null ? null : iso(deal.closedAt),
    incomplete: deal.missing.length > 0,
  };
}
