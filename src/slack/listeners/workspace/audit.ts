import { isAllowed } from '../../../core/people/rights.ts';
import { dateAt } from '../../../core/time/calendar.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import { describeSetting } from '../../steps/settings/last-change.ts';
import { textMessage } from '../../views/kit/blocks.ts';
import { memberName } from '../../views/kit/people.ts';
import { memberNameText } from '../../views/kit/text.ts';
import { AUDIT_PER_PAGE, type AuditLine, auditLog, SHOW_AUDIT } from '../../views/workspace/settings-index.ts';

/** Who changed which setting, and when: for admins. */
async function showLog(context: RequestContext, offset: number): Promise<Reply> {
  const { m, tenant, member, timeZone } = context;
  const members = new Map((await tenant.members.all()).map((each) => [each.id, each]));
  if (!isAllowed(member.role, 'audit.see')) {
    const admins = [...members.values()].filter(({ role, active }) => role === 'admin' && active);
    return { kind: 'say', message: textMessage(m.audit.adminsOnly(admins.map(memberNameText))) };
  }
  const { changes, total } = await tenant.settingChanges.page({ offset, limit: AUDIT_PER_PAGE });
  const lines = await Promise.all(
    changes.map(
      async (change): Promise<AuditLine> => ({
        on: dateAt(change.at, timeZone),
        time: m.f.time(change.at, timeZone),
        who: memberName(members, change.memberId),
        what: (await describeSetting(context, change)) ?? m.audit.unreadable,
        isUndone: change.undoneAt !== null,
      }),
    ),
  );
  return { kind: 'say', message: auditLog(m, { lines, total, offset }), replacesOriginal: offset > 0 };
}

/** The log of settings. */
export const auditFlow = {
  funnelCommands: { audit: { takesDeal: null, opensForm: false, isRead: true, run: (context) => showLog(context, 0) } },
  buttons: {
    [SHOW_AUDIT]: { isRead: true, run: (context, press) => showLog(context, Number(/^\d{1,6}$/.exec(press.value)?.[0] ?? 0)) },
  },
} satisfies Flow;
