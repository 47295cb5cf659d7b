import { openStages, type Pipeline, stageById } from '../pipeline/stage.ts';
import { valueTier } from '../pipeline/tiers.ts';
import {
  type ActorContext,
  acceptChange,
  type Decision,
  refusalUnlessAllowed,
  refusalUnlessAllowedAndOpen,
  refuse,
} from './change.ts';
import { type DealFile, isClosed } from './deal.ts';

/** A loss: one of the pipeline's reasons by its id, and a note; '' for none. */
export type LoseOptions = { readonly pipeline: Pipeline; readonly reasonId: string; readonly note: string };

/** Loses an open deal for one of the pipeline's reasons; the deal keeps the stage in which it was lost. */
export function lose(file: DealFile, { pipeline, reasonId, note }: LoseOptions, act: ActorContext): Decision {
  const refused = refusalUnlessAllowedAndOpen(file.deal, act, 'deal.lose');
  if (refused !== undefined) return refuse(refused);
  if (!pipeline.lostReasons.some((reason) => reason.id === reasonId)) return refuse({ why: 'noSuchReason' });
  const now = { outcome: 'lost' as const, closedAt: act.at, lostReasonId: reasonId, remindOn: null };
  const text = note.trim();
  const toStageId = pipeline.stages.find((stage) => stage.kind === 'lost')?.id ?? null;
  return acceptChange(file, { kind: 'lost', now, toStageId, ...(text === '' ? {} : { note: { kind: 'reason', text } }) }, act);
}

/**
 * Reopens a closed deal in the open stage in which it was closed, or in the first one if that stage is gone. A loss stays in the counters.
 */
export function reopen(file: DealFile, pipeline: Pipeline, act: ActorContext): Decision {
  const refused = refusalUnlessAllowed(file.deal, act, 'deal.reopen');
  if (refused !== undefined) return refuse(refused);
  if (!isClosed(file.deal)) return refuse({ why: 'notClosed' });
  const stage = stageById(pipeline, file.deal.stageId) ?? openStages(pipeline)[0];
  if (stage === undefined) return refuse({ why: 'noSuchStage' });
  return acceptChange(
    file,
    {
      kind: 'reopened',
      now: {
        outcome: 'open',
        closedAt: null,
        lostReasonId: null,
        stageId: stage.id,
        stageSince: act.at,
        tier: valueTier(pipeline.tiers, file.deal.pipelineValueMinor),
      },
    },
    act,
  );
}

/** Withdraws a deal that was entered by mistake: it leaves every list and statistic and stays in the history. */
export function withdraw(file: DealFile, act: ActorContext): Decision {
  const refused = refusalUnlessAllowed(file.deal, act, 'deal.withdraw');
  if (refused !== undefined) return refuse(refused);
  if (file.deal.outcome === 'withdrawn') return refuse({ why: 'nothingToChange' });
  return acceptChange(file, { kind: 'withdrawn', now: { outcome: 'withdrawn', closedAt: act.at, remindOn: null } }, act);
}
