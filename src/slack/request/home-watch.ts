import type { SlackUserId, WorkspaceId } from '../../core/ids.ts';
import { dateAt } from '../../core/time/calendar.ts';
import { type DurationMs, MINUTE_MS } from '../../core/time/durations.ts';
import type { Instant } from '../../core/time/instant.ts';
import { channelProblemDrafts } from '../../jobs/posts/kit/channel-problem.ts';
import { HOME_PROBLEM } from '../views/kit/problem-codes.ts';
import { rateLimitMs, slackErrorCode } from '../web-api/slack-error-code.ts';
import type { RequestDeps } from './request-deps.ts';

/** How long an opened Home is refreshed. */
const WATCH_FOR_MS: DurationMs = 10 * MINUTE_MS;
/** Debounce of refreshes. */
const DEBOUNCE_MS: DurationMs = 150;
/** Minimum interval between two refreshes of one Home. */
const MIN_REFRESH_INTERVAL_MS: DurationMs = 1500;
/** Homes of one workspace that a change refreshes: those opened last. */
const MAX_HOMES = 20;

/** A Home that Slack does not take for now is shown later, so often at most. */
const MAX_RETRIES = 3;

/** Whose Home: workspace and Slack user. */
export type HomeOwner = { readonly workspaceId: WorkspaceId; readonly slackUserId: SlackUserId };

/** A Home that somebody looks at. */
export type OpenHome = HomeOwner & {
  openedAt: Instant;
  /** Of the view that Slack shows, as far as is known. */
  hash: string | undefined;
  /** What was published last, to tell whether anything differs; undefined: not known. */
  published: string | undefined;
};

/** A Home that is kept fresh. `shownAt`, like `openedAt`: monotonic ms. */
export type WatchedHome = OpenHome & {
  readonly show: (home: OpenHome) => Promise<void>;
  state: 'idle' | 'waiting' | 'showing';
  timer: NodeJS.Timeout | undefined;
  needsRefresh: boolean;
  shownAt: Instant;
  /** Slack takes none before; monotonic ms. */
  pausedUntil: Instant;
  retries: number;
};

type HomeDeps = Pick<RequestDeps, 'homes' | 'clock' | 'log' | 'store' | 'wake'>;

/** Tells the admins, once a day, that Slack does not take people's Homes. */
async function reportHome(deps: HomeDeps, { workspaceId }: HomeOwner, code: string): Promise<void> {
  const tenant = deps.store.tenant(workspaceId);
  const workspace = await tenant.workspace();
  if (workspace === undefined) return;
  const at = deps.clock.now();
  const problem = { channel: '', code: `${HOME_PROBLEM}${code}`, on: dateAt(at, workspace.timeZone), at };
  await tenant.deliveries.queue(channelProblemDrafts(await tenant.members.all(), problem), at);
  deps.wake();
}

/** One at a time: what was read earlier is never shown after what was read later. */
async function refreshNow(deps: HomeDeps, home: WatchedHome): Promise<void> {
  clearTimeout(home.timer);
  home.state = 'showing';
  home.needsRefresh = false;
  try {
    await home.show(home);
    home.retries = 0;
  } catch (error) {
    const code = slackErrorCode(error);
    deps.log.warn({ err: error, slack: code }, 'a Home could not be refreshed');
    const pauseMs = rateLimitMs(error);
    if (pauseMs !== undefined && home.retries < MAX_RETRIES) {
      home.retries += 1;
      home.pausedUntil = deps.clock.monotonicNow() + pauseMs;
      home.needsRefresh = true;
    } else if (code !== undefined && code !== 'unreachable') {
      await reportHome(deps, home, code).catch((err: unknown) => deps.log.warn({ err }, 'nobody was told that a Home is old'));
    }
  }
  home.shownAt = deps.clock.monotonicNow();
  home.state = 'idle';
  if (home.needsRefresh) scheduleRefresh(deps, home);
}

function scheduleRefresh(deps: HomeDeps, home: WatchedHome): void {
  if (home.state === 'showing') home.needsRefresh = true;
  if (home.state !== 'idle') return;
  home.state = 'waiting';
  const calmFor = Math.max(home.shownAt + MIN_REFRESH_INTERVAL_MS, home.pausedUntil) - deps.clock.monotonicNow();
  home.timer = setTimeout(() => void refreshNow(deps, home), Math.max(DEBOUNCE_MS, calmFor)).unref();
}

/**
 * Registers a viewed Home for refreshes for 10 minutes.
 *
 * @param hash of the view that they see. @param show publishes it, and keeps its hash.
 */
export function watchHome(
  deps: HomeDeps,
  { hash, ...owner }: HomeOwner & { readonly hash: string | undefined },
  show: (home: OpenHome) => Promise<void>,
): void {
  const homes = deps.homes;
  const key = `${owner.workspaceId} ${owner.slackUserId}`;
  const known = homes.get(key);
  const home = known ?? {
    ...owner,
    show,
    state: 'idle',
    timer: undefined,
    needsRefresh: false,
    shownAt: 0,
    ...NOT_PAUSED,
    ...NOT_PUBLISHED,
  };
  homes.delete(key);
  homes.set(key, home);
  home.openedAt = deps.clock.monotonicNow();
  if (hash === home.hash && hash !== undefined) return;
  home.hash = hash;
  home.published = undefined;
}

const NOT_PAUSED = { pausedUntil: 0, retries: 0 };
const NOT_PUBLISHED = { openedAt: 0, hash: undefined, published: undefined };

/** Shows a watched Home at once. */
export async function showHome(deps: HomeDeps, owner: HomeOwner): Promise<void> {
  const home = deps.homes.get(`${owner.workspaceId} ${owner.slackUserId}`);
  if (home?.state === 'showing') home.needsRefresh = true;
  else if (home !== undefined) await refreshNow(deps, home);
}

/** Schedules a refresh of the Homes that people of a workspace look at, debounced. */
export function refreshHomes(deps: HomeDeps, workspaceId: WorkspaceId): void {
  const homes = deps.homes;
  const now = deps.clock.monotonicNow();
  for (const [key, { openedAt, state }] of homes) if (now - openedAt > WATCH_FOR_MS && state === 'idle') homes.delete(key);
  for (const home of [...homes.values()].filter((each) => each.workspaceId === workspaceId).slice(-MAX_HOMES))
    scheduleRefresh(deps, home);
}
