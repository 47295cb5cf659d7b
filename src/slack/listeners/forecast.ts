import { totalOf } from '../../core/amount.ts';
import { isPlainDate } from '../../core/calendar.ts';
import type { PeriodForecast } from '../../core/numbers/period-forecast.ts';
import { type PeriodKind, periodOf } from '../../core/periods.ts';
import { may } from '../../core/rights.ts';
import { targetFor } from '../../core/targets.ts';
import { forecastChartFacts } from '../../facts/forecast-chart-facts.ts';
import { forecastAsk, forecastBasis, forecastOf, wonIn } from '../../facts/forecast-facts.ts';
import { reckoned } from '../../facts/reckoned.ts';
import { readTargetLine } from '../../input/target-line.ts';
import { calibrationPicture } from '../calibration-picture.ts';
import { forecastSvg } from '../charts/forecast-svg.ts';
import type { Answer, Flow, Visit } from '../flow.ts';
import { say } from '../views/blocks.ts';
import { CALIBRATION, calibrationMessage } from '../views/calibration.ts';
import { FORECAST, FORECAST_REPS, forecastList } from '../views/forecast.ts';
import { FORECAST_CHART, forecastAlt, forecastChartData } from '../views/forecast-chart.ts';
import { notification } from '../views/text.ts';

async function forecast(visit: Visit, kind: PeriodKind, on: string, offset = 0): Promise<Answer> {
  const { m, tenant, pipeline, member, at, timeZone, workspace } = visit;
  const { fiscalStartMonth } = workspace;
  if (!(await tenant.funnel.anyClosed(pipeline.id))) return { do: 'say', message: say(m.forecast.early) };
  const period = periodOf(on, kind, fiscalStartMonth);
  const year = periodOf(on, 'year', fiscalStartMonth);
  const then = { at, timeZone, later: [] };
  const [counters, basis, won, stock, targets, members, estimated, hygiene] = await Promise.all([
    tenant.funnel.counters(pipeline.id),
    forecastBasis(tenant, pipeline, then, [kind], 'everybody'),
    wonIn(tenant, pipeline, period, timeZone, []),
    tenant.funnel.stock(pipeline.id),
    tenant.targets.between(pipeline.id, year.startsOn, year.endsOn),
    tenant.members.all(),
    tenant.deals.withOwnWin(pipeline.id, visit.today),
    tenant.funnel.hygiene(pipeline.id, visit.today),
  ]);
  // A rep sees the team and their own; a manager everybody who has or had something.
  const owners = new Set([...won, ...counters.stock].map(({ ownerId }) => ownerId));
  const reps = members.filter(
    ({ id }) => !visit.solo && owners.has(id) && (may(member.role, 'digest.preview') || id === member.id),
  );
  const shown = reps.slice(offset, offset + FORECAST_REPS);
  const forecasts = [undefined, ...shown.map(({ id }) => id)].map((ownerId) => forecastAsk(basis, period, won, ownerId));
  const estimates = estimated.map((deal) => ({
    ...{ stageId: deal.stageId, ownerId: deal.ownerId, tier: deal.tier, ageMs: Math.max(0, at - deal.stageSince) },
    ...{ valueMinor: deal.pipelineValueMinor ?? 0, ownWin: deal.ownWin?.win ?? 0 },
  }));
  const made = await reckoned({ pipeline, counters, at, wins: basis.wins, forecasts, estimates, stages: false });
  const [team, ...own] = made.forecasts;
  if (team === undefined) throw new Error('the team was asked for and is not there');
  const rowOf = (forecast: PeriodForecast, ownerId?: string) => ({
    wonMinor: won
      .filter((each) => ownerId === undefined || each.ownerId === ownerId)
      .reduce((sum, each) => sum + each.valueMinor, 0),
    forecast: forecastOf(forecast),
    target: targetFor(targets, ownerId ?? null, period),
  });
  const list = {
    period,
    currency: pipeline.currency,
    fiscalStartMonth,
    team: rowOf(team),
    openMinor: totalOf(stock).valueMinor,
    estimates: { count: estimates.length, byMinor: made.byEstimates[0] ?? 0 },
    hygiene,
    offset,
    repsInAll: reps.length,
    asOf: { pipelineId: pipeline.id, at, timeZone },
    reps: own.flatMap((each, index) => {
      const rep = shown[index];
      return rep === undefined ? [] : [{ member: rep, ...rowOf(each, rep.id) }];
    }),
  };
  return { do: 'say', message: forecastList(m, list), instead: true };
}

/** The team's forecast as a picture: what was won, what is expected with its range, and the target. */
async function chart(visit: Visit, kind: PeriodKind): Promise<Answer> {
  const { m, tenant, pipeline, workspace, at } = visit;
  if (!(await tenant.funnel.anyClosed(pipeline.id))) return { do: 'say', message: say(m.forecast.early) };
  const facts = await forecastChartFacts(tenant, pipeline, kind, at, workspace);
  const alt = forecastAlt(m, facts);
  const svg = () => forecastSvg(forecastChartData(m, facts), { theme: 'light' });
  const image = await visit.picture({ name: 'forecast', svg, alt });
  return {
    do: 'say',
    message: image === undefined ? say(m.forecast.noPicture) : { text: notification(alt, 300), blocks: [image] },
  };
}

/** How right the win probabilities were, in words and as a picture. */
async function calibration(visit: Visit): Promise<Answer> {
  const { m, tenant, pipeline, at, today } = visit;
  const bins = await tenant.calls.settled(pipeline.id, at, today);
  const message = calibrationMessage(m, bins);
  if (bins.length === 0) return { do: 'say', message };
  const image = await visit.picture(calibrationPicture(m, bins));
  return { do: 'say', message: image === undefined ? message : { ...message, blocks: [...message.blocks, image] } };
}

const kindOf = (text: string): PeriodKind => (text === 'quarter' || text === 'year' ? text : 'month');

/** What month, quarter and year will bring. */
export const forecastFlow: Flow = {
  funnel: {
    forecast: {
      opens: false,
      run: (visit, rest) => {
        const { period } = readTargetLine(rest, visit.today, visit.workspace.fiscalStartMonth);
        return forecast(visit, period.kind, period.startsOn);
      },
    },
  },
  buttons: {
    [FORECAST]: {
      run: (visit, press) => {
        const [kind = '', offset = '0', on = ''] = press.value.split(' ');
        return forecast(visit, kindOf(kind), isPlainDate(on) ? on : visit.today, /^\d{1,6}$/.test(offset) ? Number(offset) : 0);
      },
    },
    [FORECAST_CHART]: { run: (visit, press) => chart(visit, kindOf(press.value)) },
    [CALIBRATION]: { run: calibration },
  },
};
