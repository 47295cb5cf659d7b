import { UNDO_WINDOW_MS } from '../../core/deal/undo.ts';
import { isAllowed } from '../../core/people/rights.ts';
import { NIGHT } from '../../core/time/quiet-hours.ts';
import { loadDigestFacts } from '../../facts/digest/week-facts.ts';
import { loadOwnMonth } from '../../facts/own-month.ts';
import type { RequestContext } from '../request/flow.ts';
import { type HomeOwner, type OpenHome, showHome, watchHome } from '../request/home-watch.ts';
import { type Caller, requestContext } from '../request/request-context.ts';
import type { RequestDeps } from '../request/request-deps.ts';
import { loadOwnStock } from '../steps/own-stock.ts';
import { isAtStart } from '../steps/start.ts';
import { refusedHome } from '../views/workspace/access.ts';
import { homeView } from '../views/workspace/home.ts';
import { classifyViewError } from '../web-api/classify-view-error.ts';
import { slackErrorCode } from '../web-api/slack-error-code.ts';

/** Deals of a Home: those that need the person most. */
const MAX_DEALS = 5;

async function loadHomeView(context: RequestContext) {
  const { tenant, pipeline, member } = context;
  const page = { order: 'attention', today: context.today, limit: MAX_DEALS, offset: 0 } as const;
  const manages = !context.solo && isAllowed(member.role, 'digest.preview');
  const since = context.at - UNDO_WINDOW_MS;
  const [{ deals, total }, owned, facts, month, members, alerts, last] = await Promise.all([
    tenant.deals.list({ ownerId: member.id }, page),
    loadOwnStock(context),
    loadDigestFacts(context),
    loadOwnMonth(context, member.id),
    tenant.members.all(),
    tenant.stageAlerts.open(pipeline.id),
    tenant.deals.lastUndoableChange(member.id, since),
  ]);
  const read = await Promise.all(deals.map(({ number }) => tenant.deals.file(number)));
  return homeView(context.m, {
    deals: read.filter((file) => file !== undefined),
    total,
    lastChange: last !== undefined && last.at >= since ? last : undefined,
    worth: owned.worth,
    facts,
    month,
    members: new Map(members.map((each) => [each.id, each])),
    pipeline,
    pipelines: context.pipelines,
    member,
    quiet: member.quiet ?? NIGHT,
    today: context.today,
    timeZone: context.timeZone,
    alertIdByStage: new Map(alerts.map(({ stageId, id }) => [stageId, id])),
    isManager: manages,
    solo: context.solo,
    atStart: total === 0 && (await isAtStart(context)),
  });
}

/**
 * Shows a person's Home as things stand, where it differs from what was shown. Where somebody else has published a newer one meanwhile,
 * everything is read anew, and then what is read last is shown.
 */
async function publishHome(deps: RequestDeps, home: OpenHome): Promise<void> {
  const { workspaceId, slackUserId } = home;
  const client = await deps.clientFor(workspaceId);
  const owner = { workspaceId, slackUserId };
  const caller: Caller = {
    ...owner,
    channelId: null,
    command: '/deal',
    through: 'home',
    typedLanguage: null,
    key: 'home',
  };
  for (const hash of home.hash === undefined ? [undefined] : [home.hash, undefined]) {
    const context = await requestContext(deps, caller, { client });
    const view = 'refused' in context ? refusedHome(context.m, context.refused) : await loadHomeView(context);
    const content = JSON.stringify(view);
    if (content === home.published) return;
    try {
      const shown = await client.views.publish({ user_id: slackUserId, view, ...(hash === undefined ? {} : { hash }) });
      home.hash = shown.view?.hash;
      home.published = content;
      return;
    } catch (error) {
      const code = slackErrorCode(error);
      // The tab is off; or a newer Home is there already, and a look at what is true now comes next.
      if (code !== 'not_enabled' && classifyViewError(error) !== 'staleView') throw error;
      deps.log.debug({ slack: code }, 'a Home was not shown');
      home.published = undefined;
      if (code === 'not_enabled') return;
    }
  }
}

/** Registers a viewed Home for refreshes for 10 minutes. */
export const keepHomeFresh = (deps: RequestDeps, owner: HomeOwner, hash: string | undefined): void =>
  watchHome(deps, { workspaceId: owner.workspaceId, slackUserId: owner.slackUserId, hash }, (home) => publishHome(deps, home));

/** Somebody opened their Home: it is shown, and kept fresh. */
export async function openHome(deps: RequestDeps, owner: HomeOwner, hash?: string): Promise<void> {
  keepHomeFresh(deps, owner, hash);
  await showHome(deps, owner);
}
