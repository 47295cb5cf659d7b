import type { DrillDownKey } from '../../../core/funnel/drill-down.ts';
import type { TeamId } from '../../../core/ids.ts';
import { loadDrillDown } from '../../../facts/digest/drill-down-facts.ts';
import { loadPredicted } from '../../../facts/digest/predicted-facts.ts';
import { loadStageExits } from '../../../facts/digest/stage-exit-facts.ts';
import { loadPipeline } from '../../../facts/load-pipeline.ts';
import type { PipelineScope } from '../../../facts/scope.ts';
import { inTeam } from '../../../facts/team-scope.ts';
import type { Tenant } from '../../../store/types/store.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import { loadRefusalContext } from '../../request/refusal-context.ts';
import { pressedTeam } from '../../steps/team-context.ts';
import {
  DRILL_DOWN_NUMBER,
  DRILL_DOWN_PAGE,
  DRILL_DOWN_PAGE_SIZE,
  type DrillDownState,
  drillDownKeySchema,
  drillDownState,
  drillDownView,
  OPEN_DRILL_DOWN,
} from '../../views/funnel/drill-down.ts';
import { textMessage } from '../../views/kit/blocks.ts';

/** What a button or a window of ours carries; undefined for anything else. */
const parseDrillDownState = (text: string | null): DrillDownState | undefined => drillDownState.decode(text ?? '');

/** 'stage:offer', 'left:offer', 'predicted:6' and 'won', as the choice of numbers says them. */
function parseDrillDownNumber(value: string): DrillDownKey | undefined {
  const [kind = '', ...rest] = value.split(':');
  const which = rest.length === 0 ? {} : kind === 'predicted' ? { bin: Number(rest[0]) } : { stageId: rest.join(':') };
  const parsed = drillDownKeySchema.safeParse({ kind, ...which });
  return parsed.success ? parsed.data : undefined;
}

/** What tells the numbers of a post: those of its team, or all. */
async function tenantOf(context: RequestContext, where: PipelineScope, teamId: TeamId | undefined): Promise<Tenant> {
  const { team } = await pressedTeam({ ...context, pipeline: where.pipeline, at: where.at }, teamId);
  return team === undefined ? where.tenant : inTeam(where, team).tenant;
}

async function showDrillDown(context: RequestContext, shown: DrillDownState | undefined, how: 'open' | 'update'): Promise<Reply> {
  const { m, tenant } = context;
  const pipeline = shown === undefined ? undefined : await loadPipeline(tenant, context.language, shown.pipelineId);
  if (shown === undefined || pipeline === undefined) return { kind: 'say', message: textMessage(m.drillDown.gone) };
  const at = Math.min(shown.at, context.at);
  const page = { limit: DRILL_DOWN_PAGE_SIZE, offset: shown.offset };
  const where = { tenant, viewer: context.viewer, pipeline, at, timeZone: shown.timeZone, workspace: context.workspace };
  const load = async () => {
    if (shown.statistics === true) return loadStageExits(where, shown.of, page);
    if (shown.predictions === true) return loadPredicted(where, shown.of, page);
    const own = await tenantOf(context, where, shown.teamId);
    const { since, listed, review } = shown;
    return loadDrillDown({ ...where, tenant: own, since, listed, review }, shown.of, page);
  };
  const [facts, { members }] = await Promise.all([load(), loadRefusalContext(context)]);
  return {
    kind: how,
    view: drillDownView(m, { ...shown, at }, { facts, pipeline, members, fiscalStartMonth: context.workspace.fiscalStartMonth }),
  };
}

/** The deals behind the numbers of a post, as they stood when it was made. */
export const drillDownFlow = {
  buttons: {
    [OPEN_DRILL_DOWN]: {
      opensForm: true,
      run: (context, press) => showDrillDown(context, parseDrillDownState(press.value), 'open'),
    },
    [DRILL_DOWN_NUMBER]: {
      run: (context, press) => {
        const [shown, of] = [parseDrillDownState(press.data), parseDrillDownNumber(press.value)];
        const next = shown === undefined || of === undefined ? undefined : { ...shown, of, offset: 0 };
        return showDrillDown(context, next, 'update');
      },
    },
    [DRILL_DOWN_PAGE]: {
      run: (context, press) => {
        const shown = parseDrillDownState(press.data);
        return showDrillDown(context, shown === undefined ? undefined : { ...shown, offset: Number(press.value) || 0 }, 'update');
      },
    },
  },
} satisfies Flow;
