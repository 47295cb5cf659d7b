import type { TeamId } from '../../../core/ids.ts';
import { teamPath } from '../../../core/people/teams.ts';
import { joinSafe, type SafeText } from '../../../locale/safe-text.ts';
import { literal } from '../../../slack/views/kit/text.ts';
import type { Tenant } from '../../../store/types/store.ts';

/** A team as a post names it, with those that it is a part of; undefined for none. */
export async function loadTeamName(tenant: Tenant, teamId: TeamId | null | undefined): Promise<SafeText | undefined> {
  if (teamId === null || teamId === undefined) return undefined;
  const { teams } = await tenant.teams.all();
  return joinSafe(
    teamPath(teams, teamId).map(({ name }) => literal(name, 60)),
    ' › ',
  );
}
