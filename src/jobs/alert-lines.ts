import { limitActions } from '../core/funnel/gap-line.ts';
import { isAskedFor } from '../core/funnel/plan/asking-stages.ts';
import { MAX_ACTIONS_SHOWN } from '../core/funnel/plan/funnel-plan.ts';
import type { AlertLine } from '../core/funnel/stage-alert.ts';
import type { Language } from '../core/people/language.ts';
import { localizePipeline } from '../core/pipeline/stored-pipeline.ts';
import { askedMoves, loadGapLines } from '../facts/gap-facts.ts';
import type { StageAlert } from '../store/types/channels.ts';
import type { PipelineInspection } from './inspect-pipeline.ts';

/**
 * The lines of an alert in the language of its readers, in the plan's order, those first for which something is asked; with as many actions
 * as one message names.
 */
export async function loadAlertLines(
  { stored, plan, ...where }: PipelineInspection,
  alerts: readonly StageAlert[],
  language: Language,
): Promise<readonly AlertLine[]> {
  const lines = await loadGapLines({ ...where, pipeline: localizePipeline(stored, language) }, plan);
  const alertLines = lines.flatMap((line) => {
    const alert = alerts.find(({ stageId }) => stageId === line.stageId);
    return alert === undefined ? [] : [{ ...line, alertId: alert.id, asked: askedMoves(plan, line.stageId) }];
  });
  const unasked = ({ stageId }: AlertLine): number => Number(!isAskedFor(plan, stageId));
  return limitActions(
    alertLines.toSorted((a, b) => unasked(a) - unasked(b)),
    MAX_ACTIONS_SHOWN,
  );
}

/** The same for who hears of it for the first time, and was never told another number. */
export const loadToldLines: typeof loadAlertLines = async (...asked) =>
  (await loadAlertLines(...asked)).map((line) => ({ ...line, changed: null }));
