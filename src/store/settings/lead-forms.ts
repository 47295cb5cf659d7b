import type { WorkspaceId } from '../../core/ids.ts';
import { LEAD_FORM, NOBODY } from '../../core/people/nobody.ts';
import type { LeadForm } from '../../core/pipeline/lead-form.ts';
import type { NewId } from '../db/ids.ts';
import type { PrismaClient } from '../generated/client.ts';
import type { LeadFormModel } from '../generated/models.ts';
import type { AllLeadForms, LeadForms } from '../types/lead-forms.ts';

const toLeadForm = ({ id, pipelineId, createdAt, lastUsedAt }: LeadFormModel): LeadForm => ({
  ...{ id, pipelineId, createdAt: createdAt.getTime() },
  lastUsedAt: lastUsedAt?.getTime() ?? null,
});

/** Addresses of one workspace that take leads. */
export function createLeadFormStore(prisma: PrismaClient, workspaceId: WorkspaceId, newId: NewId): LeadForms {
  return {
    save: async ({ pipelineId, hash, encryptedSecret, names }, at) => {
      const createdAt = new Date(at);
      const people = [
        { id: NOBODY, name: names.nobody },
        { id: LEAD_FORM, name: names.form },
      ];
      await prisma.member.createMany({
        data: people.map((each) => ({ workspaceId, ...each, account: 'bot', active: false, createdAt })),
        skipDuplicates: true,
      });
      return toLeadForm(
        await prisma.leadForm.upsert({
          where: { workspaceId_pipelineId: { workspaceId, pipelineId } },
          create: { workspaceId, id: newId(), pipelineId, hash, encryptedSecret, createdAt },
          update: { hash, encryptedSecret, createdAt, lastUsedAt: null },
        }),
      );
    },
    all: async () => {
      const rows = await prisma.leadForm.findMany({ where: { workspaceId }, orderBy: { pipelineId: 'asc' } });
      return rows.map(toLeadForm);
    },
    markUsed: async (id, at) => {
      await prisma.leadForm.updateMany({ where: { workspaceId, id }, data: { lastUsedAt: new Date(at) } });
    },
    remove: async (id) => {
      const row = await prisma.leadForm.findFirst({ where: { workspaceId, id } });
      const { count } = await prisma.leadForm.deleteMany({ where: { workspaceId, id } });
      return row === null || count === 0 ? undefined : toLeadForm(row);
    },
  };
}

/** As `Store.leadForms`. */
export function createAllLeadForms(prisma: PrismaClient): AllLeadForms {
  return {
    find: async (workspaceId, id) => {
      const row = await prisma.leadForm.findFirst({ where: { workspaceId, id, workspace: { uninstalledAt: null } } });
      return row === null ? undefined : { ...toLeadForm(row), hash: row.hash, encryptedSecret: row.encryptedSecret };
    },
    withSecrets: async () => {
      const rows = await prisma.leadForm.findMany({ where: { encryptedSecret: { not: null } } });
      return rows.flatMap(({ workspaceId, id, encryptedSecret }) =>
        encryptedSecret === null ? [] : [{ workspaceId, id, encryptedSecret }],
      );
    },
    setSecret: async (workspaceId, id, encryptedSecret) => {
      await prisma.leadForm.updateMany({ where: { workspaceId, id }, data: { encryptedSecret } });
    },
  };
}
