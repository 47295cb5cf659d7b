import { z } from 'zod';
import type { LeadForm } from '../../../../core/pipeline/lead-form.ts';
import { pipelineById } from '../../../../core/pipeline/pipelines.ts';
import type { SettingChange } from '../../../../store/types/setting-changes.ts';
import type { RequestContext } from '../../../request/flow.ts';
import { literal } from '../../../views/kit/text.ts';
import { pipelineNameText } from '../../../views/workspace/settings/lead-forms.ts';
import type { SettingHistory } from './setting-history.ts';

/** Payload of an address for leads that was made, taken back, or got a new secret; never a secret. Stored. */
const leadFormChange = z.object({ what: z.enum(['made', 'secret', 'takenBack']), formId: z.string(), pipelineId: z.string() });

const read = ({ payload }: SettingChange) => leadFormChange.safeParse(payload).data;

const nameOf = ({ pipelines }: RequestContext, id: string) => {
  const pipeline = pipelineById(pipelines, id);
  return pipeline === undefined ? literal(id) : pipelineNameText(pipeline);
};

/** Writes down what became of an address for leads, and by whom. */
export const recordLeadFormChange = (
  { tenant, member, at }: RequestContext,
  what: z.infer<typeof leadFormChange>['what'],
  { id, pipelineId }: Pick<LeadForm, 'id' | 'pipelineId'>,
): Promise<SettingChange> =>
  tenant.settingChanges.record({ memberId: member.id, kind: 'lead-form', at, payload: { what, formId: id, pipelineId } });

/** Addresses for leads. What was taken back may have leaked, so only the making can be undone. */
export const leadFormHistory: SettingHistory = {
  describe: async (context, change) => {
    const of = read(change);
    return of === undefined ? undefined : context.m.leads.changed[of.what](nameOf(context, of.pipelineId));
  },
  undo: async (context, change) => {
    const of = read(change);
    if (of === undefined) return undefined;
    const { m, tenant } = context;
    if (of.what !== 'made') return { undone: false, said: m.leads.final };
    const form = await tenant.leadForms.remove(of.formId);
    if (form === undefined) return { undone: false, said: m.leads.gone };
    return { undone: true, said: m.leads.takenBack(nameOf(context, of.pipelineId)) };
  },
};
