import type { HistoryEvent } from './backtest/history-event.ts';
import { type Deal, type DealState, isOpen, stateOf } from './deal.ts';
import type { DealEvent, DealEventKind } from './deal-event.ts';
import type { Priced } from './priced.ts';
import { openStages, type Pipeline, stageById } from './stage.ts';
import { type TierClock, tierOf } from './tiers.ts';

/** A line of a history, everything in it understood. */
export type ImportLine = Pick<HistoryEvent, 'at' | 'dealId' | 'kind' | 'stageId'> & {
  readonly line: number;
  /** Null: the line says nothing of it. */
  readonly ownerId: string | null;
  readonly value: Priced | null;
  readonly name: string;
  readonly company: string;
};

/** A deal that is there already, under the file's id for it. */
export type KnownDeal = { readonly deal: Deal; readonly history: readonly DealEvent[] };

/** A deal with the events that an import adds to it, at least one. */
export type ImportedDeal = { readonly deal: Deal; readonly events: readonly DealEvent[]; readonly isNew: boolean };

export type ImportPlan = {
  /** In order of their first new event; new ones have the number 0 until the store gives one. */
  readonly deals: readonly ImportedDeal[];
  /** Lines that make no sense after the ones before. */
  readonly bad: readonly { readonly line: number; readonly why: string }[];
  /** Deals that were imported before with nothing new about them. */
  readonly unchanged: number;
  /** Deals that stay as they are: somebody has changed them here since, or the file tells another past than it did. */
  readonly left: number;
};

/** How far a deal of the file has come. */
type Standing = {
  deal: Deal;
  readonly known: KnownDeal | undefined;
  readonly events: DealEvent[];
  /** Events that the file tells of it. */
  told: number;
  isLeft: boolean;
};

const worthOf = ({ valueMinor, currency, pipelineValueMinor, rate, rateOn }: Priced): Priced => ({
  valueMinor,
  currency,
  pipelineValueMinor,
  rate,
  rateOn,
});

const NO_VALUE = (currency: string): Priced => ({
  valueMinor: null,
  currency,
  pipelineValueMinor: null,
  rate: null,
  rateOn: null,
});

type Next = {
  readonly kind: DealEventKind;
  readonly now: Partial<DealState>;
  readonly toStageId: string | null;
  readonly fields?: readonly string[];
};

/** What a line does to a deal that is there; nothing for a line that changes nothing. */
function nextOf(deal: Deal, line: ImportLine, pipeline: Pipeline, tiers: TierClock): Next | undefined {
  const value = line.value ?? worthOf(deal);
  const said = { ...value, ownerId: line.ownerId ?? deal.ownerId };
  const closedStage = (kind: 'won' | 'lost'): string | null => pipeline.stages.find((stage) => stage.kind === kind)?.id ?? null;
  const entering = {
    stageId: line.stageId ?? deal.stageId,
    stageSince: line.at,
    tier: tierOf(tiers.at(line.at), value.pipelineValueMinor),
  };
  if (line.kind === 'stage' && !isOpen(deal)) {
    return {
      kind: 'reopened',
      now: { ...said, ...entering, outcome: 'open', closedAt: null, lostReasonId: null },
      toStageId: line.stageId,
    };
  }
  // What is told of a closed deal, other than that it came back, changes nothing.
  if (!isOpen(deal)) return undefined;
  if (line.kind === 'won' || line.kind === 'lost') {
    return { kind: line.kind, now: { ...said, outcome: line.kind, closedAt: line.at }, toStageId: closedStage(line.kind) };
  }
  if (line.kind === 'stage' && line.stageId !== deal.stageId) {
    return { kind: moveKind(pipeline, deal.stageId, entering.stageId), now: { ...said, ...entering }, toStageId: line.stageId };
  }
  const fields = [...(said.valueMinor === deal.valueMinor && said.currency === deal.currency ? [] : ['valueMinor'])];
  if (said.ownerId !== deal.ownerId && fields.length === 0)
    return { kind: 'assigned', now: { ownerId: said.ownerId }, toStageId: deal.stageId, fields: ['ownerId'] };
  return fields.length === 0 ? undefined : { kind: 'edited', now: said, toStageId: deal.stageId, fields };
}

function moveKind(pipeline: Pipeline, from: string, to: string): DealEventKind {
  const position = (id: string): number => stageById(pipeline, id)?.position ?? 0;
  if (position(to) < position(from)) return 'returned';
  return openStages(pipeline).some((stage) => stage.position > position(from) && stage.position < position(to))
    ? 'skipped'
    : 'advanced';
}

function opened(
  line: ImportLine & { readonly ownerId: string; readonly stageId: string },
  pipeline: Pipeline,
  tiers: TierClock,
): Deal {
  const value = line.value ?? NO_VALUE(pipeline.currency);
  return {
    number: 0,
    pipelineId: pipeline.id,
    version: 1,
    externalId: line.dealId,
    createdAt: line.at,
    changedAt: line.at,
    name: line.name || line.dealId,
    company: line.company || null,
    contactId: null,
    ownerId: line.ownerId,
    stageId: line.stageId,
    stageSince: line.at,
    tier: tierOf(tiers.at(line.at), value.pipelineValueMinor),
    outcome: 'open',
    closedAt: null,
    lostReasonId: null,
    ...value,
    closeOn: null,
    nextStep: null,
    nextStepOn: null,
    source: null,
    missing: [],
    remindOn: null,
    ownWin: null,
  };
}

const sameAs = (event: DealEvent, known: DealEvent | undefined): boolean =>
  known !== undefined && known.at === event.at && known.kind === event.kind && known.after.stageId === event.after.stageId;

/** Adds an event to a deal of the file: one that is known already only moves it to where it was then. */
function take(standing: Standing, event: DealEvent, deal: Deal): void {
  const known = standing.known?.history[standing.told];
  standing.told += 1;
  if (known === undefined) {
    standing.deal = deal;
    standing.events.push(event);
  } else {
    if (!sameAs(event, known)) standing.isLeft = true;
    standing.deal = { ...deal, ...known.after };
  }
}

/**
 * What a stage history makes of deals, line by line, by the rules of the funnel: credit to the owner before the event, a repeat of the same
 * stage is no move, a stage after won or lost reopens. A deal that was imported before goes on from where it is.
 *
 * @param lines in order of time. @param known by the file's id of the deal. @param tiers along the same time.
 */
export function planImport(
  lines: readonly ImportLine[],
  pipeline: Pipeline,
  known: ReadonlyMap<string, KnownDeal>,
  tiers: TierClock,
): ImportPlan {
  const standings = new Map<string, Standing>();
  const bad: { line: number; why: string }[] = [];
  for (const line of lines) {
    const standing = standings.get(line.dealId);
    if (standing === undefined) {
      const { ownerId, stageId } = line;
      if (stageId === null) bad.push({ line: line.line, why: `deal ${line.dealId} is in no stage yet` });
      else if (ownerId === null) bad.push({ line: line.line, why: `deal ${line.dealId} has no rep` });
      else {
        const deal = opened({ ...line, ownerId, stageId }, pipeline, tiers);
        const before = known.get(line.dealId);
        const begun: Standing = { deal, known: before, events: [], told: 0, isLeft: before?.history.some(isOfHere) ?? false };
        begun.deal = { ...deal, number: before?.deal.number ?? 0 };
        take(begun, eventOf(null, begun.deal, line, { kind: 'imported', now: {}, toStageId: stageId }), begun.deal);
        standings.set(line.dealId, begun);
      }
      continue;
    }
    const next = nextOf(standing.deal, line, pipeline, tiers);
    if (next === undefined) continue;
    const { deal } = standing;
    const after: Deal = { ...deal, ...next.now, version: deal.version + 1, changedAt: line.at };
    if (next.kind === 'won' && after.pipelineValueMinor !== null) tiers.won(after.pipelineValueMinor);
    take(standing, eventOf(deal, after, line, next), after);
  }
  const all = [...standings.values()];
  const fresh = all.filter(({ isLeft, events }) => !isLeft && events.length > 0);
  return {
    deals: fresh.map(({ deal, events, known: before }) => ({ deal, events, isNew: before === undefined })),
    bad,
    unchanged: all.filter(({ isLeft, events }) => !isLeft && events.length === 0).length,
    left: all.filter(({ isLeft }) => isLeft).length,
  };
}

/** An event that no import wrote. */
const isOfHere = ({ through }: DealEvent): boolean => through !== 'import';

function eventOf(before: Deal | null, after: Deal, line: ImportLine, { kind, toStageId, fields }: Next): DealEvent {
  return {
    dealNumber: after.number,
    version: after.version,
    kind,
    at: line.at,
    actorId: after.ownerId,
    through: 'import',
    fromStageId: before?.stageId ?? null,
    toStageId,
    before: before === null ? null : stateOf(before),
    after: stateOf(after),
    fields: fields ?? [],
    noteId: null,
    undoes: null,
  };
}
