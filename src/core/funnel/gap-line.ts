import type { DealNumber, MemberId, PipelineId, StageId } from '../ids.ts';
import type { Money } from '../money/money.ts';
import type { PlainDate } from '../time/calendar.ts';
import type { Instant } from '../time/instant.ts';
import type { Period } from '../time/periods.ts';
import type { NeedChangeReason } from './plan/plan-changes.ts';
import type { AboutDays, StageRunway } from './plan/stage-runway.ts';

/** What a stage's need is asked for: a target, its usual number (`profile` in stored posts), or its configured minimum. */
export type NeedBasis =
  | { readonly kind: 'target'; readonly period: Period; readonly targetMinor: number }
  | { readonly kind: 'profile' }
  /** `known`: its flow is known, and the minimum is higher. */
  | { readonly kind: 'minimum'; readonly known: boolean };

/** A stage gap of the plan as posts show it, with the plan's actions for it. Stored in posts under these names. */
export type GapLine = {
  readonly stageId: StageId;
  readonly name: string;
  readonly shortName: string;
  /** It is where new deals begin. */
  readonly isFirst: boolean;
  readonly count: number;
  readonly needed: number;
  /** What `needed` was measured against. */
  readonly basis: NeedBasis;
  /** Deals that the target takes beside these, and that cannot come in time. */
  readonly beyond: number;
  /** What was needed before today, and why that changed; null: no change. */
  readonly changed: { readonly from: number; readonly why: NeedChangeReason } | null;
  /** Wins and the forecast covered the period on that day, and do not any more; none in older posts. */
  readonly coveredOn?: PlainDate | null | undefined;
  /** A target is set for the running period or the next one, whether or not it is the measure. */
  readonly targetSet: boolean;
  readonly fiscalStartMonth: number;
  /** Expected value that the gap costs by a day if nothing is done, whole minor units of the pipeline's currency; 0: not known. */
  readonly costMinor: number;
  readonly costUntil: PlainDate | null;
  /** Null in posts of an earlier version, which carried no money. */
  readonly currency: string | null;
  /** How long its deals last, as it is said of this stock; null: it is empty. */
  readonly runway: StageRunway['said'] | null;
  /** Of an empty stage: the one after it, and how long its deals last, where that is known of this stock; none in older posts. */
  readonly feeds?: { readonly shortName: string; readonly about: AboutDays } | null | undefined;
  /** Deals that entered and left in the last seven days; null: its usual flow is not known. */
  readonly week: { readonly came: number; readonly went: number } | null;
  /** ms; null: not known. */
  readonly since: Instant | null;
  /** Moves of the plan that fill it, of which `candidates` are named. */
  readonly moves: number;
  /** Of these, moves that take a deal only nearer to the stage. */
  readonly movesNearer: number;
  readonly candidates: readonly CandidateLine[];
  /** New deals to create where moves do not suffice, and the rep with the fewest open deals; null: nobody has deals yet. */
  readonly newDeals: number;
  readonly askNew: string | null;
  /** Moves do not suffice, and the new deals that another gap asks for will fill this one too. */
  readonly sameNew: boolean;
  /** What it lacks beyond its own actions: covered by those of other stages, too late for any, or nothing. */
  readonly rest: 'none' | 'covered' | 'tooLate';
  /** Where the actions stand that cover what it lacks beyond its own; not in an older post, nor where nothing covers it. */
  readonly coveredBy?: CoveringActions | undefined;
};

/** Actions that are asked for under other stages, and what they do to the one that they leave short. */
export type CoveringActions = {
  /** Short names of the stages under which they stand, in order. */
  readonly stages: readonly string[];
  /** Numbers of deals that come into this stage by them, and of those that move on from it. */
  readonly entering: readonly DealNumber[];
  readonly leaving: readonly DealNumber[];
};

/** What a stage is short of, without what fills it. */
export type Shortage = Pick<GapLine, 'shortName' | 'count' | 'needed' | 'basis' | 'fiscalStartMonth' | 'runway' | 'since'>;

/**
 * Gaps with so many actions in all, those of the first gaps first: what one message names. New deals count as one action; what is left out
 * stays counted in `moves`.
 */
export function limitActions<G extends GapLine>(gaps: readonly G[], limit: number): readonly G[] {
  let left = limit;
  return gaps.map((gap) => {
    const asksNew = gap.newDeals > 0 && left > 0;
    const room = Math.max(0, left - (asksNew ? 1 : 0));
    const candidates = gap.candidates.slice(0, room);
    left -= candidates.length + (asksNew ? 1 : 0);
    return asksNew || gap.newDeals === 0
      ? { ...gap, candidates }
      : { ...gap, candidates, newDeals: 0, askNew: null, sameNew: true };
  });
}

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
  /** By which it is given back; none in an older post. */
  readonly id?: string | undefined;
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

/** What somebody has still to do, with the pipeline that it is about. */
export type OwnCommitmentLine = CommitmentLine & { readonly pipelineId: PipelineId };

/** A deal that can fill a gap. `missing`: what it lacks for the next stage, in words of the pipeline; `todo` when it lacks nothing. */
export type CandidateLine = {
  readonly number: number;
  readonly version: number;
  readonly name: string;
  readonly value: Money | null;
  readonly ownerId: MemberId;
  readonly stageId: StageId;
  readonly toStageId: StageId;
  /** What that stage is called; an earlier version kept no name. */
  readonly toShortName?: string | undefined;
  readonly missing: readonly string[];
  /** The first recommended action of the stage that the deal is in. */
  readonly todo: string | null;
};

/** Whether a move takes a deal only nearer to the stage that it is to fill. */
export const isOnTheWay = ({ toStageId }: Pick<CandidateLine, 'toStageId'>, stageId: StageId): boolean => toStageId !== stageId;
