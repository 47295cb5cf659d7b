import { type Deal, type DealState, toDealState } from '../deal/deal.ts';
import type { DealEvent } from '../deal/deal-event.ts';
import type { Instant } from '../time/instant.ts';
import type { KnownDeal } from './plan-import.ts';

/** What an import left of a deal, to be taken back. `versionBefore`: 0 for a deal that it opened. */
export type ImportTrace = { readonly versionBefore: number; readonly versionAfter: number };

/**
 * Takes back what an import did to a deal, where nothing has happened to it since: a deal that it opened is withdrawn, of another each event
 * is undone, the last one first.
 *
 * @param history every event of the deal, in order.
 * @returns undefined where somebody has worked on the deal since.
 */
export function undoImport(
  { deal, history }: KnownDeal,
  { versionBefore, versionAfter }: ImportTrace,
  act: { readonly memberId: string; readonly at: Instant },
): { readonly deal: Deal; readonly events: readonly DealEvent[] } | undefined {
  if (deal.version !== versionAfter || deal.outcome === 'withdrawn') return undefined;
  const append = (from: Deal, now: Partial<DealState>, about: Pick<DealEvent, 'kind' | 'undoes'>) => {
    const after: Deal = { ...from, ...now, version: from.version + 1, changedAt: act.at };
    const event: DealEvent = {
      dealNumber: from.number,
      pipelineId: from.pipelineId,
      version: after.version,
      at: act.at,
      actorId: act.memberId,
      through: 'import',
      fromStageId: from.stageId,
      toStageId: after.stageId,
      before: toDealState(from),
      after: toDealState(after),
      fields: [],
      noteId: null,
      ...about,
    };
    return { after, event };
  };
  if (versionBefore === 0) {
    const { after, event } = append(deal, { outcome: 'withdrawn', closedAt: act.at }, { kind: 'withdrawn', undoes: null });
    return { deal: { ...after, externalId: null }, events: [event] };
  }
  const events: DealEvent[] = [];
  let current = deal;
  for (const event of history.filter(({ version }) => version > versionBefore && version <= versionAfter).toReversed()) {
    if (event.before === null) return undefined;
    const undone = append(current, event.before, { kind: 'undone', undoes: event.version });
    current = undone.after;
    events.push(undone.event);
  }
  return events.length === 0 ? undefined : { deal: current, events };
}
