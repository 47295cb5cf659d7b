import type { ModalView } from '@slack/types';
import type { PipelineEdit } from '../../../core/pipeline/pipeline-edit.ts';
import { openStages, type Pipeline, stageById } from '../../../core/pipeline/stage.ts';
import type { Flow, Press, Reply, RequestContext } from '../../request/flow.ts';
import type { Form } from '../../request/form.ts';
import { submitHandler } from '../../request/submit-handler.ts';
import { forAdmins as forAdminsOf } from '../../steps/settings/for-admins.ts';
import {
  loadEdited,
  openCriterion,
  openReason,
  openRemoval,
  openStageForm,
  type Page,
  removalView,
  show,
  showPage,
} from '../../steps/settings/open-pipeline-forms.ts';
import {
  problemBlock,
  problemSentence,
  readCriterionDraft,
  readStageDraft,
  readTexts,
  reservedName,
} from '../../steps/settings/read-pipeline-forms.ts';
import { saveEdit } from '../../steps/settings/save-pipeline-edit.ts';
import { undoPipelineEdit } from '../../steps/settings/undo-pipeline-edit.ts';
import {
  CRITERION_FORM,
  criterionForm,
  REASON_FORM,
  REMOVAL_FIELDS,
  REMOVE_STAGE_FORM,
  reasonForm,
} from '../../views/workspace/settings/pipeline-forms.ts';
import {
  DROP_CRITERION,
  DROP_REASON,
  EDIT_CRITERION,
  EDIT_REASON,
  EDIT_STAGE,
  type Notice,
  OPEN_PIPELINE,
  OPEN_REASONS,
  OPEN_STAGE,
  type PipelineFormData,
  PLACE_STAGE,
  pipelineFormData,
  REMOVE_STAGE,
  UNDO_PIPELINE,
} from '../../views/workspace/settings/pipeline-pages.ts';
import { FIRST_PLACE, STAGE_FIELDS, STAGE_FORM, stageForm } from '../../views/workspace/settings/stage-form.ts';

const forAdmins = (context: RequestContext, run: () => Promise<Reply>): Promise<Reply> =>
  forAdminsOf(context, context.m.pipeline.adminsOnly, run);

const openPage = (context: RequestContext, press: Press, page: Page): Promise<Reply> =>
  forAdmins(context, async () => show(press, await showPage(context, page)));

/** How a form looks once more, with what was typed. */
type FormAgain = (shown: {
  readonly pipeline: Pipeline;
  readonly data: PipelineFormData;
  readonly notice: Notice;
}) => ModalView | Promise<ModalView>;

/** Saves what a form asks for; where that is not to be yet, the form stays with what was typed. */
async function submitEdit(
  context: RequestContext,
  edit: PipelineEdit,
  { seen, page, again }: { readonly seen: PipelineFormData; readonly page: Page; readonly again: FormAgain },
): Promise<Reply> {
  const outcome = await saveEdit(context, edit, { seen });
  if (outcome.kind === 'saved' || outcome.kind === 'gone')
    return { kind: 'update', view: await showPage(context, outcome.kind === 'gone' ? 'list' : page, outcome) };
  if (outcome.kind !== 'problem') return { kind: 'update', view: await again(outcome) };
  const { pipeline } = await loadEdited(context);
  const sentence = problemSentence(context, outcome.problem, pipeline);
  const block = problemBlock(context, outcome.problem);
  if (block !== undefined) return { kind: 'errors', errors: { [block]: sentence } };
  if (outcome.problem.why === 'gone')
    return { kind: 'update', view: await showPage(context, 'list', { pipeline, notice: { text: sentence } }) };
  return { kind: 'update', view: await again({ pipeline, data: seen, notice: { text: sentence } }) };
}

/** Does at once what a button asks for. */
async function pressEdit(
  context: RequestContext,
  press: Press,
  { edit, page }: { readonly edit: PipelineEdit; readonly page: Page },
): Promise<Reply> {
  return forAdmins(context, async () => {
    const seen = pipelineFormData.decode(press.data ?? '') ?? { version: context.pipeline.version };
    const outcome = await saveEdit(context, edit, { seen, isPress: true });
    if (outcome.kind !== 'problem') return show(press, await showPage(context, page, outcome));
    const { pipeline } = await loadEdited(context);
    const notice = { text: problemSentence(context, outcome.problem, pipeline) };
    return show(press, await showPage(context, page, { pipeline, notice }));
  });
}

function submitStage(context: RequestContext, form: Form, seen: PipelineFormData): Promise<Reply> {
  return forAdmins(context, async () => {
    const draft = readStageDraft(form);
    const reserved = reservedName(context, draft);
    if (reserved !== undefined) return { kind: 'errors', errors: reserved };
    const chosen = form.choice(STAGE_FIELDS.after);
    const after = chosen === null || chosen === FIRST_PLACE ? null : chosen;
    const { stageId } = seen;
    const edit: PipelineEdit =
      stageId === undefined ? { kind: 'addStage', after, draft } : { kind: 'changeStage', stageId, after, draft };
    return submitEdit(context, edit, {
      seen,
      page: 'list',
      again: ({ pipeline, ...shown }) =>
        stageForm(context.m, { pipeline, stage: stageById(pipeline, stageId ?? ''), draft, after, ...shown }),
    });
  });
}

function submitRemoval(context: RequestContext, form: Form, seen: PipelineFormData): Promise<Reply> {
  return forAdmins(context, async () => {
    const { stageId = '' } = seen;
    const edit: PipelineEdit = { kind: 'removeStage', stageId, into: form.choice(REMOVAL_FIELDS.into) ?? '' };
    return submitEdit(context, edit, {
      seen,
      page: 'list',
      again: async ({ notice }) => {
        const fresh = await loadEdited(context);
        const view = await removalView(context, { ...fresh, stageId, notice });
        return view ?? showPage(context, 'list', { pipeline: fresh.pipeline, notice });
      },
    });
  });
}

function submitCriterion(context: RequestContext, form: Form, seen: PipelineFormData): Promise<Reply> {
  return forAdmins(context, async () => {
    const draft = readCriterionDraft(form);
    const { stageId = '', criterionId = null } = seen;
    return submitEdit(
      context,
      { kind: 'saveCriterion', stageId, criterionId, draft },
      {
        seen,
        page: { stageId },
        again: (shown) => criterionForm(context.m, { draft, ...shown }),
      },
    );
  });
}

function submitReason(context: RequestContext, form: Form, seen: PipelineFormData): Promise<Reply> {
  return forAdmins(context, async () => {
    const text = readTexts(form);
    return submitEdit(
      context,
      { kind: 'saveReason', reasonId: seen.reasonId ?? null, text },
      {
        seen,
        page: 'reasons',
        again: (shown) => reasonForm(context.m, { text, ...shown }),
      },
    );
  });
}

/** One place earlier or later. */
function placeStage(context: RequestContext, press: Press): Promise<Reply> {
  const open = openStages(context.pipeline);
  const place = open.findIndex(({ id }) => id === press.value);
  const after = press.suffix === 'up' ? open[place - 2] : open[place + 1];
  const edit: PipelineEdit = { kind: 'moveStage', stageId: press.value, after: after?.id ?? null };
  return pressEdit(context, press, { edit, page: { stageId: press.value } });
}

async function undo(context: RequestContext, press: Press): Promise<Reply> {
  return forAdmins(context, async () => {
    const change = await context.tenant.settingChanges.byId(press.value);
    const text = change === undefined ? context.m.common.gone : await undoPipelineEdit(context, change);
    const { pipeline } = await loadEdited(context);
    return show(press, await showPage(context, 'list', { pipeline, notice: { text } }));
  });
}

/** The stages, what they ask for, and why deals are lost: an admin changes them. */
export const pipelineFlow = {
  funnelCommands: {
    pipeline: {
      takesDeal: null,
      isOfPipeline: true,
      opensForm: true,
      run: (context) => forAdmins(context, async () => ({ kind: 'open', view: await showPage(context, 'list') })),
    },
  },
  buttons: {
    [OPEN_PIPELINE]: { isOfPipeline: true, opensForm: true, run: (context, press) => openPage(context, press, 'list') },
    [OPEN_STAGE]: {
      isOfPipeline: true,
      opensForm: true,
      run: (context, press) => openPage(context, press, { stageId: press.value }),
    },
    [OPEN_REASONS]: { isOfPipeline: true, opensForm: true, run: (context, press) => openPage(context, press, 'reasons') },
    [EDIT_STAGE]: { opensForm: true, run: (context, press) => forAdmins(context, () => openStageForm(context, press)) },
    [REMOVE_STAGE]: { opensForm: true, run: (context, press) => forAdmins(context, () => openRemoval(context, press)) },
    [EDIT_CRITERION]: { opensForm: true, run: (context, press) => forAdmins(context, () => openCriterion(context, press)) },
    [EDIT_REASON]: { opensForm: true, run: (context, press) => forAdmins(context, () => openReason(context, press)) },
    [PLACE_STAGE]: { opensForm: true, run: placeStage },
    [DROP_CRITERION]: {
      opensForm: true,
      run: (context, press) => {
        const [stageId = '', criterionId = ''] = press.value.split(' ');
        return pressEdit(context, press, { edit: { kind: 'removeCriterion', stageId, criterionId }, page: { stageId } });
      },
    },
    [DROP_REASON]: {
      opensForm: true,
      run: (context, press) =>
        pressEdit(context, press, { edit: { kind: 'removeReason', reasonId: press.value }, page: 'reasons' }),
    },
    [UNDO_PIPELINE]: { opensForm: true, run: undo },
  },
  forms: {
    [STAGE_FORM]: submitHandler(pipelineFormData, submitStage),
    [REMOVE_STAGE_FORM]: submitHandler(pipelineFormData, submitRemoval),
    [CRITERION_FORM]: submitHandler(pipelineFormData, submitCriterion),
    [REASON_FORM]: submitHandler(pipelineFormData, submitReason),
  },
} satisfies Flow;
