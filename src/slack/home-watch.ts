import type { Deps } from './deps.ts';

/** A Home that was opened so long ago is not kept fresh. */
const LOOKED_AT_MS = 10 * 60_000;
/** Changes that come together make one refresh. */
const CALM_MS = 1000;
/** Homes of one workspace that a change refreshes. */
const MOST = 20;

/** Whose Home: workspace and Slack user. */
export type HomeOwner = { readonly workspaceId: string; readonly slackUserId: string };

type Watched = HomeOwner & { readonly openedAt: number; readonly show: () => Promise<void> };

const watched = new WeakMap<Deps, Map<string, Watched>>();
const calming = new WeakMap<Deps, Set<string>>();

/** Somebody looks at their Home: `show` shows it anew when something changes. */
export function watchHome(deps: Deps, owner: HomeOwner, show: () => Promise<void>): void {
  const homes = watched.get(deps) ?? new Map<string, Watched>();
  watched.set(deps, homes);
  const key = `${owner.workspaceId} ${owner.slackUserId}`;
  homes.delete(key);
  homes.set(key, { ...owner, show, openedAt: performance.now() });
}

/** Something in a workspace changed: the Homes that people look at are shown anew, once for changes that come together. */
export function refreshHomes(deps: Deps, workspaceId: string): void {
  const homes = watched.get(deps);
  const waiting = calming.get(deps) ?? new Set<string>();
  calming.set(deps, waiting);
  if (homes === undefined || waiting.has(workspaceId)) return;
  waiting.add(workspaceId);
  setTimeout(() => {
    waiting.delete(workspaceId);
    const now = performance.now();
    for (const [key, { openedAt }] of homes) if (now - openedAt > LOOKED_AT_MS) homes.delete(key);
    const own = [...homes.values()].filter((home) => home.workspaceId === workspaceId).slice(-MOST);
    for (const { show } of own) {
      show().catch((error: unknown) => deps.log.warn({ err: error }, 'a Home could not be refreshed'));
    }
  }, CALM_MS).unref();
}
