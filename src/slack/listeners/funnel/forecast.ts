import { isSamePeriod, periodCoverage } from '../../../core/funnel/plan/period-coverage.ts';
import type { ForecastWithWins } from '../../../core/funnel/reconcile-forecasts.ts';
import { type EffectiveTarget, effectiveTarget } from '../../../core/numbers/targets.ts';
import { isAllowed } from '../../../core/people/rights.ts';
import { stageById } from '../../../core/pipeline/stage.ts';
import { isPlainDate, type PlainDate } from '../../../core/time/calendar.ts';
import { type Period, type PeriodKind, periodContaining } from '../../../core/time/periods.ts';
import { loadForecastChange } from '../../../facts/digest/forecast-change-facts.ts';
import { loadForecastChart } from '../../../facts/forecast-chart-facts.ts';
import {
  computePeriodForecasts,
  loadPeriodForecastInputs,
  MAX_REPS_RECONCILED,
  ownersInPeriod,
} from '../../../facts/period-forecasts.ts';
import { parseTargetLine } from '../../../input/lines/target-line.ts';
import { forecastSvg } from '../../charts/forecast-svg.ts';
import { dateContext } from '../../request/date-context.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import { calibrationMessage, calibrationPicture, SHOW_CALIBRATION } from '../../views/funnel/calibration.ts';
import { FORECAST_REPS_PER_PAGE, forecastList, SHOW_FORECAST } from '../../views/funnel/forecast.ts';
import { FORECAST_CHART, forecastChartAlt, forecastChartData } from '../../views/funnel/forecast-chart.ts';
import { textMessage } from '../../views/kit/blocks.ts';
import { notificationText } from '../../views/kit/text.ts';

/** Won and expected of a target in whole per cent, by the plan's rule. */
const coveredPercent = (period: Period, target: EffectiveTarget | undefined, { wonMinor, expectedMinor }: ForecastWithWins) =>
  periodCoverage({ period, running: true, targetMinor: target?.valueMinor ?? null, wonMinor, expectedMinor, range: null })
    .percent;

async function showForecast(
  context: RequestContext,
  { kind, on, offset = 0 }: { readonly kind: PeriodKind; readonly on: PlainDate; readonly offset?: number },
): Promise<Reply> {
  const { m, tenant, pipeline, member, at, timeZone, workspace } = context;
  const { fiscalStartMonth } = workspace;
  if (!(await tenant.funnel.hasClosedDeals(pipeline.id))) return { kind: 'say', message: textMessage(m.forecast.early) };
  const period = periodContaining(on, kind, fiscalStartMonth);
  const year = periodContaining(on, 'year', fiscalStartMonth);
  const [inputs, targets, members, estimated, hygiene] = await Promise.all([
    loadPeriodForecastInputs(context, period),
    tenant.targets.between(pipeline.id, year.startsOn, year.endsOn),
    tenant.members.all(),
    tenant.deals.withWinOverride(pipeline.id, context.today),
    tenant.funnel.hygiene(pipeline.id, context.today),
  ]);
  // A rep sees the team and their own; a manager everybody who has or had something.
  const owners = ownersInPeriod(inputs);
  const all = context.solo ? [] : members.filter(({ id }) => owners.has(id));
  const visible = all.filter(({ id }) => isAllowed(member.role, 'digest.preview') || id === member.id);
  const page = visible.slice(offset, offset + FORECAST_REPS_PER_PAGE);
  const addUp = all.length <= MAX_REPS_RECONCILED;
  const estimates = estimated.map((deal) => ({
    ...{ stageId: deal.stageId, ownerId: deal.ownerId, tier: deal.tier, ageMs: Math.max(0, at - deal.stageSince) },
    ...{ valueMinor: deal.pipelineValueMinor ?? 0, winOverride: deal.winOverride?.win ?? 0 },
  }));
  const asked = { reps: (addUp ? all : page).map(({ id }) => id), addUp, estimates };
  const { team, reps, estimatesChangeMinor } = await computePeriodForecasts(context, inputs, asked);
  // Of the first page: the next ones only go on with the reps.
  const change = offset === 0 ? await loadForecastChange(context, [{ period, forecast: team }]) : null;
  const { path } = inputs.plan;
  const target = effectiveTarget(targets, null, period);
  const list = {
    period,
    currency: pipeline.currency,
    fiscalStartMonth,
    team: { forecast: team, target },
    percent: coveredPercent(period, target, team),
    estimates: { count: estimates.length, changeMinor: estimatesChangeMinor },
    hygiene,
    path: path !== null && isSamePeriod(path.period, period) ? path : null,
    stageShortName: (id: string) => stageById(pipeline, id)?.shortName ?? id,
    change,
    offset,
    repsTotal: visible.length,
    asOf: { pipelineId: pipeline.id, at, timeZone },
    reps: page.flatMap((rep) => {
      const own = reps.find(({ ownerId }) => ownerId === rep.id);
      return own === undefined ? [] : [{ ...own, member: rep, target: effectiveTarget(targets, rep.id, period) }];
    }),
  };
  return { kind: 'say', message: forecastList(m, list), replacesOriginal: true };
}

/** The team's forecast as a picture: what was won, what is expected with its range, and the target. */
async function showChart(context: RequestContext, kind: PeriodKind): Promise<Reply> {
  const { m, tenant, pipeline } = context;
  if (!(await tenant.funnel.hasClosedDeals(pipeline.id))) return { kind: 'say', message: textMessage(m.forecast.early) };
  const facts = await loadForecastChart(context, kind);
  const alt = forecastChartAlt(m, facts);
  const svg = () => forecastSvg(forecastChartData(m, facts), { theme: 'light' });
  const image = await context.uploadPicture({ name: 'forecast', svg, alt });
  return {
    kind: 'say',
    message: image === undefined ? textMessage(m.forecast.noPicture) : { text: notificationText(alt, 300), blocks: [image] },
  };
}

/** How right the win probabilities were, in words and as a picture. */
async function showCalibration(context: RequestContext): Promise<Reply> {
  const { m, tenant, pipeline, at, today } = context;
  const bins = await tenant.dealPredictions.calibration(pipeline.id, at, today);
  const message = calibrationMessage(m, bins);
  if (bins.length === 0) return { kind: 'say', message };
  const image = await context.uploadPicture(calibrationPicture(m, bins));
  return { kind: 'say', message: image === undefined ? message : { ...message, blocks: [...message.blocks, image] } };
}

const parsePeriodKind = (text: string): PeriodKind => (text === 'quarter' || text === 'year' ? text : 'month');

/** What month, quarter and year will bring. */
export const forecastFlow = {
  funnelCommands: {
    forecast: {
      takesDeal: null,
      isOfPipeline: true,
      isRead: true,
      opensForm: false,
      run: (context, rest) => {
        const { period } = parseTargetLine(rest, dateContext(context));
        return showForecast(context, { kind: period.kind, on: period.startsOn });
      },
    },
  },
  buttons: {
    [SHOW_FORECAST]: {
      isOfPipeline: true,
      isRead: true,
      run: (context, press) => {
        const [kind = '', offset = '0', on = ''] = press.value.split(' ');
        return showForecast(context, {
          kind: parsePeriodKind(kind),
          on: isPlainDate(on) ? on : context.today,
          offset: /^\d{1,6}$/.test(offset) ? Number(offset) : 0,
        });
      },
    },
    [FORECAST_CHART]: { run: (context, press) => showChart(context, parsePeriodKind(press.value)) },
    [SHOW_CALIBRATION]: { isOfPipeline: true, run: showCalibration },
  },
} satisfies Flow;
