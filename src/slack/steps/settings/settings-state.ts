import { ALERT_CLASSES, alertRule } from '../../../core/funnel/channel-alerts.ts';
import { reachableAdmins } from '../../../core/people/member.ts';
import { teamOn, teamsInUse } from '../../../core/people/teams.ts';
import { openStages } from '../../../core/pipeline/stage.ts';
import { addMonths, dateAt } from '../../../core/time/calendar.ts';
import { periodContaining } from '../../../core/time/periods.ts';
import { safe } from '../../../locale/safe-text.ts';
import type { RequestContext } from '../../request/flow.ts';
import { literal, memberNameText } from '../../views/kit/text.ts';
import { retentionRuleText } from '../../views/workspace/settings/retention.ts';
import type { SettingsState } from '../../views/workspace/settings-index.ts';

/** Names of channels or pipelines in one line. */
const SHOWN_NAMES = 5;

/** How everything is set now, for the index of settings. */
export async function loadSettingsState(context: RequestContext): Promise<SettingsState> {
  const { m, tenant, pipeline, pipelines, today, timeZone, workspace } = context;
  const year = periodContaining(today, 'year', workspace.fiscalStartMonth);
  const [subscriptions, members, rates, unrated, targets, tokens, log, teams, leadForms, webhooks, kept] = await Promise.all([
    tenant.subscriptions.all(),
    tenant.members.all(),
    tenant.rates.all(),
    tenant.rates.unrated(pipeline.id, timeZone),
    tenant.targets.between(pipeline.id, year.startsOn, addMonths(year.startsOn, 11)),
    tenant.personalTokens.all(),
    tenant.settingChanges.page({ offset: 0, limit: 1 }),
    tenant.teams.all(),
    tenant.leadForms.all(),
    tenant.webhooks.all(),
    tenant.retention.policy(),
  ]);
  const { index } = m.audit;
  const sign = (code: string) => m.f.currencySign(code);
  const [last] = log.changes;
  const channels = subscriptions
    .slice(0, SHOWN_NAMES)
    .map(
      ({ channelName, weekday, timeOfDay }) =>
        safe`${literal(`#${channelName}`, 40)}, ${m.setup.weekdayName(weekday)} ${m.f.clock(timeOfDay)}`,
    );
  return {
    channels: index.channels(channels),
    pipelines: index.pipelines(pipelines.inUse.slice(0, SHOWN_NAMES).map(({ name }) => literal(name, 40))),
    stages: index.stages(literal(pipeline.name, 40), openStages(pipeline).length),
    people: index.people(
      members.filter(({ active }) => active).length,
      reachableAdmins(members).slice(0, SHOWN_NAMES).map(memberNameText),
    ),
    teams: index.teams(
      teamsInUse(teams.teams).length,
      members.filter(({ id, active }) => active && teamOn(teams.memberships, id, today) === null).length,
    ),
    rates: index.rates(
      sign(pipeline.currency),
      rates.length,
      unrated.open.slice(0, SHOWN_NAMES).map(({ currency }) => sign(currency)),
    ),
    alerts: index.alerts(
      subscriptions.filter(({ alerts }) => ALERT_CLASSES.some((each) => alertRule(alerts, each).kind !== 'on')).length,
      subscriptions.length,
    ),
    targets: index.targets(targets.length),
    tokens: index.tokens(tokens.length),
    leads: index.leads(leadForms.length),
    webhooks: index.webhooks(webhooks.length, webhooks.filter(({ off }) => off !== null).length),
    data: index.data,
    retention: index.retention(retentionRuleText(m, kept)),
    log: index.log(last === undefined ? undefined : m.f.date(dateAt(last.at, timeZone))),
  };
}
