import type { ModalView } from '@slack/types';
import type { PipelineId } from '../../../core/ids.ts';
import type { PipelineSettingsEdit } from '../../../core/pipeline/pipeline-settings.ts';
import { localizePipelines, type Pipelines, pipelineById } from '../../../core/pipeline/pipelines.ts';
import type { StoredPipeline } from '../../../core/pipeline/stored-pipeline.ts';
import { joinSafe, type SafeText } from '../../../locale/safe-text.ts';
import type { Subscription } from '../../../store/types/channels.ts';
import type { Press, Reply, RequestContext } from '../../request/flow.ts';
import {
  type PipelineSummary,
  type PipelinesNotice,
  pipelineSummaryView,
  pipelinesView,
} from '../../views/workspace/settings/pipelines-pages.ts';
import { forAdmins as forAdminsOf } from './for-admins.ts';
import { describePipelineSettings, pipelineSettingsSentence } from './history/pipeline-settings-history.ts';

/** Runs for admins only; others are told. */
export const forPipelineAdmins = (context: RequestContext, run: () => Promise<Reply>): Promise<Reply> =>
  forAdminsOf(context, context.m.pipelines.adminsOnly, run);

/** The pipelines as they are now: what was just done is seen. */
export async function loadFreshPipelines({ tenant, language, pipelines }: RequestContext): Promise<Pipelines> {
  const [first, ...others] = await tenant.allPipelines();
  return first === undefined ? pipelines : localizePipelines({ first, others }, language);
}

/** A channel as the pages name it. */
export const toChannel = ({ channelId, channelName }: Subscription) => ({ id: channelId, name: channelName });

async function loadSummaries(context: RequestContext): Promise<readonly PipelineSummary[]> {
  const { tenant } = context;
  const [fresh, subscriptions] = await Promise.all([loadFreshPipelines(context), tenant.subscriptions.all()]);
  return Promise.all(
    [...fresh.inUse, ...fresh.archived].map(async (pipeline) => {
      const stock = await tenant.funnel.stock(pipeline.id);
      const own = subscriptions.filter(({ pipelineId }) => pipelineId === pipeline.id);
      return {
        pipeline,
        isDefault: pipeline.id === fresh.inUse[0].id,
        count: stock.reduce((sum, { count }) => sum + count, 0),
        worth: { minor: stock.reduce((sum, { valueMinor }) => sum + valueMinor, 0), currency: pipeline.currency },
        channels: own.map(toChannel),
      };
    }),
  );
}

/** The page of one; all of them, where none is asked for or it is gone. */
export async function showPipelinesPage(context: RequestContext, id?: PipelineId, notice?: PipelinesNotice): Promise<ModalView> {
  const all = await loadSummaries(context);
  const one = all.find(({ pipeline }) => pipeline.id === id);
  return one === undefined ? pipelinesView(context.m, { all, notice }) : pipelineSummaryView(context.m, one, notice);
}

/** From a message it opens, within the pages it takes the place of the one before. */
export const show = (press: Press, view: ModalView): Reply => ({ kind: press.data === null ? 'open' : 'update', view });

type Done = { readonly ok: true; readonly notice: PipelinesNotice } | { readonly ok: false; readonly sentence: SafeText };

/** Does one thing to the pipelines, and says so, or why not. */
export async function savePipelineSettings(
  context: RequestContext,
  edit: PipelineSettingsEdit,
  pipeline?: StoredPipeline,
): Promise<Done> {
  const { m, tenant, member, at, pipelines } = context;
  const name = pipelineById(pipelines, edit.id)?.name ?? ('name' in edit ? edit.name : '');
  const { key } = context.writeRequest();
  const saved = await tenant.pipelineSettings.save(edit, { memberId: member.id, at, key: key ?? tenant.newId() }, pipeline);
  if (!saved.ok) return { ok: false, sentence: pipelineSettingsSentence(m, saved.problem) };
  const said = m.pipelines.saved(describePipelineSettings(m, { edit, name }));
  const text = edit.kind === 'add' ? joinSafe([said, m.pipelines.next], ' ') : said;
  return { ok: true, notice: { text, changeId: saved.changeId } };
}
