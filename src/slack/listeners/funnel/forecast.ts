import { forecastStatement, shownStep } from '../../../core/funnel/plan/forecast-statement.ts';
import type { FunnelPlan } from '../../../core/funnel/plan/funnel-plan.ts';
import { isSamePeriod, periodCoverage } from '../../../core/funnel/plan/period-coverage.ts';
import { type ForecastWithWins, reconcileForecasts, shownParts } from '../../../core/funnel/reconcile-forecasts.ts';
import { type EffectiveTarget, effectiveTarget } from '../../../core/numbers/targets.ts';
import { isAllowed } from '../../../core/people/rights.ts';
import { isPlainDate, type PlainDate } from '../../../core/time/calendar.ts';
import { type Period, type PeriodKind, periodContaining, periodInstants } from '../../../core/time/periods.ts';
import { loadForecastChart } from '../../../facts/forecast-chart-facts.ts';
import { forecastRequest, loadForecastBasis, loadWonInPeriods, toForecast } from '../../../facts/forecast-facts.ts';
import { loadPlan } from '../../../facts/plan-facts.ts';
import { runNumbers } from '../../../facts/run-numbers.ts';
import { parseTargetLine } from '../../../input/lines/target-line.ts';
import { forecastSvg } from '../../charts/forecast-svg.ts';
import { dateContext } from '../../request/date-context.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import { calibrationMessage, calibrationPicture, SHOW_CALIBRATION } from '../../views/funnel/calibration.ts';
import { FORECAST_REPS_PER_PAGE, forecastList, SHOW_FORECAST } from '../../views/funnel/forecast.ts';
import { FORECAST_CHART, forecastChartAlt, forecastChartData } from '../../views/funnel/forecast-chart.ts';
import { textMessage } from '../../views/kit/blocks.ts';
import { notificationText } from '../../views/kit/text.ts';

/** Reps whose forecasts are made at once, so that they add up to the team's; beyond it each page stands for itself. */
const MAX_REPS_RECONCILED = 48;

/** The plan's figure of a period, where it is one of those: it decides what every message says. */
function planForecast(plan: FunnelPlan, period: Period, model: ForecastWithWins): ForecastWithWins {
  const covered = plan.coverage.find((each) => isSamePeriod(each.period, period));
  if (covered === undefined || covered.expectedMinor === null) return model;
  const { expectedMinor } = covered;
  const [lowMinor, highMinor] = [Math.min(model.lowMinor, expectedMinor), Math.max(model.highMinor, expectedMinor)];
  return { ...model, lowMinor, highMinor, ...covered.range, expectedMinor };
}

/** Won and expected of a target in whole per cent, by the plan's rule. */
const coveredPercent = (period: Period, target: EffectiveTarget | undefined, { wonMinor, expectedMinor }: ForecastWithWins) =>
  periodCoverage({ period, running: true, targetMinor: target?.valueMinor ?? null, wonMinor, expectedMinor, range: null })
    .percent;

const hasBegun = ({ startsOn }: Period, { today }: Pick<RequestContext, 'today'>): boolean => startsOn <= today;

/** A forecast up to a period's end without what is expected before the period begins; its range lies around what is left as wide as before. */
const withoutEarlier = (forecast: ForecastWithWins, earlierMinor: number): ForecastWithWins => ({
  ...forecast,
  expectedMinor: Math.max(0, forecast.expectedMinor - earlierMinor),
  lowMinor: Math.max(0, forecast.lowMinor - earlierMinor),
  highMinor: Math.max(0, forecast.highMinor - earlierMinor),
});

async function showForecast(
  context: RequestContext,
  { kind, on, offset = 0 }: { readonly kind: PeriodKind; readonly on: PlainDate; readonly offset?: number },
): Promise<Reply> {
  const { m, tenant, pipeline, member, at, timeZone, workspace } = context;
  const { fiscalStartMonth } = workspace;
  if (!(await tenant.funnel.hasClosedDeals(pipeline.id))) return { kind: 'say', message: textMessage(m.forecast.early) };
  const period = periodContaining(on, kind, fiscalStartMonth);
  const year = periodContaining(on, 'year', fiscalStartMonth);
  const asOfNow = { ...context, eventsSince: [] };
  const [plan, counters, basis, [wins], targets, members, estimated, hygiene] = await Promise.all([
    loadPlan(context),
    tenant.funnel.counters(pipeline.id),
    loadForecastBasis(asOfNow, [kind], 'everybody'),
    loadWonInPeriods(asOfNow, [period]),
    tenant.targets.between(pipeline.id, year.startsOn, year.endsOn),
    tenant.members.all(),
    tenant.deals.withWinOverride(pipeline.id, context.today),
    tenant.funnel.hygiene(pipeline.id, context.today),
  ]);
  const won = wins?.won ?? [];
  // A rep sees the team and their own; a manager everybody who has or had something.
  const owners = new Set([...won, ...counters.stock].map(({ ownerId }) => ownerId));
  const all = context.solo ? [] : members.filter(({ id }) => owners.has(id));
  const visible = all.filter(({ id }) => isAllowed(member.role, 'digest.preview') || id === member.id);
  const page = visible.slice(offset, offset + FORECAST_REPS_PER_PAGE);
  const asked = all.length <= MAX_REPS_RECONCILED ? all : page;
  const owned = [undefined, ...asked.map(({ id }) => id)];
  const forecasts = owned.map((ownerId) => forecastRequest(basis, { period, won }, ownerId));
  // Of a period that has not begun: up to its end, less what comes before it begins.
  const untilItBegins = hasBegun(period, context)
    ? []
    : owned.map((ownerId) => ({
        ...forecastRequest(basis, { period, won }, ownerId),
        endsAt: periodInstants(period, timeZone).from,
      }));
  const estimates = estimated.map((deal) => ({
    ...{ stageId: deal.stageId, ownerId: deal.ownerId, tier: deal.tier, ageMs: Math.max(0, at - deal.stageSince) },
    ...{ valueMinor: deal.pipelineValueMinor ?? 0, winOverride: deal.winOverride?.win ?? 0 },
  }));
  const asksFor = [...forecasts, ...untilItBegins];
  const made = await runNumbers({ pipeline, counters, at, wins: basis.wins, forecasts: asksFor, estimates, stages: false });
  const [teamModel, ...models] = forecasts.flatMap(({ wonMinor }, i) => {
    const [until, before] = [made.forecasts[i], made.forecasts[forecasts.length + i]];
    if (until === undefined) return [];
    const forecast = { ...toForecast(until, { wonMinor, wins: basis.wins }), wonMinor };
    return [before === undefined ? forecast : withoutEarlier(forecast, before.expectedMinor)];
  });
  if (teamModel === undefined) throw new Error('the team was asked for and is not there');
  const team = planForecast(plan, period, teamModel);
  const reps = all.length <= MAX_REPS_RECONCILED ? reconcileForecasts(team, models) : models;
  const statement = forecastStatement(team, team.usualDealMinor, pipeline.currency);
  const shown = shownParts(reps, {
    wonMinor: shownStep(team.wonMinor, pipeline.currency),
    expectedMinor: statement.kind === 'range' ? statement.stepMinor : shownStep(team.expectedMinor, pipeline.currency),
  });
  const target = effectiveTarget(targets, null, period);
  const list = {
    period,
    currency: pipeline.currency,
    fiscalStartMonth,
    team: { forecast: team, target },
    percent: coveredPercent(period, target, team),
    estimates: { count: estimates.length, changeMinor: made.estimateAdjustmentsMinor[0] ?? 0 },
    hygiene,
    offset,
    repsTotal: visible.length,
    asOf: { pipelineId: pipeline.id, at, timeZone },
    reps: page.flatMap((rep) => {
      const i = asked.indexOf(rep);
      const forecast = reps[i];
      if (forecast === undefined) return [];
      const figures = { wonMinor: shown.wonMinor[i] ?? 0, expectedMinor: shown.expectedMinor[i] ?? 0 };
      return [{ member: rep, forecast, shown: figures, target: effectiveTarget(targets, rep.id, period) }];
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
    [SHOW_CALIBRATION]: { run: showCalibration },
  },
} satisfies Flow;
