import { sevenStages } from '../core/pipeline-templates.ts';
import { COUNTER_VERSION } from '../core/stage-history.ts';
import type { PrismaClient } from './generated/client.ts';
import type { NewId } from './ids.ts';
import { workspaceOf } from './model-rows.ts';
import { pipelineRows } from './pipelines.ts';
import { PRESENCE, type PresenceRow, presenceOf } from './presence.ts';
import { isDuplicate, query, storable } from './sql.ts';
import type { Presence } from './types/people.ts';
import type { Tenant } from './types/store.ts';

/** Id of the pipeline that is ready in the first minute. */
const FIRST_PIPELINE = 'sales';
const CURRENCY = { en: 'EUR', pl: 'PLN' } as const;

type Workspaces = Pick<Tenant, 'enter' | 'workspace' | 'changeWorkspace'>;

/** The workspace itself, and who comes in. */
export function workspaceOfTenant(prisma: PrismaClient, workspaceId: string, newId: NewId): Workspaces {
  /** One round trip: every command begins with it. */
  const look = async (slackUserId: string): Promise<Omit<Presence, 'isNew'> | undefined> => {
    const [row] = await query<PresenceRow>(prisma, PRESENCE, workspaceId, slackUserId);
    return row === undefined ? undefined : presenceOf(row);
  };

  /** Whatever is missing, and nothing that another request made meanwhile. */
  const make = async (slackUserId: string, name: string, language: 'en' | 'pl', at: Date): Promise<void> => {
    const { pipeline, stages } = pipelineRows(workspaceId, sevenStages(FIRST_PIPELINE, language, CURRENCY[language]), at);
    const skipDuplicates = true;
    await prisma.$transaction([
      prisma.workspace.createMany({
        data: [{ id: workspaceId, name: workspaceId, language, counterVersion: COUNTER_VERSION, createdAt: at }],
        skipDuplicates,
      }),
      prisma.pipeline.createMany({ data: [pipeline], skipDuplicates }),
      prisma.stage.createMany({ data: stages, skipDuplicates }),
      prisma.member.createMany({
        data: [{ workspaceId, id: newId(), slackUserId, name: storable(name).slice(0, 200), createdAt: at }],
        skipDuplicates,
      }),
    ]);
  };

  return {
    enter: async ({ slackUserId, name }, { language, at }) => {
      const known = await look(slackUserId);
      if (known !== undefined) return { ...known, isNew: false };
      await make(slackUserId, name || slackUserId, language, new Date(at)).catch((error: unknown) => {
        if (!isDuplicate(error)) throw error;
      });
      const made = await look(slackUserId);
      if (made === undefined) throw new Error(`Workspace ${workspaceId} could not be made ready.`);
      return { ...made, isNew: true };
    },
    workspace: async () => {
      const row = await prisma.workspace.findUnique({ where: { id: workspaceId } });
      return row === null ? undefined : workspaceOf(row);
    },
    changeWorkspace: async (change) => {
      await prisma.workspace.update({ where: { id: workspaceId }, data: change });
    },
  };
}
