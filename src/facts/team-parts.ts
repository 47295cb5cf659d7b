import { membersOn, type TeamPart, type TeamsState, teamOn, teamParts } from '../core/people/teams.ts';
import { dateAt } from '../core/time/calendar.ts';
import { type Period, periodInstants } from '../core/time/periods.ts';
import { type ForecastPart, ownersInPeriod, type PeriodForecastInputs } from './period-forecasts.ts';
import type { PipelineScope } from './scope.ts';

/** A part of whom a scope is about, with what it has and won. */
export type TeamForecastPart = TeamPart & ForecastPart;

/**
 * The teams right below that of a scope, or of the company, and who is in none of them: they add up to it. What was won counts for the team
 * of its day, open deals for that of today.
 *
 * @returns nothing where there are no teams below; no last part where nobody and nothing is in it.
 */
export async function loadTeamParts(
  { tenant, at, pipeline, timeZone, team }: PipelineScope,
  state: TeamsState,
  { period, inputs }: { readonly period: Period; readonly inputs: PeriodForecastInputs },
): Promise<readonly TeamForecastPart[]> {
  const parts = teamParts(state.teams, team?.team.id ?? null);
  if (parts.length < 2) return [];
  const today = dateAt(at, timeZone);
  const wins = await tenant.funnel.wonByOwnerAndDay(pipeline.id, periodInstants(period, timeZone), timeZone);
  const named = parts.slice(0, -1);
  const isOf = ({ teamIds }: TeamPart, teamId: string | null): boolean => teamId !== null && teamIds.has(teamId);
  const present = [...ownersInPeriod(inputs)].filter((id) => team === undefined || team.owners.has(id));
  const made = parts.map((part): TeamForecastPart => {
    const isOurs = (teamId: string | null) =>
      part.team === null ? !named.some((each) => isOf(each, teamId)) : isOf(part, teamId);
    const inIt = membersOn(state.memberships, part.teamIds, today);
    const others = new Set(present.filter((id) => isOurs(teamOn(state.memberships, id, today))));
    return {
      ...part,
      owners: [...new Set([...inIt, ...others])].toSorted(),
      won: wins.filter(({ ownerId, on }) => isOurs(teamOn(state.memberships, ownerId, on))),
    };
  });
  return made.filter(({ team: own, won, owners }) => own !== null || won.length > 0 || owners.length > 0);
}
