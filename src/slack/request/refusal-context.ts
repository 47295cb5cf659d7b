import type { RefusalContext } from '../views/deal/refusal-message.ts';
import type { RequestContext } from './flow.ts';

/** What the sentences about a refusal need. Read only when something was refused. */
export async function loadRefusalContext(context: RequestContext): Promise<RefusalContext> {
  const members = await context.tenant.members.all();
  return {
    pipeline: context.pipeline,
    pipelines: context.pipelines,
    timeZone: context.timeZone,
    members: new Map(members.map((member) => [member.id, member])),
  };
}
