import type { DealNumber } from '../../../core/ids.ts';
import { loadWorkspace } from '../../../facts/tenant-reads.ts';
import { LANGUAGES } from '../../../locale/languages.ts';
import type { Messages } from '../../../locale/messages.ts';
import type { DeliveryContext } from '../kit/define-post.ts';

/** The words in which a channel is told that a deal is hidden from it; undefined where it is not. */
export async function loadHiddenWords(
  { tenant, viewer, deals, delivery }: DeliveryContext,
  number: DealNumber,
): Promise<Messages | undefined> {
  if (viewer.seenOwners.size === 0 || (await deals.file(number)) !== undefined) return undefined;
  const here = (await tenant.subscriptions.all()).find(({ channelId }) => channelId === delivery.target);
  return LANGUAGES[here?.language ?? (await loadWorkspace(tenant)).language];
}
