import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { LeadForm } from '../../../../core/pipeline/lead-form.ts';
import type { Pipeline } from '../../../../core/pipeline/stage.ts';
import { dateAt } from '../../../../core/time/calendar.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { joinSafe, type SafeText } from '../../../../locale/safe-text.ts';
import { buttons, modal } from '../../kit/blocks.ts';
import { defineFormData } from '../../kit/form-data.ts';
import { literal, richText } from '../../kit/text.ts';

export const OPEN_LEAD_FORMS = 'leads.open';
/** Makes the address of a pipeline, which is the value, or a new secret of it. */
export const MAKE_LEAD_FORM = 'leads.make';
export const RENEW_LEAD_FORM = 'leads.secret';
/** Takes an address back; the value is its id. */
export const TAKE_BACK_LEAD_FORM = 'leads.take-back';

/** Pipelines of one page: each takes two blocks, and a view holds a hundred. */
const MOST_PIPELINES = 30;

const leadFormsData = defineFormData(z.object({}));

export const pipelineNameText = ({ name }: Pick<Pipeline, 'name'>): SafeText => literal(name, 60);

/** Where a form sends its leads, behind the bot's address. */
const leadFormPath = (workspaceId: string, { id }: Pick<LeadForm, 'id'>): string => `/leads/${workspaceId}/${id}`;

/** What was just done, and a secret that is seen only now. */
export type LeadFormsNotice = {
  readonly text: SafeText;
  readonly made?: { readonly pipeline: Pipeline; readonly form: LeadForm; readonly secret: string };
};

/** Each pipeline with its address, and what can be done with it. @param signs false: the server has no key. */
export function leadFormsView(
  m: Messages,
  pipelines: readonly Pipeline[],
  {
    workspaceId,
    forms,
    zone,
    signs,
    notice,
  }: {
    readonly workspaceId: string;
    readonly forms: readonly LeadForm[];
    readonly zone: string;
    readonly signs: boolean;
    readonly notice?: LeadFormsNotice | undefined;
  },
): ModalView {
  const l = m.leads;
  const pathOf = (form: LeadForm) => literal(leadFormPath(workspaceId, form), 200);
  const made = notice?.made;
  return modal({
    id: 'leads.list',
    title: l.title,
    close: m.common.close,
    data: leadFormsData.encode({}),
    blocks: [
      ...(notice === undefined ? [] : [richText(notice.text)]),
      ...(made === undefined
        ? []
        : [
            richText(
              l.made({ pipeline: pipelineNameText(made.pipeline), path: pathOf(made.form), secret: literal(made.secret, 100) }),
            ),
          ]),
      richText(l.intro),
      ...(signs ? [] : [richText(l.unsigned)]),
      ...pipelines.slice(0, MOST_PIPELINES).flatMap((pipeline, index) => {
        const form = forms.find(({ pipelineId }) => pipelineId === pipeline.id);
        const used = form === undefined || form.lastUsedAt === null ? undefined : dateAt(form.lastUsedAt, zone);
        const madeOn = form === undefined ? undefined : dateAt(form.createdAt, zone);
        const line = l.line({ pipeline: pipelineNameText(pipeline), made: madeOn, used });
        return [
          richText(form === undefined ? line : joinSafe([line, l.path(pathOf(form))], '\n')),
          ...(form === undefined
            ? buttons({ id: `${MAKE_LEAD_FORM}:${index}`, text: l.make, value: pipeline.id })
            : buttons(
                { id: `${RENEW_LEAD_FORM}:${index}`, text: l.newSecret, value: pipeline.id, confirm: l.sureSecret },
                {
                  ...{ id: `${TAKE_BACK_LEAD_FORM}:${index}`, text: l.takeBack, value: form.id, style: 'danger' },
                  confirm: l.sureTakeBack,
                },
              )),
        ];
      }),
    ],
  });
}
