import { type Act, changed, type Decision, refuse, refusedOnOpen } from './change.ts';
import { missingFor, questionsFor } from './criteria.ts';
import type { Contact, Deal, DealFile } from './deal.ts';
import { moveKind, nextStage, type Pipeline, type Stage, stageById, wonStage } from './stage.ts';
import { tierOf } from './tiers.ts';

/** What a person filled in on the way: only what was said is set. */
export type Answers = {
  readonly contact?: Partial<Contact>;
  readonly ticks?: readonly string[];
  readonly deal?: Partial<
    Pick<Deal, 'valueMinor' | 'currency' | 'pipelineValueMinor' | 'rate' | 'rateOn' | 'closeOn' | 'nextStep' | 'nextStepOn'>
  >;
};

/** How to enter a stage. */
export type Entering = {
  readonly answers?: Answers;
  /** Go on without what is missing; the deal becomes incomplete and its owner is reminded on this day. */
  readonly anyway?: { readonly remindOn: string };
};

/** The deal's papers with the answers filled in, before anything is decided. */
export function withAnswers(file: DealFile, answers: Answers = {}): DealFile {
  return {
    deal: { ...file.deal, ...answers.deal },
    contact: { ...file.contact, ...answers.contact },
    ticks: [...new Set([...file.ticks, ...(answers.ticks ?? [])])],
  };
}

const pastDate = (answers: Answers | undefined, act: Act): string | undefined =>
  [answers?.deal?.closeOn, answers?.deal?.nextStepOn].find((on): on is string => typeof on === 'string' && on < act.today);

/** Answers and rows that go with a change, whatever the change is. */
function said(file: DealFile, answers: Answers | undefined) {
  const filled = withAnswers(file, answers);
  return {
    filled,
    fields: Object.keys(answers?.deal ?? {}),
    ticks: filled.ticks.filter((id) => !file.ticks.includes(id)),
    ...(answers?.contact === undefined ? {} : { contact: filled.contact }),
  };
}

function enter(file: DealFile, pipeline: Pipeline, stage: Stage, entering: Entering, act: Act, note?: string): Decision {
  const past = pastDate(entering.answers, act);
  if (past !== undefined) return refuse({ why: 'pastDate', on: past });
  const { filled, ...rows } = said(file, entering.answers);
  const questions = questionsFor(pipeline, stage, filled);
  const anyway = entering.anyway !== undefined && !stage.strict;
  if (missingFor(stage, filled).length > 0 && !anyway) {
    return refuse({ why: 'missing', stage, criteria: questions, mayMoveAnyway: !stage.strict });
  }
  const kind = moveKind(pipeline, file.deal.stageId, stage.id);
  const missing = questions.map((criterion) => criterion.id);
  const now = {
    ...entering.answers?.deal,
    stageId: stage.id,
    stageSince: act.at,
    tier: tierOf(pipeline.tiers, filled.deal.pipelineValueMinor),
    missing,
    remindOn: missing.length > 0 ? (entering.anyway?.remindOn ?? file.deal.remindOn) : null,
  };
  return changed(file, act, kind, now, { ...rows, ...(note === undefined ? {} : { note: { kind: 'reason', text: note } }) });
}

/**
 * Moves a deal to the next open stage. The last open stage has only Won before it: that is `win`, which asks for the final details.
 *
 * @returns the change, or a refusal: not allowed, closed, the stage is gone, or `missing` with at most three criteria to ask for.
 */
export function advance(file: DealFile, pipeline: Pipeline, entering: Entering, act: Act): Decision {
  const refused = refusedOnOpen(file.deal, act, 'deal.advance');
  if (refused !== undefined) return refuse(refused);
  const stage = nextStage(pipeline, file.deal.stageId);
  if (stage === undefined) return refuse({ why: 'noSuchStage' });
  if (stage.kind === 'won') return win(file, pipeline, entering, act);
  return enter(file, pipeline, stage, entering, act);
}

/** Moves a deal to a named open stage: forward past others or back, each with a reason of one line. One step on needs none. */
export function move(file: DealFile, pipeline: Pipeline, to: string, reason: string, entering: Entering, act: Act): Decision {
  const refused = refusedOnOpen(file.deal, act, 'deal.move');
  if (refused !== undefined) return refuse(refused);
  const stage = stageById(pipeline, to);
  if (stage === undefined || stage.kind === 'lost') return refuse({ why: 'noSuchStage' });
  if (stage.kind === 'won') return win(file, pipeline, entering, act);
  if (stage.id === file.deal.stageId) return refuse({ why: 'alreadyThere', stage });
  const oneStep = nextStage(pipeline, file.deal.stageId)?.id === stage.id;
  if (!oneStep && reason.trim() === '') return refuse({ why: 'reasonNeeded', stage });
  if (moveKind(pipeline, file.deal.stageId, stage.id) === 'returned')
    return changed(
      file,
      act,
      'returned',
      { stageId: stage.id, stageSince: act.at, tier: tierOf(pipeline.tiers, file.deal.pipelineValueMinor) },
      { note: { kind: 'reason', text: reason.trim() } },
    );
  return enter(file, pipeline, stage, entering, act, oneStep ? undefined : reason.trim());
}

/** How a deal was won: `closedAt` is the moment of the day it was signed, not later than now. */
export type Winning = Entering & { readonly closedAt?: number };

/** Wins a deal from any open stage, with what the pipeline's Won stage requires: by default its final value and a signature. */
export function win(file: DealFile, pipeline: Pipeline, winning: Winning, act: Act): Decision {
  const refused = refusedOnOpen(file.deal, act, 'deal.win');
  if (refused !== undefined) return refuse(refused);
  const closedAt = winning.closedAt ?? act.at;
  if (closedAt > act.at) return refuse({ why: 'futureDate', on: act.today });
  const stage = wonStage(pipeline);
  const { filled, ...rows } = said(file, winning.answers);
  const criteria = stage === undefined ? [] : missingFor(stage, filled);
  if (stage !== undefined && criteria.length > 0) return refuse({ why: 'missing', stage, criteria, mayMoveAnyway: false });
  const now = { ...winning.answers?.deal, outcome: 'won' as const, closedAt, missing: [], remindOn: null };
  return changed(file, act, 'won', now, { ...rows, toStageId: stage?.id ?? null });
}
