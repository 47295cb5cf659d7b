import type { Instant } from '../../core/time/instant.ts';
import type { Reply } from '../request/flow.ts';
import type { AccessRefusal } from '../request/request-context.ts';
import { refusedMessage } from '../views/workspace/access.ts';

/**
 * The one sentence for somebody who may not use Lejek: of deals it says nothing, and nothing is done.
 *
 * @param event what was said, where it was an event: Slack may send it again, and it is answered once.
 */
export async function replyRefused(
  { tenant, refused, m }: AccessRefusal,
  event: { readonly eventId: string; readonly at: Instant } | undefined,
): Promise<Reply> {
  if (event !== undefined && (await tenant.workspace()) !== undefined) {
    if (!(await tenant.markHandledOnce(`event ${event.eventId}`, event.at))) return { kind: 'nothing' };
  }
  return { kind: 'say', message: refusedMessage(m, refused) };
}
