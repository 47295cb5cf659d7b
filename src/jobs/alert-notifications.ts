import { alertRule } from '../core/funnel/channel-alerts.ts';
import { isLeftToOthers } from '../core/funnel/plan/asking-stages.ts';
import { wantsDirect } from '../core/people/direct-classes.ts';
import type { Member, ReachableMember } from '../core/people/member.ts';
import { managersOnDuty } from '../core/people/member.ts';
import { managersOfTeam } from '../core/people/teams.ts';
import { dateAt } from '../core/time/calendar.ts';
import { type DurationMs, MINUTE_MS } from '../core/time/durations.ts';
import { isWorkingTime } from '../core/time/slots.ts';
import { loadMembersById } from '../facts/tenant-reads.ts';
import { languageFor } from '../locale/languages.ts';
import type { StageAlert, Subscription } from '../store/types/channels.ts';
import { loadToldLines } from './alert-lines.ts';
import type { PipelineInspection } from './inspect-pipeline.ts';
import { stageAlertPost } from './posts/alert/stage-alert.ts';
import { stageAlertDmPost } from './posts/alert/stage-alert-dm.ts';

const ofTeam = ({ team }: PipelineInspection) => (team === undefined ? {} : { teamId: team.team.id });

/** Delay before an alert is announced: a shorter gap may be somebody's work in progress. */
const ALERT_AFTER_MS: DurationMs = 30 * MINUTE_MS;

/** Stages that were short for long enough; none while each still holds a deal and the actions for other stages
 * make up for all of them: nobody could act on that message. */
function findDue({ plan, at }: PipelineInspection, alerts: readonly StageAlert[]): readonly StageAlert[] {
  const due = alerts.filter(({ drySince }) => at - drySince >= ALERT_AFTER_MS);
  return due.every(({ stageId }) => isLeftToOthers(plan, stageId)) ? [] : due;
}

/** Nobody hears of it in the place of whoever does without. */
const wantsAlerts = (manager: Member): boolean => wantsDirect(manager, 'stage-alert');

/** Whom an alert is told first: the managers of the team, or of all. */
async function loadReaders({ tenant, workspace, at, team }: PipelineInspection): Promise<readonly ReachableMember[]> {
  const members = [...(await loadMembersById(tenant)).values()];
  const today = dateAt(at, workspace.timeZone);
  return team === undefined ? managersOnDuty(members, today) : managersOfTeam(team.state.teams, team.team.id, { members, today });
}

/** Tells the managers, by direct message, of what has been dry for half an hour. */
export async function notifyManagers(inspection: PipelineInspection, open: readonly StageAlert[]): Promise<void> {
  const { tenant, workspace, pipeline, at, isHoliday } = inspection;
  const untold = open.filter(({ managersToldAt }) => managersToldAt === null);
  const due = findDue(inspection, untold);
  if (due.length === 0 || !isWorkingTime(at, workspace.timeZone, isHoliday)) return;
  const managers = await loadReaders(inspection);
  const readerLanguage = (manager: Member) => languageFor(manager, null, workspace);
  const languages = [...new Set(managers.map(readerLanguage))];
  const byLanguage = await Promise.all(
    languages.map(async (language) => {
      const readers = managers.filter((manager) => readerLanguage(manager) === language);
      const lines = await loadToldLines(inspection, due, language);
      const facts = { timeZone: workspace.timeZone, lines, pipelineId: pipeline.id, at, ...ofTeam(inspection) };
      const drafts =
        lines.length === 0
          ? []
          : readers.filter(wantsAlerts).map((manager) => stageAlertDmPost.draft({ manager, facts, language, at }));
      return { ids: lines.map(({ alertId }) => alertId), drafts };
    }),
  );
  const ids = [...new Set(byLanguage.flatMap((each) => each.ids))];
  const drafts = byLanguage.flatMap((each) => each.drafts);
  if (ids.length > 0) await tenant.stageAlerts.markNotified(ids, 'managers', { at, deliveries: drafts });
}

/**
 * Tells a channel at its daily check: one message for every stage that it has not heard of.
 *
 * @returns the alerts as the next channel of the same check finds them: a channel has heard of those that were told.
 */
export async function notifyChannel(
  inspection: PipelineInspection,
  subscription: Subscription,
  open: readonly StageAlert[],
): Promise<readonly StageAlert[]> {
  const { tenant, pipeline, at } = inspection;
  const { timeZone, channelId, language } = subscription;
  if (alertRule(subscription.alerts, 'stage-alert').kind === 'off') return open;
  const today = dateAt(at, timeZone);
  // Another channel may have heard of it today already.
  const unheard = ({ channelToldAt }: StageAlert) => channelToldAt === null || dateAt(channelToldAt, timeZone) === today;
  const due = findDue(inspection, open.filter(unheard));
  if (due.length === 0) return open;
  const lines = await loadToldLines(inspection, due, language);
  if (lines.length === 0) return open;
  const facts = { timeZone, lines, pipelineId: pipeline.id, at, ...ofTeam(inspection) };
  const draft = stageAlertPost.draft({ channel: channelId, on: today, facts, language, at });
  const shownIds = new Set(lines.map(({ alertId }) => alertId));
  const fresh = due.filter(({ id, channelToldAt }) => channelToldAt === null && shownIds.has(id)).map(({ id }) => id);
  if (fresh.length > 0) await tenant.stageAlerts.markNotified(fresh, 'channel', { at, deliveries: [draft] });
  else await tenant.deliveries.queue([draft], at);
  return open.map((alert) => (fresh.includes(alert.id) ? { ...alert, channelToldAt: at } : alert));
}
