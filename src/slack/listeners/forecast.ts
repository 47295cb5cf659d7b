import { instantsOf, type PeriodKind, periodOf } from '../../core/periods.ts';
import { may } from '../../core/rights.ts';
import { targetFor } from '../../core/targets.ts';
import { totalOf } from '../../core/week.ts';
import { forecastBasis, forecastOf } from '../../facts/forecast-facts.ts';
import { funnelModel } from '../../facts/model-facts.ts';
import { readTargetLine } from '../../input/target-line.ts';
import type { Answer, Flow, Visit } from '../flow.ts';
import { say } from '../views/blocks.ts';
import { FORECAST, forecastList } from '../views/forecast.ts';

/** Reps in one answer. */
const MOST = 12;

async function forecast(visit: Visit, kind: PeriodKind, on: string): Promise<Answer> {
  const { m, tenant, pipeline, member, at, timeZone, workspace } = visit;
  const { fiscalStartMonth } = workspace;
  if (!(await tenant.funnel.anyClosed(pipeline.id))) return { do: 'say', message: say(m.forecast.early) };
  const period = periodOf(on, kind, fiscalStartMonth);
  const { from, to } = instantsOf(period, timeZone);
  const year = periodOf(on, 'year', fiscalStartMonth);
  const [fitted, won, stock, targets, members] = await Promise.all([
    funnelModel(tenant, pipeline, at),
    tenant.funnel.won(pipeline.id, from, to),
    tenant.funnel.stock(pipeline.id),
    tenant.targets.between(pipeline.id, year.startsOn, year.endsOn),
    tenant.members.all(),
  ]);
  const basis = await forecastBasis(tenant, pipeline, fitted, at, timeZone);
  const rowOf = (ownerId?: string) => ({
    wonMinor: won
      .filter((each) => ownerId === undefined || each.ownerId === ownerId)
      .reduce((sum, each) => sum + each.valueMinor, 0),
    forecast: forecastOf(basis, period, won, ownerId),
    target: targetFor(targets, ownerId ?? null, period),
  });
  // A rep sees the team and their own; a manager everybody who has or had something.
  const owners = new Set([...won, ...fitted.counters.stock].map(({ ownerId }) => ownerId));
  const shown = members
    .filter(({ id }) => owners.has(id) && (may(member.role, 'digest.preview') || id === member.id))
    .slice(0, MOST);
  const list = {
    period,
    currency: pipeline.currency,
    fiscalStartMonth,
    team: rowOf(),
    openMinor: totalOf(stock).valueMinor,
    reps: shown.map((each) => ({ member: each, ...rowOf(each.id) })),
  };
  return { do: 'say', message: forecastList(m, list), instead: true };
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
  buttons: { [FORECAST]: { run: (visit, press) => forecast(visit, kindOf(press.value), visit.today) } },
};
