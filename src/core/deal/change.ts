import type { StageId } from '../ids.ts';
import { type Acting, isAllowed, isOwn, type Permission } from '../people/rights.ts';
import type { PlainDate } from '../time/calendar.ts';
import type { Instant } from '../time/instant.ts';
import { type Contact, type Deal, type DealFile, type DealState, isOpen, toDealState } from './deal.ts';
import type { ChangeOrigin, DealEvent, DealEventKind } from './deal-event.ts';
import type { Refusal } from './refusal.ts';

/** Who acts, when, and through which surface of Slack. */
export type ActorContext = {
  readonly actor: Acting;
  /** ms since the epoch. */
  readonly at: Instant;
  /** The same moment as a day in the workspace's zone. */
  readonly today: PlainDate;
  readonly through: ChangeOrigin;
};

/** An accepted decision: the next version of the deal, the event that records it, and the rows written with it. */
export type Change = {
  readonly deal: Deal;
  readonly event: DealEvent;
  /** Where the deal comes from another pipeline: how it left that one, recorded right before. */
  readonly departure?: DealEvent;
  /** Contact data to write as a new row; undefined: unchanged. */
  readonly contact?: Contact;
  /** Ids of criteria confirmed just now. */
  readonly ticks: readonly string[];
  /** A reason or note to keep as erasable text. */
  readonly note?: NoteDraft;
};

/** A note to keep with an event; `link`: permalink of the message that it comes from. */
export type NoteDraft = { readonly kind: 'note' | 'reason'; readonly text: string; readonly link?: string | null };

export type Decision = { readonly ok: true; readonly change: Change } | { readonly ok: false; readonly refusal: Refusal };

export const refuse = (refusal: Refusal): Decision => ({ ok: false, refusal });

/** The refusal of an action that this person may not do on this deal; undefined when they may. */
export function refusalUnlessAllowed(deal: Deal, act: ActorContext, action: Permission): Refusal | undefined {
  const own = isOwn(act.actor, deal.ownerId);
  if (isAllowed(act.actor.role, action, { own })) return undefined;
  return { why: 'notAllowed', action, ownerId: deal.ownerId, ...(act.actor.role === 'reader' ? { readsOnly: true } : {}) };
}

/** The refusal of an action on a deal that has to be open for it: the right is lacking, or the deal is closed; undefined when they may. */
export function refusalUnlessAllowedAndOpen(deal: Deal, act: ActorContext, action: Permission): Refusal | undefined {
  const closed: Refusal = { why: 'closed', outcome: deal.outcome, closedAt: deal.closedAt };
  return refusalUnlessAllowed(deal, act, action) ?? (isOpen(deal) ? undefined : closed);
}

/** What an accepted change is made of; `now`: the fields that it sets. */
export type ChangeDraft = Pick<Change, 'contact' | 'note'> & {
  readonly kind: DealEventKind;
  readonly now?: Partial<DealState>;
  readonly ticks?: readonly string[];
  readonly fields?: readonly string[];
  readonly toStageId?: StageId | null;
  readonly undoes?: number;
};

/** Builds the next version of a deal and its event: the only place that appends to a history. Closing a deal ends its win override. */
export function acceptChange(file: DealFile, { kind, now = {}, ...extra }: ChangeDraft, act: ActorContext): Decision {
  const { deal } = file;
  const open = (now.outcome ?? deal.outcome) === 'open';
  const next: Deal = { ...deal, ...now, ...(open ? {} : { winOverride: null }), version: deal.version + 1, changedAt: act.at };
  const event: DealEvent = {
    dealNumber: deal.number,
    pipelineId: deal.pipelineId,
    version: next.version,
    kind,
    at: act.at,
    actorId: act.actor.id,
    through: act.through,
    fromStageId: deal.stageId,
    toStageId: extra.toStageId === undefined ? next.stageId : extra.toStageId,
    before: toDealState(deal),
    after: toDealState(next),
    fields: extra.fields ?? [],
    noteId: null,
    undoes: extra.undoes ?? null,
  };
  return {
    ok: true,
    change: {
      deal: next,
      event,
      ticks: extra.ticks ?? [],
      ...(extra.contact === undefined ? {} : { contact: extra.contact }),
      ...(extra.note === undefined ? {} : { note: extra.note }),
    },
  };
}
