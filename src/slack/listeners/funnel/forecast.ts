import { isPlainDate, type PlainDate } from '../../../core/time/calendar.ts';
import type { PeriodKind } from '../../../core/time/periods.ts';
import { loadForecastList } from '../../../facts/digest/forecast-list-facts.ts';
import { loadForecastChart } from '../../../facts/forecast-chart-facts.ts';
import { parseTargetLine } from '../../../input/lines/target-line.ts';
import { forecastSvg } from '../../charts/forecast-svg.ts';
import { dateContext } from '../../request/date-context.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import { calibrationMessage, calibrationPicture, SHOW_CALIBRATION } from '../../views/funnel/calibration.ts';
import { FORECAST_REPS_PER_PAGE, forecastList, SHOW_FORECAST } from '../../views/funnel/forecast.ts';
import { FORECAST_CHART, forecastChartAlt, forecastChartData } from '../../views/funnel/forecast-chart.ts';
import { textMessage } from '../../views/kit/blocks.ts';
import { notificationText } from '../../views/kit/text.ts';

async function showForecast(
  context: RequestContext,
  { kind, on, offset = 0 }: { readonly kind: PeriodKind; readonly on: PlainDate; readonly offset?: number },
): Promise<Reply> {
  const list = await loadForecastList(context, { kind, on, offset, limit: FORECAST_REPS_PER_PAGE });
  if (list === undefined) return { kind: 'say', message: textMessage(context.m.forecast.early) };
  return { kind: 'say', message: forecastList(context.m, list), replacesOriginal: true };
}

/** The team's forecast as a picture: what was won, what is expected with its range, and the target. */
async function showChart(context: RequestContext, kind: PeriodKind): Promise<Reply> {
  const { m, tenant, pipeline } = context;
  if (!(await tenant.funnel.hasClosedDeals(pipeline.id))) return { kind: 'say', message: textMessage(m.forecast.early) };
  const facts = await loadForecastChart(context, kind);
  if (facts === 'untold') return { kind: 'say', message: textMessage(m.forecast.chartKept) };
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
  const { m, tenant, pipeline, at, today, timeZone } = context;
  const bins = await tenant.dealPredictions.calibration(pipeline.id, at, today);
  const message = calibrationMessage(m, bins, { pipelineId: pipeline.id, at, timeZone });
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
      isOfTeam: true,
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
      isOfTeam: true,
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
    [FORECAST_CHART]: { isOfTeam: true, run: (context, press) => showChart(context, parsePeriodKind(press.value)) },
    [SHOW_CALIBRATION]: { isOfPipeline: true, run: showCalibration },
  },
} satisfies Flow;
