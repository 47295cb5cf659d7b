import { type Deal, type DealState, isOpen, toDealState } from '../deal/deal.ts';
import type { DealEvent, DealEventKind } from '../deal/deal-event.ts';
import { createDeal } from '../deal/open-deal.ts';
import type { MemberId, StageId } from '../ids.ts';
import { isSameMoney } from '../money/money.ts';
import type { PricedValue } from '../money/priced-value.ts';
import { moveKind, type Pipeline } from '../pipeline/stage.ts';
import { type TierTimeline, valueTier } from '../pipeline/tiers.ts';
import type { HistoryEvent } from './history-event.ts';

/** A line of a history, everything in it understood. */
export type ImportLine = Pick<HistoryEvent, 'at' | 'dealId' | 'kind' | 'stageId'> & {
  readonly line: number;
  /** Null: the line says nothing of it. */
  readonly ownerId: MemberId | null;
  readonly value: PricedValue | null;
  readonly name: string;
  readonly company: string;
};

const toPricedValue = ({ value, pipelineValueMinor, rate, rateOn }: PricedValue): PricedValue => ({
  value,
  pipelineValueMinor,
  rate,
  rateOn,
});

/** What a file is read by: the pipeline that its deals are in, and the value tiers along the time of its lines. */
export type ImportRules = { readonly pipeline: Pipeline; readonly tiers: TierTimeline };

/** What a line of a history does to a deal. */
export type ImportedStep = {
  readonly kind: DealEventKind;
  readonly now: Partial<DealState>;
  readonly toStageId: StageId | null;
  readonly fields?: readonly string[];
};

/** What a line does to a deal that is there; nothing for a line that changes nothing. */
export function interpretLine(deal: Deal, line: ImportLine, { pipeline, tiers }: ImportRules): ImportedStep | undefined {
  const value = line.value ?? toPricedValue(deal);
  const details = { ...value, ownerId: line.ownerId ?? deal.ownerId };
  const closedStage = (kind: 'won' | 'lost'): string | null => pipeline.stages.find((stage) => stage.kind === kind)?.id ?? null;
  const entering = {
    stageId: line.stageId ?? deal.stageId,
    stageSince: line.at,
    tier: valueTier(tiers.at(line.at), value.pipelineValueMinor),
  };
  if (line.kind === 'stage' && !isOpen(deal)) {
    return {
      kind: 'reopened',
      now: { ...details, ...entering, outcome: 'open', closedAt: null, lostReasonId: null },
      toStageId: line.stageId,
    };
  }
  // What is told of a closed deal, other than that it came back, changes nothing.
  if (!isOpen(deal)) return undefined;
  if (line.kind === 'won' || line.kind === 'lost') {
    return { kind: line.kind, now: { ...details, outcome: line.kind, closedAt: line.at }, toStageId: closedStage(line.kind) };
  }
  if (line.kind === 'stage' && line.stageId !== deal.stageId) {
    return {
      kind: moveKind(pipeline, deal.stageId, entering.stageId),
      now: { ...details, ...entering },
      toStageId: line.stageId,
    };
  }
  const fields = isSameMoney(details.value, deal.value) ? [] : ['value'];
  if (details.ownerId !== deal.ownerId && fields.length === 0)
    return { kind: 'assigned', now: { ownerId: details.ownerId }, toStageId: deal.stageId, fields: ['ownerId'] };
  return fields.length === 0 ? undefined : { kind: 'edited', now: details, toStageId: deal.stageId, fields };
}

/** The deal that its first line opens; its number is the store's to give. */
export function openImportedDeal(
  line: ImportLine & { readonly ownerId: MemberId; readonly stageId: StageId },
  { pipeline, tiers }: ImportRules,
): Deal {
  const { at, dealId, ownerId, stageId, name, company, value } = line;
  const details = { name: name || dealId, company, ownerId, externalId: dealId, ...(value ?? {}) };
  const tier = valueTier(tiers.at(at), value?.pipelineValueMinor ?? null);
  return { ...createDeal({ number: 0, pipeline, stageId }, details, at), tier };
}

/** The event that stands for a line in the history. */
export function importedEvent(
  { before, after }: { readonly before: Deal | null; readonly after: Deal },
  line: ImportLine,
  { kind, toStageId, fields }: ImportedStep,
): DealEvent {
  return {
    dealNumber: after.number,
    pipelineId: after.pipelineId,
    version: after.version,
    kind,
    at: line.at,
    actorId: after.ownerId,
    through: 'import',
    fromStageId: before?.stageId ?? null,
    toStageId,
    before: before === null ? null : toDealState(before),
    after: toDealState(after),
    fields: fields ?? [],
    noteId: null,
    undoes: null,
  };
}
