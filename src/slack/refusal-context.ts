import type { Visit } from './flow.ts';
import type { RefusalContext } from './views/not-saved.ts';

/** What the sentences about a refusal need. Read only when something was refused. */
export async function refusalContext(visit: Visit): Promise<RefusalContext> {
  const members = await visit.tenant.members.all();
  return { pipeline: visit.pipeline, timeZone: visit.timeZone, members: new Map(members.map((member) => [member.id, member])) };
}
