import { foldText } from '../core/fold-text.ts';
import { COUNTER_VERSION } from '../core/history/count-events.ts';
import type { SlackUserId, WorkspaceId } from '../core/ids.ts';
import type { Language } from '../core/people/language.ts';
import { sevenStageTemplate } from '../core/pipeline/pipeline-templates.ts';
import { escapeLike, isDuplicate, toStorableText } from './db/sql.ts';
import type { PrismaClient } from './generated/client.ts';
import type { PipelineCache } from './pipeline-cache.ts';
import { loadRequester } from './requester.ts';
import { toWorkspace } from './rows/model-rows.ts';
import { toPipelineRows } from './settings/pipelines.ts';
import type { ArrivalPlace, Members, NewWorkspace, Requester } from './types/people.ts';
import type { Tenant } from './types/store.ts';

/** Id of the pipeline that is ready in the first minute. */
const FIRST_PIPELINE = 'sales';
const CURRENCY: Readonly<Record<Language, string>> = { en: 'EUR', pl: 'PLN' };

type WorkspaceStore = Pick<Tenant, 'findRequester' | 'loadOrCreateRequester' | 'workspace' | 'updateWorkspace'>;

/** The workspace itself, and who comes in. */
export function createWorkspaceStore(
  prisma: PrismaClient,
  workspaceId: WorkspaceId,
  { members, pipelines }: { readonly members: Pick<Members, 'upsert'>; readonly pipelines: PipelineCache },
): WorkspaceStore {
  /** One round trip: every command begins with it. */
  const findRequester = (
    slackUserId: SlackUserId,
    { line = '', channelId = '' }: ArrivalPlace = {},
  ): Promise<Requester | undefined> =>
    loadRequester(
      prisma,
      { workspaceId, pipelines },
      { slackUserId, channelId, line: escapeLike(foldText(toStorableText(line)).slice(0, 200)) },
    );

  /** Whatever is missing, and nothing that another request made meanwhile. */
  const createMissing = async ({ language, at, timeZone, currency = CURRENCY[language] }: NewWorkspace): Promise<void> => {
    const createdAt = new Date(at);
    const { pipeline, stages } = toPipelineRows(workspaceId, sevenStageTemplate(FIRST_PIPELINE, language, currency), createdAt);
    const skipDuplicates = true;
    await prisma.$transaction([
      prisma.workspace.createMany({
        data: [
          {
            ...{ id: workspaceId, name: workspaceId, language, counterVersion: COUNTER_VERSION, createdAt },
            ...(timeZone === undefined ? {} : { timeZone }),
          },
        ],
        skipDuplicates,
      }),
      prisma.pipeline.createMany({ data: [pipeline], skipDuplicates }),
      prisma.stage.createMany({ data: stages, skipDuplicates }),
    ]);
  };

  return {
    findRequester,
    loadOrCreateRequester: async (person, { line, channelId, ...made }) => {
      const { at } = made;
      const known = await findRequester(person.slackUserId, { line, channelId });
      if (known !== undefined) {
        return person.account === undefined ? known : { ...known, member: await members.upsert({ ...person, at }) };
      }
      await createMissing(made).catch((error: unknown) => {
        if (!isDuplicate(error)) throw error;
      });
      await members.upsert({ ...person, at });
      const requester = await findRequester(person.slackUserId, { line, channelId });
      if (requester === undefined) throw new Error(`Workspace ${workspaceId} could not be made ready.`);
      return requester;
    },
    workspace: async () => {
      const row = await prisma.workspace.findFirst({ where: { id: workspaceId } });
      return row === null ? undefined : toWorkspace(row);
    },
    updateWorkspace: async (change) => {
      await prisma.workspace.update({ where: { id: workspaceId }, data: change });
    },
  };
}
