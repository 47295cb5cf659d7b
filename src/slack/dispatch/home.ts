import { UNDO_WINDOW_MS } from '../../core/deal/undo.ts';
import type { PipelineId } from '../../core/ids.ts';
import { isAllowed } from '../../core/people/rights.ts';
import { isToldAsManager } from '../../core/people/team-readers.ts';
import type { Pipeline } from '../../core/pipeline/stage.ts';
import { NIGHT } from '../../core/time/quiet-hours.ts';
import { loadOwnCommitments } from '../../facts/commitment-facts.ts';
import { loadDigestFacts } from '../../facts/digest/week-facts.ts';
import { loadOwnMonth } from '../../facts/own-month.ts';
import { readSettingsOnce } from '../../facts/read-once.ts';
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

/** Funnels that one Home draws; the others are a tap away. */
const MAX_FUNNELS = 3;

/**
 * The pipelines whose funnels a Home draws: those that the person has open deals in; for a manager the others that hold any as well; the default
 * one where that is none. The first one is what the rest of Home is about.
 */
async function homePipelines(
  { tenant, pipelines, pipeline }: RequestContext,
  { worksIn, manages }: { readonly worksIn: readonly PipelineId[]; readonly manages: boolean },
): Promise<readonly [Pipeline, ...Pipeline[]]> {
  const { inUse } = pipelines;
  if (inUse.length === 1) return [pipeline];
  const own = inUse.filter(({ id }) => worksIn.includes(id));
  const rest = manages ? inUse.filter((each) => !own.includes(each)) : [];
  const stocks = await Promise.all(rest.map(async ({ id }) => (await tenant.funnel.stock(id)).length > 0));
  const shown = [...own, ...rest.filter((_, index) => stocks[index])].slice(0, MAX_FUNNELS);
  const [first = pipeline, ...others] = manages && stocks.length > 0 ? shown.toSorted(byPlace(inUse)) : shown;
  return [first, ...others];
}

const byPlace = (all: readonly Pipeline[]) => (a: Pipeline, b: Pipeline) => all.indexOf(a) - all.indexOf(b);

async function loadHomeView(asked: RequestContext) {
  const { tenant, member } = asked;
  const page = { order: 'attention', today: asked.today, limit: MAX_DEALS, offset: 0 } as const;
  const manages = !asked.solo && isAllowed(member.role, 'digest.preview');
  const since = asked.at - UNDO_WINDOW_MS;
  const owned = await loadOwnStock(asked);
  const [pipeline, ...others] = await homePipelines(asked, { worksIn: owned.worksIn, manages });
  const context = { ...asked, pipeline };
  const [{ deals, total }, facts, otherFacts, commitmentsElsewhere, month, members, alerts, { event: last }, directTallies] =
    await Promise.all([
      context.deals.list({ ownerId: member.id }, page),
      loadDigestFacts(context),
      Promise.all(others.map((each) => loadDigestFacts({ ...asked, pipeline: each }))),
      loadOwnCommitments(
        asked,
        member.id,
        [pipeline, ...others].map(({ id }) => id),
      ),
      loadOwnMonth(context, member.id),
      tenant.members.all(),
      tenant.stageAlerts.open(pipeline.id),
      context.deals.lastUndoableChange(member.id, since),
      tenant.members.directTallies(member.id, asked.at),
    ]);
  return homeView(context.m, {
    deals: await context.deals.files(deals.map(({ number }) => number)),
    total,
    lastChange: last !== undefined && last.at >= since ? last : undefined,
    worth: owned.worth,
    facts,
    otherFunnels: otherFacts,
    commitmentsElsewhere,
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
    isToldAsManager: isToldAsManager(member, { members, managesTeam: (context.managedTeams ?? []).length > 0 }),
    solo: context.solo,
    directTallies,
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
    const view =
      'refused' in context
        ? refusedHome(context.m, context.refused)
        : await loadHomeView({ ...context, tenant: readSettingsOnce(context.tenant) });
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
