import type { ModalView } from '@slack/types';
import { pipelineImpact } from '../../../core/deal/pipeline-change.ts';
import { reasonTemplate } from '../../../core/pipeline/edit-lost-reason.ts';
import { criterionTemplate, editPipeline } from '../../../core/pipeline/edit-pipeline.ts';
import { openStages, type Pipeline, stageById } from '../../../core/pipeline/stage.ts';
import { textFields } from '../../../core/pipeline/stage-text.ts';
import { localizePipeline, type StoredPipeline } from '../../../core/pipeline/stored-pipeline.ts';
import type { Press, Reply, RequestContext } from '../../request/flow.ts';
import { criterionForm, reasonForm, removeStageForm } from '../../views/workspace/settings/pipeline-forms.ts';
import {
  NEW,
  type Notice,
  pipelineListView,
  reasonsPageView,
  stageHolding,
  stagePageView,
} from '../../views/workspace/settings/pipeline-pages.ts';
import { stageForm } from '../../views/workspace/settings/stage-form.ts';
import { newStageDraft, toStageDraft } from './read-pipeline-forms.ts';
import { loadEditedDeals } from './save-pipeline-edit.ts';

/** Which page a change comes back to. */
export type Page = 'list' | 'reasons' | { readonly stageId: string };

/** A page of the editor; the list, where the stage is gone. @param pipeline as it is; undefined: as the request found it. */
export async function showPage(
  context: RequestContext,
  page: Page,
  { pipeline = context.pipeline, notice }: { readonly pipeline?: Pipeline; readonly notice?: Notice } = {},
): Promise<ModalView> {
  const { m, tenant } = context;
  const shown = { pipeline, stock: await tenant.funnel.stock(pipeline.id), notice };
  if (page === 'reasons') return reasonsPageView(m, shown);
  const stage = page === 'list' ? undefined : stageById(pipeline, page.stageId);
  return stage === undefined ? pipelineListView(m, shown) : stagePageView(m, shown, stage);
}

/** From a message it opens, within the editor it takes the place of the page. */
export const show = (press: Press, view: ModalView): Reply => ({ kind: press.data === null ? 'open' : 'update', view });

/** What a form is about: the pipeline as it is kept, and as the person reads it. */
export async function loadEdited(
  context: RequestContext,
): Promise<{ readonly stored: StoredPipeline; readonly pipeline: Pipeline }> {
  const stored = await context.tenant.pipeline(context.pipeline.id);
  if (stored === undefined) throw new Error('the pipeline that the request was read with is gone');
  return { stored, pipeline: localizePipeline(stored, context.language) };
}

const gone = async (context: RequestContext): Promise<ModalView> =>
  showPage(context, 'list', { notice: { text: context.m.pipeline.problems.gone } });

export async function openStageForm(context: RequestContext, press: Press): Promise<Reply> {
  const { stored, pipeline } = await loadEdited(context);
  const open = openStages(pipeline);
  if (press.value === NEW) {
    const last = stored.stages.findLast(({ kind }) => kind === 'open');
    const draft = newStageDraft(stored.stages, last);
    const view = stageForm(context.m, {
      pipeline,
      stage: undefined,
      draft,
      after: last?.id ?? null,
      data: { version: stored.version },
    });
    return show(press, view);
  }
  const [stage, kept] = [stageById(pipeline, press.value), stored.stages.find(({ id }) => id === press.value)];
  if (stage === undefined || kept === undefined) return show(press, await gone(context));
  const after = open[open.findIndex(({ id }) => id === stage.id) - 1]?.id ?? null;
  const data = { version: stored.version, stageId: stage.id };
  return show(press, stageForm(context.m, { pipeline, stage, draft: toStageDraft(kept), after, data }));
}

export async function openRemoval(context: RequestContext, press: Press): Promise<Reply> {
  const { stored, pipeline } = await loadEdited(context);
  const view = await removalView(context, { stored, pipeline, stageId: press.value });
  return show(press, view ?? (await gone(context)));
}

/** The form of a removal, with what would become of the deals in each stage that could take them; undefined where the stage is gone. */
export async function removalView(
  context: RequestContext,
  { stored, pipeline, stageId, notice }: { stored: StoredPipeline; pipeline: Pipeline; stageId: string; notice?: Notice },
): Promise<ModalView | undefined> {
  const { m, tenant, at, language } = context;
  const stage = stageById(pipeline, stageId);
  if (stage === undefined || stage.kind !== 'open') return undefined;
  const others = openStages(pipeline).filter(({ id }) => id !== stageId);
  const stock = await tenant.funnel.stock(pipeline.id);
  const holding = stageHolding(m, { pipeline, stock }, stageId);
  if (others.length === 0)
    return stagePageView(m, { pipeline, stock, notice: { text: m.pipeline.problems.lastOpenStage } }, stage);
  const choices = await Promise.all(
    others.map(async (other) => {
      const edited = editPipeline(
        stored,
        { kind: 'removeStage', stageId, into: other.id },
        { language, at, newId: tenant.newId },
      );
      if (!edited.ok || holding.count === 0) return { stage: other, incomplete: 0 };
      const change = { before: pipeline, after: localizePipeline(edited.pipeline, language) };
      const moved = (await loadEditedDeals(context, change)).filter(({ event }) => event.before?.stageId === stageId);
      return { stage: other, incomplete: pipelineImpact(moved).incomplete };
    }),
  );
  const into = others.findLast(({ position }) => position < stage.position) ?? others[0];
  return removeStageForm(m, {
    ...{ stage, holding, choices, into: into?.id ?? '' },
    ...{ data: { version: stored.version, stageId }, notice },
  });
}

export async function openCriterion(context: RequestContext, press: Press): Promise<Reply> {
  const [stageId = '', criterionId = ''] = press.value.split(' ');
  const { stored } = await loadEdited(context);
  const stage = stored.stages.find(({ id }) => id === stageId);
  const known = stage?.criteria.find(({ id }) => id === criterionId);
  if (stage === undefined || (criterionId !== NEW && known === undefined)) return show(press, await gone(context));
  const text = textFields(known?.text ?? null, known === undefined ? undefined : criterionTemplate(stageId, known.id));
  const draft = { text, required: known?.required ?? true, field: known?.field ?? null };
  const data = { version: stored.version, stageId, ...(known === undefined ? {} : { criterionId }) };
  return show(press, criterionForm(context.m, { draft, data }));
}

export async function openReason(context: RequestContext, press: Press): Promise<Reply> {
  const { stored } = await loadEdited(context);
  const known = stored.lostReasons.find(({ id }) => id === press.value);
  if (press.value !== NEW && known === undefined) return show(press, await gone(context));
  const text = textFields(known?.text ?? null, known === undefined ? undefined : reasonTemplate(known.id));
  const data = { version: stored.version, ...(known === undefined ? {} : { reasonId: known.id }) };
  return show(press, reasonForm(context.m, { text, data }));
}
