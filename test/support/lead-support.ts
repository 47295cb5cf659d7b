import { NOBODY } from '../../src/core/people/nobody.ts';
import type { LeadForm } from '../../src/core/pipeline/lead-form.ts';
import type { Messages } from '../../src/locale/messages.ts';
import { takeInLead } from '../../src/slack/steps/take-in-lead.ts';
import { literal } from '../../src/slack/views/kit/text.ts';
import { leadHadBefore, leadMessage, leadTaken } from '../../src/slack/views/workspace/leads.ts';
import { leadFormsView } from '../../src/slack/views/workspace/settings/lead-forms.ts';
import type { Driver } from './drivers.ts';
import type { TestBot } from './test-bot.ts';
import type { ViewData } from './view-data.ts';

const AT = Date.parse('2026-11-16T09:00:00Z');

/** The address of the sales pipeline, directly in the store. */
export const makeLeadForm = ({ tenant, now }: TestBot, hash = 'e'.repeat(64)): Promise<LeadForm> =>
  tenant.leadForms.save(
    { pipelineId: 'sales', hash, encryptedSecret: null, names: { nobody: 'nobody yet', form: 'Lead form' } },
    now(),
  );

/** A lead, as if a form had sent it; its number. */
export async function sendLead(lejek: TestBot, name: string): Promise<number> {
  const contact = { name: null, email: null, phone: null };
  const lead = { id: null, name, company: null, contact, message: null, source: null };
  const made = await takeInLead(lejek.tenant, { form: await makeLeadForm(lejek), lead, at: lejek.now() });
  if (made === 'archived') throw new Error('the pipeline is archived');
  return made.deal.number;
}

export const LEAD_BUTTON_DRIVERS: Readonly<Record<string, Driver>> = {
  'leads.open': ({ press }) => press('leads.open:leads', 'all'),
  'leads.make': ({ press }) => press('leads.make:0', 'sales'),
  'leads.secret': ({ press }) => press('leads.secret:0', 'sales'),
  'leads.take-back': async ({ lejek, press }) => press('leads.take-back:0', (await makeLeadForm(lejek)).id),
  'lead.take': async ({ lejek, press }) => press('lead.take', `${await sendLead(lejek, 'Sarna')}@1`),
};

export const LEAD_VIEWS = {
  leadMessage: (m: Messages, { file: { deal }, dataSize, text, members }: ViewData) => {
    const lead = { ...deal, ownerId: NOBODY, source: dataSize === 'empty' ? null : text };
    return [
      leadMessage(m, { deal: lead, twin: undefined, members }),
      leadMessage(m, { deal: lead, twin: deal, members }),
      leadMessage(m, { deal, twin: undefined, members }),
    ];
  },
  leadTaken: (m: Messages, { file: { deal }, pipeline }: ViewData) => leadTaken(m, deal, pipeline),
  leadHadBefore: (m: Messages, { file: { deal }, member }: ViewData) =>
    [true, false].map((isMine) => leadHadBefore(m, deal, { owner: member, isMine })),
  leadFormsView: (m: Messages, { pipeline, dataSize, text }: ViewData) => {
    const pipelines = Array.from({ length: { empty: 1, usual: 2, extreme: 40 }[dataSize] }, (_, index) => ({
      ...pipeline,
      id: `p${index}`,
      name: text || 'Sales',
    }));
    const forms = pipelines.slice(1).map(({ id }, index) => ({
      ...{ id: `form-${index}`, pipelineId: id, createdAt: AT, lastUsedAt: index === 0 ? null : AT },
    }));
    const [first] = forms;
    const made = first === undefined ? {} : { made: { pipeline, form: first, secret: `whsec_${'a'.repeat(44)}` } };
    return leadFormsView(m, pipelines, {
      ...{ workspaceId: 'T0123ABC', forms, zone: 'Europe/Warsaw', signs: dataSize !== 'empty' },
      notice: { text: literal(text, 600), ...made },
    });
  },
};
