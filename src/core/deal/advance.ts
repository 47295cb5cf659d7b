import { moveKind, nextStage, type Pipeline, type Stage, stageById, wonStage } from '../pipeline/stage.ts';
import { valueTier } from '../pipeline/tiers.ts';
import type { PlainDate } from '../time/calendar.ts';
import type { Instant } from '../time/instant.ts';
import { type Answers, answeredFields, fillAnswers, findPastDate } from './answers.ts';
import {
  type ActorContext,
  acceptChange,
  type Decision,
  refusalUnlessAllowed,
  refusalUnlessAllowedAndOpen,
  refuse,
} from './change.ts';
import { criteriaToAsk, missingCriteria } from './criteria.ts';
import { type DealFile, isOpen } from './deal.ts';

/** How to enter a stage. */
export type StageEntryOptions = {
  readonly answers?: Answers;
  /** Enter although required criteria are missing: the deal becomes incomplete and its owner is reminded on this day. */
  readonly anyway?: { readonly remindOn: PlainDate };
};

type EnterStageOptions = StageEntryOptions & {
  readonly pipeline: Pipeline;
  readonly stage: Stage;
  readonly note?: string | undefined;
};

function enterStage(file: DealFile, { pipeline, stage, note, ...entering }: EnterStageOptions, act: ActorContext): Decision {
  const past = findPastDate(entering.answers, act);
  if (past !== undefined) return refuse({ why: 'pastDate', on: past });
  const { filled, ...rows } = fillAnswers(file, entering.answers);
  const questions = criteriaToAsk(pipeline, stage, filled);
  const anyway = entering.anyway !== undefined && !stage.strict;
  if (missingCriteria(stage, filled).length > 0 && !anyway) {
    return refuse({ why: 'missing', stage, criteria: questions, mayMoveAnyway: !stage.strict });
  }
  const kind = moveKind(pipeline, file.deal.stageId, stage.id);
  const missing = questions.map((criterion) => criterion.id);
  const now = {
    ...answeredFields(file, entering.answers),
    stageId: stage.id,
    stageSince: act.at,
    tier: valueTier(pipeline.tiers, filled.deal.pipelineValueMinor),
    missing,
    remindOn: missing.length > 0 ? (entering.anyway?.remindOn ?? file.deal.remindOn) : null,
  };
  return acceptChange(file, { kind, now, ...rows, ...(note === undefined ? {} : { note: { kind: 'reason', text: note } }) }, act);
}

/** An advance: the pipeline that the deal is in, and how it enters the stage. */
export type AdvanceOptions = StageEntryOptions & { readonly pipeline: Pipeline };

/**
 * Moves a deal to the next open stage; from the last open stage the next one is Won, which {@link win} decides.
 *
 * @returns the change, or a refusal: not allowed, closed, the stage is gone, or `missing` with at most three criteria to ask for.
 */
export function advance(file: DealFile, { pipeline, ...entering }: AdvanceOptions, act: ActorContext): Decision {
  const refused = refusalUnlessAllowedAndOpen(file.deal, act, 'deal.advance');
  if (refused !== undefined) return refuse(refused);
  const stage = nextStage(pipeline, file.deal.stageId);
  if (stage === undefined) return refuse({ why: 'noSuchStage' });
  if (stage.kind === 'won') return win(file, { pipeline, ...entering }, act);
  return enterStage(file, { pipeline, stage, ...entering }, act);
}

/** A move to the stage with the id `to`. */
export type MoveOptions = AdvanceOptions & { readonly to: string; readonly reason: string };

/** Moves a deal to a named open stage. Skipping stages and moving back need a reason of one line; a single step forward does not. */
export function move(file: DealFile, { pipeline, to, reason, ...entering }: MoveOptions, act: ActorContext): Decision {
  const refused = refusalUnlessAllowedAndOpen(file.deal, act, 'deal.move');
  if (refused !== undefined) return refuse(refused);
  const stage = stageById(pipeline, to);
  if (stage === undefined || stage.kind === 'lost') return refuse({ why: 'noSuchStage' });
  if (stage.kind === 'won') return win(file, { pipeline, ...entering }, act);
  if (stage.id === file.deal.stageId) return refuse({ why: 'alreadyThere', stage });
  const oneStep = nextStage(pipeline, file.deal.stageId)?.id === stage.id;
  if (!oneStep && reason.trim() === '') return refuse({ why: 'reasonNeeded', stage });
  if (moveKind(pipeline, file.deal.stageId, stage.id) === 'returned')
    return acceptChange(
      file,
      {
        kind: 'returned',
        now: { stageId: stage.id, stageSince: act.at, tier: valueTier(pipeline.tiers, file.deal.pipelineValueMinor) },
        note: { kind: 'reason', text: reason.trim() },
      },
      act,
    );
  return enterStage(file, { pipeline, stage, ...entering, note: oneStep ? undefined : reason.trim() }, act);
}

/** Always refuses, with the missing final details: Won is entered only by whoever gives them, never by a step on. */
export const requireWonDetails = (file: DealFile, stage: Stage, act: ActorContext): Decision =>
  refuse(
    refusalUnlessAllowed(file.deal, act, 'deal.win') ??
      (isOpen(file.deal)
        ? { why: 'missing', stage, criteria: missingCriteria(stage, file), mayMoveAnyway: false }
        : { why: 'closed', outcome: file.deal.outcome, closedAt: file.deal.closedAt }),
  );

/** How a deal was won; `closedAt`: the instant, ms, at which it was signed, not later than now (the default). */
export type WinOptions = AdvanceOptions & { readonly closedAt?: Instant };

/** Wins a deal from any open stage; it must meet the criteria of the pipeline's Won stage: by default a final value and a signature. */
export function win(file: DealFile, { pipeline, ...winning }: WinOptions, act: ActorContext): Decision {
  const refused = refusalUnlessAllowedAndOpen(file.deal, act, 'deal.win');
  if (refused !== undefined) return refuse(refused);
  const closedAt = winning.closedAt ?? act.at;
  if (closedAt > act.at) return refuse({ why: 'futureDate', on: act.today });
  const stage = wonStage(pipeline);
  const { filled, ...rows } = fillAnswers(file, winning.answers);
  const criteria = stage === undefined ? [] : missingCriteria(stage, filled);
  if (stage !== undefined && criteria.length > 0) return refuse({ why: 'missing', stage, criteria, mayMoveAnyway: false });
  const now = { ...answeredFields(file, winning.answers), outcome: 'won' as const, closedAt, missing: [], remindOn: null };
  return acceptChange(file, { kind: 'won', now, ...rows, toStageId: stage?.id ?? null }, act);
}
