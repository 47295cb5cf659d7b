import type { StageId } from '../ids.ts';
import { removeReason, saveReason } from './edit-lost-reason.ts';
import { type EditResult, foldedTexts, isSame, refuse } from './edit-result.ts';
import { editStage, stageProblem, tooLongProblem } from './edit-stage.ts';
import type { CriterionDraft, EditContext, EditProblem, PipelineEdit, StageDraft } from './pipeline-edit.ts';
import { stageTemplate } from './seven-stages.ts';
import { STAGE_LIMITS } from './stage-limits.ts';
import { byLanguage, editText, type TypedTexts, textFields } from './stage-text.ts';
import type { StoredPipeline, StoredStage } from './stored-pipeline.ts';

const isOpen = ({ kind }: StoredStage): boolean => kind === 'open';

/** The stages in the order of the funnel, counted from 1: open ones, then Won, then Lost. */
function numbered(open: readonly StoredStage[], pipeline: StoredPipeline): readonly StoredStage[] {
  const closed = pipeline.stages.filter((stage) => !isOpen(stage));
  return [...open, ...closed].map((stage, index) => ({ ...stage, position: index + 1 }));
}

/** Puts an open stage behind another; undefined where that other one is gone. */
function placed(open: readonly StoredStage[], stage: StoredStage, after: StageId | null): readonly StoredStage[] | undefined {
  const others = open.filter(({ id }) => id !== stage.id);
  if (after === null) return [stage, ...others];
  const place = others.findIndex(({ id }) => id === after);
  return place < 0 ? undefined : [...others.slice(0, place + 1), stage, ...others.slice(place + 1)];
}

/** Whether a stage stands behind another one already. */
const standsAfter = (open: readonly StoredStage[], id: StageId, after: StageId | null): boolean => {
  const place = open.findIndex((stage) => stage.id === id);
  return place >= 0 && (open[place - 1]?.id ?? null) === after;
};

const withStage = (pipeline: StoredPipeline, stage: StoredStage): StoredPipeline => ({
  ...pipeline,
  stages: pipeline.stages.map((each) => (each.id === stage.id ? stage : each)),
});

function saved(before: StoredPipeline, after: StoredPipeline): EditResult {
  return isSame(before, after) ? refuse({ why: 'unchanged' }) : { ok: true, pipeline: after };
}

function addStage(
  pipeline: StoredPipeline,
  draft: StageDraft,
  { after, ...context }: EditContext & { after: StageId | null },
): EditResult {
  const open = pipeline.stages.filter(isOpen);
  if (open.length >= STAGE_LIMITS.stages) return refuse({ why: 'tooMany', of: 'stages', most: STAGE_LIMITS.stages });
  const problem = stageProblem(draft, { stages: pipeline.stages, id: undefined, kind: 'open' });
  if (problem !== undefined) return refuse(problem);
  const blank: StoredStage = {
    id: context.newId(),
    position: 0,
    kind: 'open',
    name: null,
    shortName: null,
    meaning: null,
    criteria: [],
    actions: [],
    startingProbability: draft.probabilityPercent / 100,
    minimum: draft.minimum,
    ageingDays: draft.ageingDays,
    strict: draft.strict,
    placedAt: context.at,
  };
  const stages = placed(open, editStage(blank, draft, context), after);
  return stages === undefined
    ? refuse({ why: 'gone' })
    : { ok: true, pipeline: { ...pipeline, stages: numbered(stages, pipeline) } };
}

function changeStage(
  pipeline: StoredPipeline,
  { stageId, after, draft }: Extract<PipelineEdit, { kind: 'changeStage' }>,
  context: EditContext,
): EditResult {
  const stage = pipeline.stages.find(({ id }) => id === stageId);
  if (stage === undefined) return refuse({ why: 'gone' });
  const problem = stageProblem(draft, { stages: pipeline.stages, id: stageId, kind: stage.kind });
  if (problem !== undefined) return refuse(problem);
  const changed = withStage(pipeline, editStage(stage, draft, context));
  if (!isOpen(stage) || standsAfter(changed.stages.filter(isOpen), stageId, after)) return saved(pipeline, changed);
  return moveStage(changed, { stageId, after }, context);
}

function moveStage(
  pipeline: StoredPipeline,
  { stageId, after }: { readonly stageId: StageId; readonly after: StageId | null },
  { at }: EditContext,
): EditResult {
  const open = pipeline.stages.filter(isOpen);
  const stage = open.find(({ id }) => id === stageId);
  if (stage === undefined || after === stageId) return refuse({ why: 'gone' });
  if (standsAfter(open, stageId, after)) return refuse({ why: 'unchanged' });
  const stages = placed(open, { ...stage, placedAt: at }, after);
  return stages === undefined
    ? refuse({ why: 'gone' })
    : { ok: true, pipeline: { ...pipeline, stages: numbered(stages, pipeline) } };
}

/** Archives a stage: the past keeps it. @param into the open stage that its deals go to. */
function removeStage(pipeline: StoredPipeline, { stageId, into }: Extract<PipelineEdit, { kind: 'removeStage' }>): EditResult {
  const open = pipeline.stages.filter(isOpen);
  const stage = open.find(({ id }) => id === stageId);
  if (stage === undefined) return refuse({ why: 'gone' });
  if (open.length === 1) return refuse({ why: 'lastOpenStage' });
  if (into === stageId || !open.some(({ id }) => id === into)) return refuse({ why: 'gone' });
  return {
    ok: true,
    pipeline: {
      ...pipeline,
      stages: numbered(
        open.filter(({ id }) => id !== stageId),
        pipeline,
      ),
      archivedStages: [...(pipeline.archivedStages ?? []), { ...stage, mergedInto: into }],
    },
  };
}

/** What a criterion says in each language; of the template, where it is of one. */
export const criterionTemplate = (stageId: StageId, criterionId: string): TypedTexts | undefined => {
  const found = stageTemplate(stageId)?.criteria.find(({ id }) => id === criterionId);
  return found === undefined ? undefined : byLanguage((code) => found[code]);
};

type StoredCriterion = StoredStage['criteria'][number];

function criterionProblem(stage: StoredStage, id: string | null, { text, field }: CriterionDraft): EditProblem | undefined {
  const others = stage.criteria.filter((each) => each.id !== id);
  if (foldedTexts(text).length === 0) return { why: 'empty', field: 'text' };
  const typed = foldedTexts(text);
  const isTaken = others.some((each) =>
    foldedTexts(textFields(each.text, criterionTemplate(stage.id, each.id))).some((one) => typed.includes(one)),
  );
  return (
    tooLongProblem('text', text, STAGE_LIMITS.criterion) ??
    (field !== null && others.some((each) => each.field === field) ? { why: 'fieldTaken' } : undefined) ??
    (isTaken ? { why: 'criterionTaken' } : undefined) ??
    (id === null && stage.criteria.length >= STAGE_LIMITS.criteria
      ? { why: 'tooMany', of: 'criteria', most: STAGE_LIMITS.criteria }
      : undefined)
  );
}

function saveCriterion(
  pipeline: StoredPipeline,
  { stageId, criterionId, draft }: Extract<PipelineEdit, { kind: 'saveCriterion' }>,
  { language, newId }: EditContext,
): EditResult {
  const stage = pipeline.stages.find(({ id }) => id === stageId);
  const known = stage?.criteria.find(({ id }) => id === criterionId);
  if (stage === undefined || (criterionId !== null && known === undefined)) return refuse({ why: 'gone' });
  const problem = criterionProblem(stage, criterionId, draft);
  if (problem !== undefined) return refuse(problem);
  const template = known === undefined ? undefined : criterionTemplate(stageId, known.id);
  const own = known?.text ?? null;
  const next: StoredCriterion = {
    id: known?.id ?? newId(),
    text: editText(template === undefined ? { own } : { own, template }, draft.text, language),
    required: draft.required,
    ...(draft.field === null ? {} : { field: draft.field }),
  };
  const criteria =
    known === undefined ? [...stage.criteria, next] : stage.criteria.map((each) => (each.id === next.id ? { ...next } : each));
  return isSame(known, next) ? refuse({ why: 'unchanged' }) : { ok: true, pipeline: withStage(pipeline, { ...stage, criteria }) };
}

function removeCriterion(
  pipeline: StoredPipeline,
  { stageId, criterionId }: Extract<PipelineEdit, { kind: 'removeCriterion' }>,
): EditResult {
  const stage = pipeline.stages.find(({ id }) => id === stageId);
  if (stage === undefined || !stage.criteria.some(({ id }) => id === criterionId)) return refuse({ why: 'gone' });
  const criteria = stage.criteria.filter(({ id }) => id !== criterionId);
  return { ok: true, pipeline: withStage(pipeline, { ...stage, criteria }) };
}

/**
 * A pipeline after one change that an admin made. Stages keep their ids: a rename or another order changes no statistics. A removed stage or
 * reason is archived.
 *
 * @returns the pipeline, at its old version; or why not.
 */
export function editPipeline(pipeline: StoredPipeline, edit: PipelineEdit, context: EditContext): EditResult {
  switch (edit.kind) {
    case 'addStage':
      return addStage(pipeline, edit.draft, { ...context, after: edit.after });
    case 'changeStage':
      return changeStage(pipeline, edit, context);
    case 'moveStage':
      return moveStage(pipeline, edit, context);
    case 'removeStage':
      return removeStage(pipeline, edit);
    case 'saveCriterion':
      return saveCriterion(pipeline, edit, context);
    case 'removeCriterion':
      return removeCriterion(pipeline, edit);
    case 'saveReason':
      return saveReason(pipeline, edit, context);
    case 'removeReason':
      return removeReason(pipeline, edit);
  }
}
