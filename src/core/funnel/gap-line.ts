import type { MemberId, StageId } from '../ids.ts';
import type { NeedBasis } from '../numbers/needs/stage-needs.ts';
import type { PlainDate } from '../time/calendar.ts';

/** A stage gap as posts show it, with the smallest set of actions that fills it. Stored in posts under these names. */
export type GapLine = {
  readonly stageId: StageId;
  readonly name: string;
  readonly shortName: string;
  readonly count: number;
  readonly needed: number;
  /** What `needed` was measured against. */
  readonly basis: NeedBasis;
  /** A target is set for the running period or the next one, whether or not it is the measure. */
  readonly targetSet: boolean;
  readonly fiscalStartMonth: number;
  /** Days of history that the flow was measured over. */
  readonly overDays: number;
  /** Value of the lacking deals, whole minor units of the pipeline's currency; 0 where no value is known. */
  readonly lackingMinor: number;
  /** Null in posts of an earlier version, which carried no money. */
  readonly currency: string | null;
  /** Runway in days, days that a refill takes, and the stage that it is refilled from (short name); null: not known, or by new deals. */
  readonly runwayDays: number | null;
  readonly refillDays: number | null;
  readonly refillFrom: string | null;
  /** Deals that entered and left in the last seven days, and that usually enter in a week; null: the usual flow is not known. */
  readonly week: { readonly came: number; readonly went: number; readonly usually: number } | null;
  /** ms; null: not known. */
  readonly since: number | null;
  /** Deals to move, of which `candidates` are the nearest. */
  readonly moves: number;
  readonly candidates: readonly CandidateLine[];
  /** New deals to create where moves do not suffice, and the rep with the fewest open deals; null: nobody has deals yet. */
  readonly newDeals: number;
  readonly askNew: string | null;
  /** Moves do not suffice, and the new deals that another gap asks for will fill this one too. */
  readonly sameNew: boolean;
};

/** An overfull stage: it holds too many deals for its flow; with those that have been there longest. */
export type OverfullLine = {
  readonly stageId: StageId;
  readonly name: string;
  readonly shortName: string;
  readonly count: number;
  /** 80 % range of its steady count. */
  readonly low: number;
  readonly high: number;
  readonly oldest: readonly {
    readonly number: number;
    readonly version: number;
    readonly name: string;
    readonly ownerId: MemberId;
    readonly days: number;
  }[];
};

/** A commitment that somebody made about a stage gap, and whether it was kept. */
export type CommitmentLine = {
  readonly memberId: MemberId;
  /** Short name of the stage that it is about. */
  readonly toStage: string;
  readonly dueOn: PlainDate;
  readonly done: boolean;
} & (
  | { readonly what: 'move'; readonly number: number; readonly name: string }
  /** So many new deals; `made` of them are there. */
  | { readonly what: 'new'; readonly newDeals: number; readonly made: number }
);

/** A deal that can fill a gap. `missing`: what it lacks for the next stage, in words of the pipeline; `todo` when it lacks nothing. */
export type CandidateLine = {
  readonly number: number;
  readonly version: number;
  readonly name: string;
  readonly valueMinor: number | null;
  readonly currency: string;
  readonly ownerId: MemberId;
  readonly stageId: StageId;
  readonly toStageId: StageId;
  readonly missing: readonly string[];
  /** The first recommended action of the stage that the deal is in. */
  readonly todo: string | null;
};
