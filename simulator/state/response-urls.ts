import { randomHex } from './ids.ts';
import type { ResponseUrl, Workspace } from './workspace.ts';

/** Five answers within thirty minutes. Source: docs.slack.dev, handling user interaction. */
export const RESPONSE_URL_USES = 5;
const RESPONSE_URL_LIFE_MS = 30 * 60 * 1000;

/** Makes a response_url on this workspace's own address for one interaction. */
export function createResponseUrl(
  workspace: Workspace,
  about: Pick<ResponseUrl, 'channel' | 'userId' | 'original' | 'line'>,
): string {
  const id = randomHex(12);
  workspace.responseUrls.set(id, { ...about, madeAt: workspace.now(), uses: 0 });
  return `${workspace.origin}/response/${workspace.identity.team.id}/${id}`;
}

/** Takes one of the five uses, or says why there is none: `used_url`, or `expired_url` after thirty minutes of the workspace's clock. */
export function consumeResponseUrl(
  workspace: Workspace,
  id: string,
): ResponseUrl | { readonly error: 'used_url' | 'expired_url' | 'invalid_url' } {
  const found = workspace.responseUrls.get(id);
  if (found === undefined) return { error: 'invalid_url' };
  if (workspace.now() - found.madeAt > RESPONSE_URL_LIFE_MS) return { error: 'expired_url' };
  if (found.uses >= RESPONSE_URL_USES) return { error: 'used_url' };
  workspace.responseUrls.set(id, { ...found, uses: found.uses + 1 });
  return found;
}
