import { DEAL_VISIBILITIES } from '../../../core/people/viewer.ts';
import { pipelineById } from '../../../core/pipeline/pipelines.ts';
import type { Flow, Press, Reply, RequestContext } from '../../request/flow.ts';
import type { Form } from '../../request/form.ts';
import { submitHandler } from '../../request/submit-handler.ts';
import {
  forPipelineAdmins,
  loadFreshPipelines,
  savePipelineSettings,
  show,
  showPipelinesPage,
  toChannel,
} from '../../steps/settings/pipelines-page.ts';
import type { DataOf } from '../../views/kit/form-data.ts';
import {
  OPEN_PIPELINE_VISIBILITY,
  PIPELINE_VISIBILITY_FORM,
  pipelineVisibilityForm,
  VISIBILITY_FIELDS,
  visibilityFormData,
} from '../../views/workspace/settings/pipeline-visibility-form.ts';

async function openVisibility(context: RequestContext, press: Press): Promise<Reply> {
  const { m, tenant } = context;
  const pipeline = pipelineById(await loadFreshPipelines(context), press.value);
  if (pipeline === undefined)
    return show(press, await showPipelinesPage(context, undefined, { text: m.pipelines.problems.gone }));
  const own = (await tenant.subscriptions.all()).filter(({ pipelineId }) => pipelineId === pipeline.id);
  return show(press, pipelineVisibilityForm(m, pipeline, own.map(toChannel)));
}

/** Cards that channels have are shown again as those may see them now, behind the answer. */
function submitVisibility(context: RequestContext, form: Form, { id }: DataOf<typeof visibilityFormData>): Promise<Reply> {
  return forPipelineAdmins(context, async () => {
    const chosen = form.choice(VISIBILITY_FIELDS.who);
    const visibility = DEAL_VISIBILITIES.find((each) => each === chosen);
    if (visibility === undefined)
      return { kind: 'errors', errors: { [VISIBILITY_FIELDS.who]: context.m.pipelines.problems.gone } };
    const shownIn = visibility === 'everybody' ? [] : form.choices(VISIBILITY_FIELDS.channels);
    const done = await savePipelineSettings(context, { kind: 'visibility', id, visibility, shownIn });
    context.wake();
    return done.ok
      ? { kind: 'update', view: await showPipelinesPage(context, id, done.notice) }
      : { kind: 'errors', errors: { [VISIBILITY_FIELDS.who]: done.sentence } };
  });
}

/** Who sees the single deals of a pipeline: an admin says so, and may take it back. */
export const pipelineVisibilityFlow = {
  buttons: {
    [OPEN_PIPELINE_VISIBILITY]: {
      opensForm: true,
      run: (context, press) => forPipelineAdmins(context, () => openVisibility(context, press)),
    },
  },
  forms: { [PIPELINE_VISIBILITY_FORM]: submitHandler(visibilityFormData, submitVisibility) },
} satisfies Flow;
