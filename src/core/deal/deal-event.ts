import type { DealNumber, MemberId, PipelineId, StageId } from '../ids.ts';
import type { Instant } from '../time/instant.ts';
import type { DealState } from './deal.ts';

export type DealEventKind =
  | 'opened'
  | 'imported'
  | 'advanced'
  | 'skipped'
  | 'returned'
  | 'won'
  | 'lost'
  | 'reopened'
  | 'edited'
  | 'assigned'
  | 'noted'
  | 'withdrawn'
  /** It went to another pipeline, and came there: two events, one after the other. */
  | 'movedOut'
  | 'movedIn'
  /** An admin changed the stages: the deal's was removed, or it lacks what a stage asks for since. */
  | 'pipelineChanged'
  /** An admin saved the exchange rate that it lacked, or corrected the one that it was priced at. */
  | 'priced'
  | 'undone';

/** The surface through which a change was made; `api`: by a personal token, `workflow`: a step of a workflow, `form`: a lead from outside. */
export type ChangeOrigin =
  | 'command'
  | 'modal'
  | 'button'
  | 'shortcut'
  | 'mention'
  | 'home'
  | 'import'
  | 'job'
  | 'api'
  | 'workflow'
  | 'form';

/** One entry of a deal's append-only history. The current state is `after` of the last one. */
export type DealEvent = {
  readonly dealNumber: DealNumber;
  /** 1 for the first event of a deal, then without a hole. */
  readonly version: number;
  /** The pipeline that it belongs to: its stages are that one's. */
  readonly pipelineId: PipelineId;
  readonly kind: DealEventKind;
  readonly at: Instant;
  readonly actorId: MemberId;
  readonly through: ChangeOrigin;
  /** Stage before, null for the first event. */
  readonly fromStageId: StageId | null;
  /** Stage it went to; for won and lost the pipeline's stage of that kind, where it has one. */
  readonly toStageId: StageId | null;
  readonly before: DealState | null;
  readonly after: DealState;
  /** Names of the fields that an edit changed. */
  readonly fields: readonly string[];
  readonly noteId: string | null;
  /** Version of the event that this one undoes. */
  readonly undoes: number | null;
};

/**
 * The events that are in effect: an undone event and its undo cancel out, and a withdrawn deal has none. A deal that left its pipeline and
 * came back later begins anew.
 *
 * @param history every event of one deal in one pipeline, in order of version; or a contiguous slice of it: then as of its last event, and an undo whose
 *   target lies before the slice is ignored.
 */
export function effectiveEvents<
  Event extends Pick<DealEvent, 'version' | 'undoes' | 'kind'> & { readonly after: Pick<DealState, 'outcome'> },
>(history: readonly Event[]): readonly Event[] {
  const last = history.at(-1);
  if (last === undefined || last.after.outcome === 'withdrawn') return [];
  const undone = undoneVersions(history);
  const begun = history.findLastIndex(({ kind, version }) => kind === 'movedIn' && !undone.has(version));
  return history.slice(Math.max(0, begun)).filter((event) => event.undoes === null && !undone.has(event.version));
}

/** Versions of the events that an event of this history undoes. */
export const undoneVersions = (history: readonly Pick<DealEvent, 'undoes'>[]): ReadonlySet<number> =>
  new Set(history.flatMap(({ undoes }) => undoes ?? []));

/** Groups events by deal. @param events of any deals, in any order. @returns one list per deal, in order of version. */
export function eventsByDeal<Event extends Pick<DealEvent, 'dealNumber' | 'version'>>(
  events: readonly Event[],
): readonly (readonly Event[])[] {
  const deals = new Map<number, Event[]>();
  for (const event of events) {
    const seen = deals.get(event.dealNumber);
    if (seen === undefined) deals.set(event.dealNumber, [event]);
    else seen.push(event);
  }
  return [...deals.values()].map((own) => own.toSorted((a, b) => a.version - b.version));
}

/**
 * Splits events into chunks of about `size`, so that the event loop can run between chunks. A deal is never split, and its events keep their
 * order.
 */
export function chunkByDeal<Event extends Pick<DealEvent, 'dealNumber'>>(
  events: readonly Event[],
  size: number,
): readonly (readonly Event[])[] {
  const parts: Event[][] = Array.from({ length: Math.ceil(events.length / size) }, () => []);
  for (const event of events) parts[event.dealNumber % parts.length]?.push(event);
  return parts;
}
