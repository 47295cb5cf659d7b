import { loadForecastChangeDeals } from '../../../facts/digest/forecast-change-facts.ts';
import { loadPipeline } from '../../../facts/load-pipeline.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import { loadRefusalContext } from '../../request/refusal-context.ts';
import { pressedTeam } from '../../steps/team-context.ts';
import {
  FORECAST_CHANGE_PAGE,
  FORECAST_CHANGE_PAGE_SIZE,
  type ForecastChangeState,
  forecastChangeState,
  forecastChangeView,
  OPEN_FORECAST_CHANGE,
} from '../../views/funnel/forecast-change.ts';
import { textMessage } from '../../views/kit/blocks.ts';

/** What a button or a window of ours carries; undefined for anything else. */
const parseState = (text: string | null): ForecastChangeState | undefined => forecastChangeState.decode(text ?? '');

async function showDeals(
  context: RequestContext,
  shown: ForecastChangeState | undefined,
  how: 'open' | 'update',
): Promise<Reply> {
  const { m, tenant } = context;
  const pipeline = shown === undefined ? undefined : await loadPipeline(tenant, context.language, shown.pipelineId);
  if (shown === undefined || pipeline === undefined) return { kind: 'say', message: textMessage(m.drillDown.gone) };
  const { since, from, to, restMinor, kind, offset, teamId } = shown;
  const at = Math.min(shown.at, context.at);
  const scope = await pressedTeam({ ...context, pipeline, at }, teamId);
  if (teamId !== undefined && scope.team === undefined) return { kind: 'say', message: textMessage(m.teams.problems.gone) };
  const [deals, { members }] = await Promise.all([
    loadForecastChangeDeals(
      scope,
      { since, period: { from, to }, restMinor, kind },
      { limit: FORECAST_CHANGE_PAGE_SIZE, offset },
    ),
    loadRefusalContext(context),
  ]);
  return { kind: how, view: forecastChangeView(m, { ...shown, at }, { ...deals, pipeline, members }) };
}

/** The deals behind each part of why a forecast moved. */
export const forecastChangeFlow = {
  buttons: {
    [OPEN_FORECAST_CHANGE]: {
      opensForm: true,
      run: (context, press) => showDeals(context, parseState(press.value), 'open'),
    },
    [FORECAST_CHANGE_PAGE]: {
      run: (context, press) => {
        const shown = parseState(press.data);
        return showDeals(context, shown === undefined ? undefined : { ...shown, offset: Number(press.value) || 0 }, 'update');
      },
    },
  },
} satisfies Flow;
