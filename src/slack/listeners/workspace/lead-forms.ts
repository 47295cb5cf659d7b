import { pipelineById } from '../../../core/pipeline/pipelines.ts';
import { LANGUAGES } from '../../../locale/languages.ts';
import { hashToken } from '../../../platform/personal-token.ts';
import { LEAD_FORM_SECRET, newWebhookSecret } from '../../../webhooks/signature.ts';
import type { ButtonHandler, Flow, Press, Reply, RequestContext } from '../../request/flow.ts';
import { forAdmins as forAdminsOf } from '../../steps/settings/for-admins.ts';
import { recordLeadFormChange } from '../../steps/settings/history/lead-form-history.ts';
import { literal, toPlainText } from '../../views/kit/text.ts';
import {
  type LeadFormsNotice,
  leadFormsView,
  MAKE_LEAD_FORM,
  OPEN_LEAD_FORMS,
  pipelineNameText,
  RENEW_LEAD_FORM,
  TAKE_BACK_LEAD_FORM,
} from '../../views/workspace/settings/lead-forms.ts';

const forAdmins = (context: RequestContext, run: () => Promise<Reply>): Promise<Reply> =>
  forAdminsOf(context, context.m.leads.adminsOnly, run);

/** The page: on top of a message, or in place of the page that the button is on. */
async function showPage(context: RequestContext, { data }: Pick<Press, 'data'>, notice?: LeadFormsNotice): Promise<Reply> {
  const { m, tenant, pipelines, timeZone: zone, webhooks } = context;
  const view = leadFormsView(m, pipelines.inUse, {
    ...{ workspaceId: tenant.id, forms: await tenant.leadForms.all(), zone, notice },
    signs: webhooks.secrets !== undefined,
  });
  return { kind: data === null ? 'open' : 'update', view };
}

/** Makes the address of a pipeline, or a new secret of it, once however often the press comes: the secret is shown with it. */
const makeSecret =
  (what: 'made' | 'secret'): ButtonHandler['run'] =>
  (context, press) =>
    forAdmins(context, async () => {
      const { m, tenant, at, workspace, pipelines } = context;
      const pipeline = pipelineById(pipelines, press.value);
      if (pipeline === undefined || pipeline.isArchived === true)
        return showPage(context, press, {
          text: pipeline === undefined ? m.common.gone : m.leads.archived(pipelineNameText(pipeline)),
        });
      const { key } = context.writeRequest();
      if (key !== null && !(await tenant.markHandledOnce(key, at))) return showPage(context, press);
      const secret = newWebhookSecret();
      const owner = { workspaceId: tenant.id, what: LEAD_FORM_SECRET };
      const { nobody, form: formName } = LANGUAGES[workspace.language].leads;
      const form = await tenant.leadForms.save(
        {
          pipelineId: pipeline.id,
          hash: hashToken(secret),
          encryptedSecret: context.webhooks.secrets?.seal(secret, owner) ?? null,
          names: { nobody: toPlainText(nobody), form: toPlainText(formName) },
        },
        at,
      );
      await recordLeadFormChange(context, what, form);
      return showPage(context, press, {
        text: m.leads.changed[what](pipelineNameText(pipeline)),
        made: { pipeline, form, secret },
      });
    });

async function takeBack(context: RequestContext, press: Press): Promise<Reply> {
  const { m, tenant, pipelines } = context;
  const form = await tenant.leadForms.remove(press.value);
  if (form === undefined) return showPage(context, press, { text: m.leads.gone });
  await recordLeadFormChange(context, 'takenBack', form);
  const pipeline = pipelineById(pipelines, form.pipelineId);
  const name = pipeline === undefined ? literal(form.pipelineId) : pipelineNameText(pipeline);
  return showPage(context, press, { text: m.leads.takenBack(name) });
}

/** Addresses by which forms outside send leads: a page of the settings. */
export const leadFormsFlow = {
  funnelCommands: {
    leads: { takesDeal: null, opensForm: true, run: (context) => forAdmins(context, () => showPage(context, { data: null })) },
  },
  buttons: {
    [OPEN_LEAD_FORMS]: { opensForm: true, run: (context, press) => forAdmins(context, () => showPage(context, press)) },
    [MAKE_LEAD_FORM]: { opensForm: true, run: makeSecret('made') },
    [RENEW_LEAD_FORM]: { opensForm: true, run: makeSecret('secret') },
    [TAKE_BACK_LEAD_FORM]: { opensForm: true, run: (context, press) => forAdmins(context, () => takeBack(context, press)) },
  },
} satisfies Flow;
