import type { ModalView, PlainTextOption } from '@slack/types';
import type { CriterionDraft } from '../../../../core/pipeline/pipeline-edit.ts';
import { CRITERION_FIELDS as CRITERION_FIELD_NAMES, type Stage } from '../../../../core/pipeline/stage.ts';
import { STAGE_LIMITS } from '../../../../core/pipeline/stage-limits.ts';
import type { TypedTexts } from '../../../../core/pipeline/stage-text.ts';
import { LANGUAGE_NAMES } from '../../../../locale/languages.ts';
import type { Messages } from '../../../../locale/messages.ts';
import type { SafeText } from '../../../../locale/safe-text.ts';
import { buttons, field, modal, option, plainText } from '../../kit/blocks.ts';
import { literal, richText } from '../../kit/text.ts';
import { choice, type FormFrame, inLanguage, otherLanguages, textField } from './pipeline-fields.ts';
import { DROP_CRITERION, DROP_REASON, noticeBlocks, OPEN_REASONS, OPEN_STAGE, pipelineFormData } from './pipeline-pages.ts';

/** Callback ids of the forms. */
export const REMOVE_STAGE_FORM = 'pipeline.remove-stage';
export const CRITERION_FORM = 'pipeline.save-criterion';
export const REASON_FORM = 'pipeline.save-reason';

export const CRITERION_FIELDS = { text: 'text', required: 'required', field: 'field' } as const;
export const REMOVAL_FIELDS = { into: 'into' } as const;

export const REQUIRED = { yes: 'required', no: 'advised' } as const;
export const TICK = 'tick';
const FIELD_CHOICES = [TICK, ...CRITERION_FIELD_NAMES] as const;

/** A text in every language: the reader's first. */
const textsIn = (m: Messages, label: SafeText, { texts, most }: { readonly texts: TypedTexts; readonly most: number }) => [
  textField(inLanguage('text', m.language), {
    label,
    value: texts[m.language],
    most,
    optional: texts[m.language] === '' && otherLanguages(m).some((code) => texts[code] !== ''),
  }),
  ...otherLanguages(m).map((code) =>
    textField(inLanguage('text', code), {
      label: m.pipeline.form.textIn(literal(LANGUAGE_NAMES[code])),
      value: texts[code],
      most,
      optional: true,
    }),
  ),
];

/** What a deal needs to enter a stage. */
export function criterionForm(m: Messages, { draft, data, notice }: FormFrame & { readonly draft: CriterionDraft }): ModalView {
  const c = m.pipeline.criterion;
  const { stageId = '', criterionId } = data;
  const fields = FIELD_CHOICES.map((each) => option(m.pipeline.fields[each], each));
  return modal({
    id: CRITERION_FORM,
    title: c.title,
    submit: m.pipeline.form.save,
    close: m.common.cancel,
    data: pipelineFormData.encode(data),
    blocks: [
      ...noticeBlocks(m, notice),
      ...textsIn(m, c.text, { texts: draft.text, most: STAGE_LIMITS.criterion }),
      field(
        CRITERION_FIELDS.required,
        c.required,
        choice(
          [option(c.isRequired, REQUIRED.yes), option(c.isAdvised, REQUIRED.no)],
          draft.required ? REQUIRED.yes : REQUIRED.no,
        ),
      ),
      field(CRITERION_FIELDS.field, c.field, choice(fields, draft.field ?? TICK)),
      ...buttons(
        criterionId === undefined
          ? undefined
          : {
              id: DROP_CRITERION,
              text: c.remove,
              value: `${stageId} ${criterionId}`,
              style: 'danger',
              confirm: { title: c.removeSure, text: c.removeText, yes: m.pipeline.yes, no: m.pipeline.no },
            },
        { id: `${OPEN_STAGE}:back`, text: m.pipeline.backToStage, value: stageId },
      ),
    ],
  });
}

/** Why deals are lost. */
export function reasonForm(m: Messages, { text, data, notice }: FormFrame & { readonly text: TypedTexts }): ModalView {
  const r = m.pipeline.reason;
  const { reasonId } = data;
  return modal({
    id: REASON_FORM,
    title: r.title,
    submit: m.pipeline.form.save,
    close: m.common.cancel,
    data: pipelineFormData.encode(data),
    blocks: [
      ...noticeBlocks(m, notice),
      ...textsIn(m, r.text, { texts: text, most: STAGE_LIMITS.reason }),
      ...buttons(
        reasonId === undefined
          ? undefined
          : {
              id: DROP_REASON,
              text: r.remove,
              value: reasonId,
              style: 'danger',
              confirm: { title: r.removeSure, text: r.removeText, yes: m.pipeline.yes, no: m.pipeline.no },
            },
        { id: OPEN_REASONS, text: m.pipeline.backToStage, value: 'all' },
      ),
    ],
  });
}

/** Where the deals of a removed stage can go, and how many would be incomplete there. */
export type RemovalChoice = { readonly stage: Stage; readonly incomplete: number };

export function removeStageForm(
  m: Messages,
  values: FormFrame & {
    readonly stage: Stage;
    readonly holding: { readonly count: number; readonly value: SafeText | undefined };
    readonly choices: readonly RemovalChoice[];
    /** Id of the stage that is offered. */
    readonly into: string;
  },
): ModalView {
  const { stage, holding, choices, into, data, notice } = values;
  const r = m.pipeline.removal;
  const options = choices.map((each): PlainTextOption => {
    const what = each.incomplete === 0 ? r.complete : r.incomplete(each.incomplete);
    const shown = option(literal(each.stage.name, 75), each.stage.id);
    return holding.count === 0 ? shown : { ...shown, description: plainText(what, 75) };
  });
  return modal({
    id: REMOVE_STAGE_FORM,
    title: r.title,
    submit: r.submit,
    close: m.common.cancel,
    data: pipelineFormData.encode(data),
    blocks: [
      ...noticeBlocks(m, notice),
      richText(r.intro(literal(stage.name, 60), holding.count, holding.value)),
      field(REMOVAL_FIELDS.into, r.into, choice(options, into)),
      ...buttons({ id: `${OPEN_STAGE}:back`, text: m.pipeline.backToStage, value: stage.id }),
    ],
  });
}
