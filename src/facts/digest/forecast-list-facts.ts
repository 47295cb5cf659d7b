import { isSamePeriod, periodCoverage } from '../../core/funnel/plan/period-coverage.ts';
import type { ForecastWithWins } from '../../core/funnel/reconcile-forecasts.ts';
import { givesAway, type HiddenDeals, untoldHygiene, untoldParts } from '../../core/funnel/untold-amounts.ts';
import type { MemberId, TeamId } from '../../core/ids.ts';
import { type EffectiveTarget, effectiveTarget } from '../../core/numbers/targets.ts';
import { type Acting, isAllowed } from '../../core/people/rights.ts';
import { everything, sees } from '../../core/people/viewer.ts';
import { stageById } from '../../core/pipeline/stage.ts';
import type { PlainDate } from '../../core/time/calendar.ts';
import { type Period, type PeriodKind, periodContaining, periodInstants } from '../../core/time/periods.ts';
import { loadConverted } from '../converted-facts.ts';
import { hiddenAmounts, hidesSome, inSight } from '../in-sight.ts';
import {
  computePeriodForecasts,
  type ForecastPart,
  loadPeriodForecastInputs,
  MAX_REPS_RECONCILED,
  ownersInPeriod,
  type PeriodForecastInputs,
} from '../period-forecasts.ts';
import type { SeenScope } from '../scope.ts';
import { loadTeamParts } from '../team-parts.ts';
import { managesTeam } from '../team-scope.ts';
import { loadForecastChange } from './forecast-change-facts.ts';

/** Who reads a forecast: a rep sees the team and their own, a manager everybody who has or had something. */
export type ForecastReader = SeenScope & {
  readonly member: Acting;
  readonly solo: boolean;
  readonly today: PlainDate;
  /** Null or not given: the company has no teams. */
  readonly managedTeams?: readonly TeamId[] | null;
};

/** A period by its kind and a day in it, and which of its reps: `limit` of them from `offset` on. */
export type ForecastPage = {
  readonly kind: PeriodKind;
  readonly on: PlainDate;
  readonly offset: number;
  readonly limit: number;
};

/** Won and expected of a target in whole per cent, by the plan's rule: of the figures that stand beside it. */
const coveredPercent = (
  { currency }: Pick<ForecastReader['pipeline'], 'currency'>,
  { period, target }: { readonly period: Period; readonly target: EffectiveTarget | undefined },
  { wonMinor, expectedMinor, usualDealMinor, ...range }: ForecastWithWins,
) =>
  periodCoverage(
    { ...{ period, running: true, targetMinor: target?.valueMinor ?? null }, ...{ wonMinor, expectedMinor, range } },
    { currency, usualDealMinor },
  ).percent;

/** The teams below, and who is in none; none where the company has no teams. */
async function loadParts(reader: ForecastReader, asked: Parameters<typeof loadTeamParts>[2]) {
  const { managedTeams = null, team, tenant } = reader;
  return managedTeams === null ? [] : loadTeamParts(reader, team?.state ?? (await tenant.teams.all()), asked);
}

/** Parts whose row says nothing: what they have won, or what they have open, would give deals away that the reader does not see. */
function keptRows(
  reader: ForecastReader,
  { counters }: PeriodForecastInputs,
  parts: readonly ForecastPart[],
): ReadonlySet<number> {
  const toPart = (all: readonly HiddenDeals[]) => ({
    count: all.reduce((sum, { count }) => sum + count, 0),
    hidden: hiddenAmounts(
      reader,
      all.filter(({ count }) => count > 0),
    ),
  });
  const won = untoldParts(parts.map((part) => toPart(part.won)));
  const open = untoldParts(parts.map(({ owners }) => toPart(counters.stock.filter(({ ownerId }) => owners.includes(ownerId)))));
  return new Set([...won, ...open]);
}

/** Won so far, expected with its range, and the target, for the team and for each rep that the reader may see; undefined before the first deal is closed. */
export async function loadForecastList(reader: ForecastReader, { kind, on, offset, limit }: ForecastPage) {
  const { tenant, pipeline, member, at, timeZone, workspace, team } = reader;
  const { fiscalStartMonth } = workspace;
  if (!(await tenant.funnel.hasClosedDeals(pipeline.id))) return undefined;
  const period = periodContaining(on, kind, fiscalStartMonth);
  const year = periodContaining(on, 'year', fiscalStartMonth);
  const [inputs, targets, members, estimated, hygiene] = await Promise.all([
    loadPeriodForecastInputs(reader, period),
    tenant.targets.between(pipeline.id, year.startsOn, year.endsOn),
    tenant.members.all(),
    tenant.deals(everything('computes')).withWinOverride(pipeline.id, reader.today),
    tenant.funnel.hygiene(pipeline.id, reader.today),
  ]);
  const owners = ownersInPeriod(inputs);
  const all = reader.solo ? [] : members.filter(({ id }) => owners.has(id) && (team?.owners.has(id) ?? true));
  const seesAll = isAllowed(member.role, 'digest.preview') || managesTeam(reader);
  // Where deals are hidden, so is what somebody's deals add up to.
  const isSeen = (ownerId: MemberId) => sees(reader.viewer, { pipelineId: pipeline.id, ownerId });
  const visible = all.filter(({ id }) => id === member.id || (seesAll && isSeen(id)));
  const page = visible.slice(offset, offset + limit);
  const addUp = all.length <= MAX_REPS_RECONCILED;
  const estimates = estimated.map((deal) => ({
    ...{ stageId: deal.stageId, ownerId: deal.ownerId, tier: deal.tier, ageMs: Math.max(0, at - deal.stageSince) },
    ...{ valueMinor: deal.pipelineValueMinor ?? 0, winOverride: deal.winOverride?.win ?? 0 },
  }));
  const parts = offset === 0 ? await loadParts(reader, { period, inputs }) : [];
  const asked = { reps: (addUp ? all : page).map(({ id }) => id), addUp, estimates, parts };
  const { team: whole, reps, estimatesChangeMinor, parts: ofTeams } = await computePeriodForecasts(reader, inputs, asked);
  // Of the first page: the next ones only go on with the reps.
  const hides = hidesSome(reader);
  const change = offset === 0 && !hides ? await loadForecastChange(reader, [{ period, forecast: whole }]) : null;
  const teamTargets = parts.length === 0 ? [] : await tenant.targets.ofTeams(pipeline.id, year.startsOn, year.endsOn);
  const targetOf = (id: TeamId) =>
    effectiveTarget(
      teamTargets.flatMap(({ teamId, ...each }) => (teamId === id ? [{ ...each, memberId: null }] : [])),
      null,
      period,
    );
  const keptParts = hides ? keptRows(reader, inputs, parts) : new Set<number>();
  const { path } = inputs.plan;
  const converted = reader.hasRates === true ? await loadConverted(reader, periodInstants(period, timeZone)) : [];
  const target = effectiveTarget(targets, null, period);
  return {
    period,
    currency: pipeline.currency,
    converted,
    fiscalStartMonth,
    team: { forecast: whole, target },
    untold: hides && givesAway(hiddenAmounts(reader, inputs.won)),
    percent: coveredPercent(pipeline, { period, target }, whole),
    teams: ofTeams.map((each, i) => {
      const own = parts[i]?.team ?? null;
      const untold = keptParts.has(i);
      return { ...each, untold, name: own?.name ?? null, target: own === null ? undefined : targetOf(own.id) };
    }),
    estimates: { count: estimates.length, changeMinor: estimatesChangeMinor },
    hygiene: hides ? untoldHygiene(hygiene, await inSight(reader).tenant.funnel.hygiene(pipeline.id, reader.today)) : hygiene,
    path: path !== null && isSamePeriod(path.period, period) ? path : null,
    stageShortName: (id: string) => stageById(pipeline, id)?.shortName ?? id,
    change,
    offset,
    repsTotal: visible.length,
    asOf: { pipelineId: pipeline.id, at, timeZone, teamId: team?.team.id },
    reps: page.flatMap((rep) => {
      const own = reps.find(({ ownerId }) => ownerId === rep.id);
      return own === undefined ? [] : [{ ...own, member: rep, target: effectiveTarget(targets, rep.id, period) }];
    }),
  };
}
