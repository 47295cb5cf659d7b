import { isAllowed } from '../../../core/people/rights.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import type { Reply, RequestContext } from '../../request/flow.ts';
import { textMessage } from '../../views/kit/blocks.ts';
import { memberNameText } from '../../views/kit/text.ts';

/** Runs what only an admin may; anybody else is told who can. @param refusal given the names of the admins. */
export async function forAdmins(
  context: RequestContext,
  refusal: (admins: readonly SafeText[]) => SafeText,
  run: () => Promise<Reply>,
): Promise<Reply> {
  if (isAllowed(context.member.role, 'settings.change')) return run();
  const admins = (await context.tenant.members.all()).filter(({ role, active }) => role === 'admin' && active);
  return { kind: 'say', message: textMessage(refusal(admins.map(memberNameText))) };
}
