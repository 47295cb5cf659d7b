import { ALERT_CLASSES, type AlertRule, areHours, type ChannelAlerts } from '../../core/funnel/channel-alerts.ts';
import type { Subscription as SubscriptionModel } from '../generated/client.ts';
import type { Subscription } from '../types/channels.ts';
import { type JsonColumn, textOrEmpty, toLanguage } from './model-rows.ts';

/** A rule as it is stored; what is none of ours is on. */
function toAlertRule(json: JsonColumn | undefined): AlertRule {
  if (!(json instanceof Object) || Array.isArray(json)) return { kind: 'on' };
  const [kind, from, to] = [json['kind'], textOrEmpty(json['from']), textOrEmpty(json['to'])];
  if (kind === 'off') return { kind };
  return kind === 'hours' && areHours(from, to) ? { kind, from, to } : { kind: 'on' };
}

const toChannelAlerts = (json: JsonColumn): ChannelAlerts =>
  json instanceof Object && !Array.isArray(json)
    ? Object.fromEntries(ALERT_CLASSES.filter((each) => each in json).map((each) => [each, toAlertRule(json[each])]))
    : {};

export const toSubscription = (row: SubscriptionModel): Subscription => ({
  id: row.id,
  workspaceId: row.workspaceId,
  pipelineId: row.pipelineId,
  teamId: row.teamId,
  channelId: row.channelId,
  channelName: row.channelName,
  weekday: row.weekday,
  timeOfDay: row.timeOfDay,
  timeZone: row.timeZone,
  language: toLanguage(row.language),
  nextDueAt: row.nextDueAt.getTime(),
  nextCheckAt: row.nextCheckAt.getTime(),
  cardsFrom: row.cardsFrom,
  allowExternal: row.allowExternal,
  externalAllowedBy: row.externalAllowedBy,
  alerts: toChannelAlerts(row.alerts),
  problem: row.problem,
  createdAt: row.createdAt.getTime(),
});
