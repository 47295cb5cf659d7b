import { buildArchive } from '../../../archive/write-archive.ts';
import { isAllowed } from '../../../core/people/rights.ts';
import { localizePipeline } from '../../../core/pipeline/stored-pipeline.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import { textMessage } from '../../views/kit/blocks.ts';
import { memberNameText, notificationText } from '../../views/kit/text.ts';

/** Everything of the workspace, for an admin, by direct message: never where others read. */
async function sendExport(context: RequestContext): Promise<Reply> {
  const { m, tenant, workspace, member, language, today, at } = context;
  const say = (text: SafeText): Reply => ({ kind: 'say', message: textMessage(text) });
  if (!isAllowed(member.role, 'workspace.export')) {
    const admins = (await tenant.members.all()).filter(({ role, active }) => role === 'admin' && active);
    return say(m.exporting.adminsOnly(admins.map(memberNameText)));
  }
  const pipelines = (await tenant.allPipelines()).map((pipeline) => localizePipeline(pipeline, language));
  const exportedAt = new Date(at).toISOString();
  const archive = await buildArchive({ source: context.archive, workspace, pipelines, exportedAt });
  if (archive === undefined) return say(m.exporting.tooLarge);
  const comment = notificationText(m.exporting.comment(archive.deals, m.f.date(today)));
  const sent = await context.sendFile({ name: `lejek-${today}.zip`, bytes: archive.bytes, comment });
  return say(sent === 'sent' ? m.exporting.sent : m.exporting.noScope);
}

/** Taking everything out. */
export const exportFlow = {
  funnelCommands: { export: { takesDeal: null, opensForm: false, isRead: true, run: sendExport } },
} satisfies Flow;
