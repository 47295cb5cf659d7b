import type { CriterionId, DealNumber, LostReasonId, MemberId, PipelineId, StageId } from '../ids.ts';
import type { PricedValue } from '../money/priced-value.ts';
import type { Pipeline } from '../pipeline/stage.ts';
import type { Tier } from '../pipeline/tiers.ts';
import type { PlainDate } from '../time/calendar.ts';
import type { Instant } from '../time/instant.ts';

export type Outcome = 'open' | 'won' | 'lost' | 'withdrawn';

/**
 * State of a deal as each event keeps it, before and after. Instants are ms since the epoch, days are 'YYYY-MM-DD'. Contact data is
 * referenced by the id of its row, so that it can be erased.
 */
export type DealState = PricedValue & {
  readonly name: string;
  readonly company: string | null;
  readonly contactId: string | null;
  readonly ownerId: MemberId;
  /** Of a closed deal: the open stage where it was closed. */
  readonly stageId: StageId;
  readonly stageSince: Instant;
  readonly tier: Tier;
  readonly outcome: Outcome;
  readonly closedAt: Instant | null;
  readonly lostReasonId: LostReasonId | null;
  readonly closeOn: PlainDate | null;
  readonly nextStep: string | null;
  readonly nextStepOn: PlainDate | null;
  /** Open steps after the next one, by their days; none without a next one. */
  readonly laterSteps: readonly PlannedStep[];
  readonly source: string | null;
  /** Ids of required criteria that the deal skipped: such a deal is incomplete. */
  readonly missing: readonly CriterionId[];
  readonly remindOn: PlainDate | null;
  /** The win override, null without one; earlier versions stored it as `ownWin`. */
  readonly winOverride: WinOverride | null;
};

/**
 * Win override: a person's own win probability, 0..1, shown beside the computed one; `until` is its last day, `by` the member who set it.
 */
export type WinOverride = { readonly win: number; readonly until: PlainDate; readonly by: MemberId };

/** Something to be done about a deal, and its day; null: none yet. */
export type PlannedStep = { readonly step: string; readonly on: PlainDate | null };

/** A possible sale. `version` is the number of its last event: every change raises it by one. */
export type Deal = DealState & {
  readonly number: DealNumber;
  readonly pipelineId: PipelineId;
  readonly version: number;
  readonly externalId: string | null;
  readonly createdAt: Instant;
  readonly changedAt: Instant;
};

/** Contact data of a deal; a new version is a new row. */
export type Contact = {
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly decider: string | null;
};

export const NO_CONTACT: Contact = { name: null, email: null, phone: null, decider: null };

/** A deal with everything that decisions about it read: its contact and its confirmed criteria. */
export type DealFile = {
  readonly deal: Deal;
  readonly contact: Contact;
  /** Ids of confirmed criteria. */
  readonly ticks: readonly CriterionId[];
};

/** The currency of an amount that is said of a deal without one: that of its value, else the pipeline's. */
export const amountCurrency = ({ value }: Pick<DealState, 'value'>, pipeline: Pick<Pipeline, 'currency'>): string =>
  value?.currency ?? pipeline.currency;

export const isOpen = (deal: Pick<DealState, 'outcome'>): boolean => deal.outcome === 'open';
export const isClosed = (deal: DealState): boolean => deal.outcome === 'won' || deal.outcome === 'lost';
export const isIncomplete = (deal: DealState): boolean => deal.missing.length > 0;

/** 'D-141': how people name a deal. */
export const dealRef = (deal: { readonly number: DealNumber }): string => `D-${deal.number}`;

/** The part of a deal that its events store. */
export function toDealState(deal: Deal): DealState {
  const { number, pipelineId, version, externalId, createdAt, changedAt, ...state } = deal;
  return state;
}
