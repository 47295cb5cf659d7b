import { type EditResult, foldedTexts, isSame, refuse } from './edit-result.ts';
import { tooLongProblem } from './edit-stage.ts';
import type { EditContext, PipelineEdit } from './pipeline-edit.ts';
import { LOST_REASON_TEMPLATES } from './seven-stages.ts';
import { STAGE_LIMITS } from './stage-limits.ts';
import { byLanguage, editText, type TypedTexts, textFields } from './stage-text.ts';
import type { StoredPipeline, StoredReason } from './stored-pipeline.ts';

/** What a lost reason says in each language; of the template, where it is of one. */
export const reasonTemplate = (reasonId: string): TypedTexts | undefined => {
  const found = LOST_REASON_TEMPLATES[reasonId];
  return found === undefined ? undefined : byLanguage((code) => found[code]);
};

/** Adds a reason, or words one anew. */
export function saveReason(
  pipeline: StoredPipeline,
  { reasonId, text }: Extract<PipelineEdit, { kind: 'saveReason' }>,
  { language, newId }: EditContext,
): EditResult {
  const known = pipeline.lostReasons.find(({ id }) => id === reasonId);
  if (reasonId !== null && known === undefined) return refuse({ why: 'gone' });
  const typed = foldedTexts(text);
  if (typed.length === 0) return refuse({ why: 'empty', field: 'text' });
  const long = tooLongProblem('text', text, STAGE_LIMITS.reason);
  if (long !== undefined) return refuse(long);
  const isTaken = pipeline.lostReasons.some(
    (each) =>
      each.id !== reasonId && foldedTexts(textFields(each.text, reasonTemplate(each.id))).some((one) => typed.includes(one)),
  );
  if (isTaken) return refuse({ why: 'reasonTaken' });
  if (known === undefined && pipeline.lostReasons.length >= STAGE_LIMITS.reasons)
    return refuse({ why: 'tooMany', of: 'reasons', most: STAGE_LIMITS.reasons });
  const template = known === undefined ? undefined : reasonTemplate(known.id);
  const own = known?.text ?? null;
  const next: StoredReason = {
    id: known?.id ?? newId(),
    text: editText(template === undefined ? { own } : { own, template }, text, language),
  };
  if (isSame(known, next)) return refuse({ why: 'unchanged' });
  const lostReasons =
    known === undefined
      ? [...pipeline.lostReasons, next]
      : pipeline.lostReasons.map((each) => (each.id === next.id ? next : each));
  return { ok: true, pipeline: { ...pipeline, lostReasons } };
}

/** Archives a reason: deals that were lost for it keep its words. */
export function removeReason(
  pipeline: StoredPipeline,
  { reasonId }: Extract<PipelineEdit, { kind: 'removeReason' }>,
): EditResult {
  const known = pipeline.lostReasons.find(({ id }) => id === reasonId);
  if (known === undefined) return refuse({ why: 'gone' });
  if (pipeline.lostReasons.length === 1) return refuse({ why: 'lastReason' });
  return {
    ok: true,
    pipeline: {
      ...pipeline,
      lostReasons: pipeline.lostReasons.filter(({ id }) => id !== reasonId),
      archivedReasons: [...(pipeline.archivedReasons ?? []), known],
    },
  };
}
