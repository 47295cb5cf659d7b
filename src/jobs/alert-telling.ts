import { dateAt } from '../core/calendar.ts';
import { managersOf } from '../core/member.ts';
import { isWorkingTime } from '../core/slots.ts';
import { askedOnce, stageGaps } from '../core/stage-gaps.ts';
import { gapLine } from '../facts/gap-facts.ts';
import { ALERT_KINDS, type AlertPayload } from '../posts/alert-post.ts';
import { alertKey, managerAlertKey } from '../posts/keys.ts';
import type { AlertLine } from '../slack/views/stage-alert.ts';
import type { StageAlert, Subscription } from '../store/types/channels.ts';
import type { DeliveryDraft } from '../store/types/posts.ts';
import { peopleOf } from './people.ts';
import type { Look } from './stage-look.ts';

/** A stage that is short for less than this may be in the middle of somebody's work. */
const DRY_MS = 30 * 60_000;

/** The lines of an alert, fresh; the stage nearest to the order first. */
async function linesOf({ tenant, pipeline, facts }: Look, alerts: readonly StageAlert[]): Promise<readonly AlertLine[]> {
  const fresh = await facts();
  const lines = await Promise.all(
    stageGaps(pipeline, fresh.needs, alerts).map(async (gap) => {
      const alert = alerts.find(({ stageId }) => stageId === gap.stage.id);
      if (alert === undefined) return [];
      return [{ ...(await gapLine(tenant, pipeline, gap, fresh)), since: alert.drySince, alertId: alert.id }];
    }),
  );
  return askedOnce(lines.flat());
}

/** Tells the managers, by direct message, of what has been dry for half an hour. */
export async function tellManagers(now: Look, open: readonly StageAlert[]): Promise<void> {
  const { tenant, workspace, pipeline, at, isHoliday } = now;
  const due = open.filter(({ managersToldAt, drySince }) => managersToldAt === null && at - drySince >= DRY_MS);
  if (due.length === 0 || !isWorkingTime(at, workspace.timeZone, isHoliday)) return;
  const managers = managersOf((await peopleOf(tenant)).values());
  const lines = managers.length === 0 ? [] : await linesOf(now, due);
  if (lines.length === 0) return;
  const ids = lines.map(({ alertId }) => alertId);
  const facts = { timeZone: workspace.timeZone, lines, pipelineId: pipeline.id, at };
  const drafts = managers.map((manager): DeliveryDraft => {
    const key = managerAlertKey(manager.slackUserId, ids);
    const payload: AlertPayload = { facts, language: workspace.language, memberId: manager.id };
    return { key, kind: ALERT_KINDS.manager, target: manager.slackUserId, subject: key, payload, notBefore: at };
  });
  await tenant.alerts.tell(ids, 'managers', at, drafts);
}

/** Tells a channel at its daily check: one message for every stage that it has not heard of. */
export async function tellChannel(now: Look, subscription: Subscription, open: readonly StageAlert[]): Promise<void> {
  const { tenant, pipeline, at } = now;
  const { timeZone, channelId, language } = subscription;
  const today = dateAt(at, timeZone);
  // Another channel may have heard of it today already.
  const unheard = ({ channelToldAt }: StageAlert) => channelToldAt === null || dateAt(channelToldAt, timeZone) === today;
  const due = open.filter((alert) => unheard(alert) && at - alert.drySince >= DRY_MS);
  if (due.length === 0) return;
  const key = alertKey(channelId, pipeline.id, today);
  const lines = await linesOf(now, due);
  if (lines.length === 0) return;
  const facts = { timeZone, lines, pipelineId: pipeline.id, at };
  const payload: AlertPayload = { facts, language, memberId: null };
  const draft = { key, kind: ALERT_KINDS.channel, target: channelId, subject: key, payload, notBefore: at };
  const told = new Set(lines.map(({ alertId }) => alertId));
  const fresh = due.filter(({ id, channelToldAt }) => channelToldAt === null && told.has(id)).map(({ id }) => id);
  if (fresh.length > 0) await tenant.alerts.tell(fresh, 'channel', at, [draft]);
  else await tenant.deliveries.queue([draft], at);
}
