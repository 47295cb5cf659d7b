import type { Change } from '../../../core/deal/change.ts';
import { applyPipelineChange, type PipelineChange, pipelineImpact } from '../../../core/deal/pipeline-change.ts';
import { editPipeline } from '../../../core/pipeline/edit-pipeline.ts';
import type { EditProblem, PipelineEdit } from '../../../core/pipeline/pipeline-edit.ts';
import { type Pipeline, stageById } from '../../../core/pipeline/stage.ts';
import { localizePipeline, type StoredPipeline } from '../../../core/pipeline/stored-pipeline.ts';
import { joinSafe, type SafeText } from '../../../locale/safe-text.ts';
import type { RequestContext } from '../../request/flow.ts';
import { literal, memberNameText } from '../../views/kit/text.ts';
import { type Notice, type PipelineFormData, stageText } from '../../views/workspace/settings/pipeline-pages.ts';
import { describeEdit, type EditSummary, parsePipelineChange, pipelinePayload } from './history/pipeline-history.ts';

/** How an edit ended. */
export type EditOutcome =
  | { readonly kind: 'saved'; readonly pipeline: Pipeline; readonly notice: Notice }
  /** Somebody was faster, it is about what is no more, or its effects were not told yet: nothing was saved. */
  | {
      readonly kind: 'faster' | 'gone' | 'told';
      readonly pipeline: Pipeline;
      readonly notice: Notice;
      readonly data: PipelineFormData;
    }
  | { readonly kind: 'problem'; readonly problem: EditProblem };

/** Who changed the stages last, when and what, as a sentence; where that was an undo or a setting, that they are others now. */
async function fasterNotice(context: RequestContext, version: number, isShort: boolean): Promise<Notice> {
  const { m, tenant, timeZone } = context;
  const change = await tenant.settingChanges.last({ kind: 'pipeline' }, 0);
  const read = change === undefined ? undefined : parsePipelineChange(change);
  if (change === undefined || read === undefined || read.version !== version)
    return { text: isShort ? m.pipeline.changedElsewhereShort : m.pipeline.changedElsewhere };
  const member = await tenant.members.byId(change.memberId);
  const who = member === undefined ? literal(change.memberId) : memberNameText(member);
  const say = isShort ? m.pipeline.changedMeanwhileShort : m.pipeline.changedMeanwhile;
  return { text: say(who, m.f.time(change.at, timeZone), describeEdit(context, read)) };
}

/** What an edit does to open deals. */
export async function loadEditedDeals({ tenant, act }: RequestContext, change: PipelineChange): Promise<readonly Change[]> {
  const files = await tenant.concernedDeals(change);
  return files.flatMap((file) => applyPipelineChange(file, change, act) ?? []);
}

/** What a person is told before an edit is saved; none where it changes nothing that anybody stands in. */
async function loadEffects(context: RequestContext, change: PipelineChange, edit: PipelineEdit): Promise<readonly SafeText[]> {
  const { m, tenant } = context;
  // The form of a removal says itself where the deals go.
  if (edit.kind === 'removeStage' || edit.kind === 'removeCriterion') return [];
  const { incomplete, complete } = pipelineImpact(await loadEditedDeals(context, change));
  const lines = [
    ...(incomplete > 0 ? [m.pipeline.impact.incomplete(incomplete)] : []),
    ...(complete > 0 ? [m.pipeline.impact.complete(complete)] : []),
  ];
  if (edit.kind !== 'changeStage') return lines;
  const [was, is] = [stageById(change.before, edit.stageId), stageById(change.after, edit.stageId)];
  if (was === undefined || is === undefined || is.minimum <= was.minimum) return lines;
  const stock = await tenant.funnel.stock(change.after.id);
  const holds = stock.find(({ stageId }) => stageId === edit.stageId)?.count ?? 0;
  return holds < is.minimum && holds >= was.minimum
    ? [...lines, m.pipeline.impact.short(stageText(is), holds, is.minimum)]
    : lines;
}

const summaryOf = (
  edit: PipelineEdit,
  { before, after }: { readonly before: StoredPipeline; readonly after: StoredPipeline },
): EditSummary => {
  const added = after.stages.find(({ id }) => before.stages.every((stage) => stage.id !== id));
  const stageId = edit.kind === 'addStage' ? added?.id : 'stageId' in edit ? edit.stageId : undefined;
  return {
    kind: edit.kind,
    ...(stageId === undefined ? {} : { stageId }),
    ...(edit.kind === 'removeStage' ? { into: edit.into } : {}),
  };
};

/** What was done, and what it did to deals. */
function savedText(
  { m }: RequestContext,
  what: SafeText,
  { changes, after }: { readonly changes: readonly Change[]; readonly after: Pipeline },
): SafeText {
  const { moved, incomplete, complete } = pipelineImpact(changes);
  const into = stageById(after, changes.find(({ event }) => event.before?.stageId !== event.after.stageId)?.deal.stageId ?? '');
  return joinSafe(
    [
      m.pipeline.saved(what),
      ...(moved > 0 && into !== undefined ? [m.pipeline.movedDeals(moved, stageText(into))] : []),
      ...(incomplete > 0 ? [m.pipeline.markedIncomplete(incomplete)] : []),
      ...(complete > 0 ? [m.pipeline.madeComplete(complete)] : []),
    ],
    ' ',
  );
}

/**
 * Makes one change of the stages: guarded by the version that the person saw, after what it does was told, in one transaction.
 *
 * @param seen what the form or page holds. @param isPress a button did it: nothing was typed that could be kept.
 */
export async function saveEdit(
  context: RequestContext,
  edit: PipelineEdit,
  { seen, isPress = false }: { readonly seen: PipelineFormData; readonly isPress?: boolean },
): Promise<EditOutcome> {
  const { tenant, act, at, language, m } = context;
  const stored = await tenant.pipeline(context.pipeline.id);
  if (stored === undefined) return { kind: 'problem', problem: { why: 'gone' } };
  const before = localizePipeline(stored, language);
  const { told, ...rest } = seen;
  const data = { ...rest, version: stored.version };
  const { key } = context.writeRequest();
  const result = editPipeline(stored, edit, { language, at, newId: tenant.newId });
  if (stored.version !== seen.version) {
    const isGone = !result.ok && result.problem.why === 'gone';
    return {
      kind: isGone ? 'gone' : 'faster',
      pipeline: before,
      notice: await fasterNotice(context, stored.version, isPress || isGone),
      data,
    };
  }
  if (!result.ok) return { kind: 'problem', problem: result.problem };
  const change = { before, after: localizePipeline(result.pipeline, language) };
  const effects = await loadEffects(context, change, edit);
  // The same effects, told once: what was told is known by its words.
  const digest = joinSafe(effects, ' ');
  if (effects.length > 0 && told !== digest) {
    const { impact } = m.pipeline;
    return {
      kind: 'told',
      pipeline: before,
      notice: { text: joinSafe([impact.title, ...effects, impact.again], '\n') },
      data: { ...data, told: digest },
    };
  }
  const changes = await loadEditedDeals(context, change);
  const summary = summaryOf(edit, { before: stored, after: result.pipeline });
  const payload = pipelinePayload(stored, summary);
  const saved = await tenant.savePipeline(result.pipeline, at, { act, key: key ?? tenant.newId(), payload });
  if (!saved.ok) return { kind: 'faster', pipeline: before, notice: await fasterNotice(context, -1, isPress), data };
  context.wake();
  const after = { ...change.after, version: saved.version };
  const what = describeEdit({ ...context, pipeline: after }, { before: stored, edit: summary });
  return {
    kind: 'saved',
    pipeline: after,
    notice: { text: savedText(context, what, { changes, after }), changeId: saved.changeId },
  };
}
