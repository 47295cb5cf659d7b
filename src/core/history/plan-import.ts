import { type Contact, type Deal, isClosed } from '../deal/deal.ts';
import type { DealEvent } from '../deal/deal-event.ts';
import { type ImportLine, type ImportRules, importedEvent, interpretLine, openImportedDeal } from './imported-event.ts';

/** A deal that is there already, under the file's id for it. */
export type KnownDeal = { readonly deal: Deal; readonly history: readonly DealEvent[] };

/** A deal with the events that an import adds to it, at least one; of a new one what is kept beside it, under ids that it names already. */
export type ImportedDeal = {
  readonly deal: Deal;
  readonly events: readonly DealEvent[];
  readonly isNew: boolean;
  readonly contact?: (Contact & { readonly id: string }) | null;
  readonly note?: { readonly id: string; readonly text: string } | null;
};

export type ImportPlan = {
  /** In order of their first new event; new ones have the number 0 until the store gives one. */
  readonly deals: readonly ImportedDeal[];
  /** Lines that make no sense after the ones before. */
  readonly bad: readonly { readonly line: number; readonly why: string }[];
  /** Deals that were imported before with nothing new about them. */
  readonly unchanged: number;
  /** Deals that stay as they are: somebody has changed them here since, or the file tells another past than it did. */
  readonly skipped: number;
  /** Deals that the file closes both ways: the last one counts. */
  readonly closedTwice: number;
};

/** How far a deal of the file has come. */
type DealProgress = {
  deal: Deal;
  readonly known: KnownDeal | undefined;
  readonly events: DealEvent[];
  /** Events that the file tells of it. */
  eventsSeen: number;
  isSkipped: boolean;
};

const ENDS: ReadonlySet<string> = new Set(['won', 'lost']);

const isSameEvent = (event: DealEvent, known: DealEvent | undefined): boolean =>
  known !== undefined && known.at === event.at && known.kind === event.kind && known.after.stageId === event.after.stageId;

/** Adds an event to a deal of the file: one that is known already only moves it to where it was then. */
function applyEvent(standing: DealProgress, event: DealEvent, deal: Deal): void {
  const known = standing.known?.history[standing.eventsSeen];
  standing.eventsSeen += 1;
  if (known === undefined) {
    standing.deal = deal;
    standing.events.push(event);
  } else {
    if (!isSameEvent(event, known)) standing.isSkipped = true;
    standing.deal = { ...deal, ...known.after };
  }
}

/**
 * What a stage history makes of deals, line by line, by the rules of the funnel: credit to the owner before the event, a repeat of the same
 * stage is no move, a stage after won or lost reopens. A deal that was imported before goes on from where it is.
 *
 * @param lines in order of time. @param known by the file's id of the deal. @param rules tiers go along with the lines.
 */
export function planImport(lines: readonly ImportLine[], known: ReadonlyMap<string, KnownDeal>, rules: ImportRules): ImportPlan {
  const standings = new Map<string, DealProgress>();
  const bad: { line: number; why: string }[] = [];
  const closedTwice = new Set<string>();
  for (const line of lines) {
    const standing = standings.get(line.dealId);
    if (standing === undefined) {
      const { ownerId, stageId } = line;
      if (stageId === null) bad.push({ line: line.line, why: `deal ${line.dealId} is in no stage yet` });
      else if (ownerId === null) bad.push({ line: line.line, why: `deal ${line.dealId} has no rep` });
      else {
        const deal = openImportedDeal({ ...line, ownerId, stageId }, rules);
        const before = known.get(line.dealId);
        const begun: DealProgress = {
          deal,
          known: before,
          events: [],
          eventsSeen: 0,
          isSkipped: before?.history.some(isNotImported) ?? false,
        };
        begun.deal = { ...deal, number: before?.deal.number ?? 0 };
        applyEvent(
          begun,
          importedEvent({ before: null, after: begun.deal }, line, { kind: 'imported', now: {}, toStageId: stageId }),
          begun.deal,
        );
        standings.set(line.dealId, begun);
      }
      continue;
    }
    const isOtherEnd = isClosed(standing.deal) && ENDS.has(line.kind) && standing.deal.outcome !== line.kind;
    if (isOtherEnd) closedTwice.add(line.dealId);
    // It came back in between, so that the last end counts.
    const back: readonly ImportLine[] = isOtherEnd
      ? [{ ...line, kind: 'stage', stageId: standing.deal.stageId, value: null }]
      : [];
    for (const each of [...back, line]) {
      const next = interpretLine(standing.deal, each, rules);
      if (next === undefined) continue;
      const { deal } = standing;
      const after: Deal = { ...deal, ...next.now, version: deal.version + 1, changedAt: each.at };
      if (next.kind === 'won' && after.pipelineValueMinor !== null) rules.tiers.addWin(after.pipelineValueMinor);
      applyEvent(standing, importedEvent({ before: deal, after }, each, next), after);
    }
  }
  const all = [...standings.values()];
  const fresh = all.filter(({ isSkipped, events }) => !isSkipped && events.length > 0);
  return {
    deals: fresh.map(({ deal, events, known: before }) => ({ deal, events, isNew: before === undefined })),
    bad,
    unchanged: all.filter(({ isSkipped, events }) => !isSkipped && events.length === 0).length,
    skipped: all.filter(({ isSkipped }) => isSkipped).length,
    closedTwice: closedTwice.size,
  };
}

/** An event that no import wrote. */
const isNotImported = ({ through }: DealEvent): boolean => through !== 'import';
