import type { WebClient } from '@slack/web-api';
import { may } from '../core/rights.ts';
import { weekFacts } from '../facts/week-facts.ts';
import type { Deps } from './deps.ts';
import type { Visit } from './flow.ts';
import { type HomeOwner, watchHome } from './home-watch.ts';
import { slackError } from './slack-error.ts';
import { homeView } from './views/home.ts';
import { type Caller, visitOf } from './visit.ts';

/** Deals of a Home: those that need the person most. */
const SHOWN = 5;

async function viewOf(visit: Visit) {
  const { tenant, pipeline, member } = visit;
  const page = { order: 'attention', today: visit.today, limit: SHOWN, offset: 0 } as const;
  const rhythm = { weekday: 1, timeOfDay: '09:00', timeZone: visit.timeZone };
  const manages = may(member.role, 'digest.preview');
  const [{ deals, total }, owned, facts, members, alerts] = await Promise.all([
    tenant.deals.list({ ownerId: member.id, pipelineId: pipeline.id }, page),
    tenant.funnel.owned(pipeline.id, member.id),
    weekFacts(tenant, pipeline, rhythm, visit.at),
    tenant.members.all(),
    tenant.alerts.open(pipeline.id),
  ]);
  const commitments = manages ? await tenant.commitments.ofAlerts(alerts.map(({ id }) => id)) : [];
  return homeView(visit.m, {
    deals,
    total,
    valueMinor: owned.valueMinor,
    facts,
    commitments,
    members: new Map(members.map((each) => [each.id, each])),
    pipeline,
    member,
    today: visit.today,
    timeZone: visit.timeZone,
    manages,
  });
}

/** Shows a person's Home as things stand; a newer one is never overwritten by an older. */
async function publishHome(deps: Deps, client: WebClient, owner: HomeOwner, hash?: string): Promise<void> {
  const caller: Caller = { ...owner, handle: '', channelId: null, command: '/deal', through: 'home', typed: null, key: 'home' };
  const view = await viewOf(await visitOf(deps, caller, client));
  try {
    await client.views.publish({ user_id: owner.slackUserId, view, ...(hash === undefined ? {} : { hash }) });
  } catch (error) {
    const code = slackError(error);
    // A newer Home is there already, or the tab is off.
    if (code !== 'hash_conflict' && code !== 'not_enabled') throw error;
    deps.log.debug({ slack: code }, 'a Home was not shown');
  }
}

/** Somebody opened their Home: it is shown, and kept fresh for a while. */
export async function openHome(deps: Deps, client: WebClient, owner: HomeOwner, hash?: string): Promise<void> {
  watchHome(deps, owner, () => publishHome(deps, client, owner));
  await publishHome(deps, client, owner, hash);
}
