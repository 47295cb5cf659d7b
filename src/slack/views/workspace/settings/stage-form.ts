import type { KnownBlock, ModalView } from '@slack/types';
import type { Language } from '../../../../core/people/language.ts';
import type { StageDraft } from '../../../../core/pipeline/pipeline-edit.ts';
import { openStages, type Pipeline, type Stage } from '../../../../core/pipeline/stage.ts';
import { STAGE_LIMITS } from '../../../../core/pipeline/stage-limits.ts';
import { LANGUAGE_NAMES } from '../../../../locale/languages.ts';
import type { Messages } from '../../../../locale/messages.ts';
import type { SafeText } from '../../../../locale/safe-text.ts';
import { buttons, field, modal, option } from '../../kit/blocks.ts';
import { literal, richText } from '../../kit/text.ts';
import { choice, type FormFrame, inLanguage, numberField, otherLanguages, textField } from './pipeline-fields.ts';
import { noticeBlocks, OPEN_PIPELINE, OPEN_STAGE, pipelineFormData } from './pipeline-pages.ts';

/** Callback id of the form. */
export const STAGE_FORM = 'pipeline.save-stage';

/** Names of the fields; those that there are in each language have it behind a dot. */
export const STAGE_FIELDS = {
  name: 'name',
  shortName: 'short',
  meaning: 'meaning',
  actions: 'actions',
  after: 'after',
  probability: 'probability',
  minimum: 'minimum',
  ageingDays: 'ageing',
  strict: 'strict',
} as const;
/** Choices of the selects. */
export const FIRST_PLACE = 'first';
export const STRICT = { yes: 'strict', no: 'anyway' } as const;
/** Room for every line. */
const ACTIONS_LENGTH = STAGE_LIMITS.actions * STAGE_LIMITS.action;

function stageTexts(m: Messages, draft: StageDraft, language: Language): readonly KnownBlock[] {
  const f = m.pipeline.form;
  const isOwn = language === m.language;
  const called = literal(LANGUAGE_NAMES[language]);
  const at = (name: string) => inLanguage(name, language);
  const hint = <Hint extends SafeText>(text: Hint) => (isOwn ? { hint: text } : {});
  return [
    textField(at(STAGE_FIELDS.name), {
      label: isOwn ? f.name : f.nameIn(called),
      value: draft.name[language],
      most: STAGE_LIMITS.name,
      // Written in the other language only: that is enough.
      optional: !isOwn || (draft.name[language] === '' && otherLanguages(m).some((code) => draft.name[code] !== '')),
    }),
    textField(at(STAGE_FIELDS.shortName), {
      label: isOwn ? f.shortName : f.shortNameIn(called),
      value: draft.shortName[language],
      most: STAGE_LIMITS.shortName,
      optional: true,
      ...hint(f.shortNameHint),
    }),
    textField(at(STAGE_FIELDS.meaning), {
      label: isOwn ? f.meaning : f.meaningIn(called),
      value: draft.meaning[language],
      most: STAGE_LIMITS.meaning,
      multiline: true,
      optional: true,
    }),
    textField(at(STAGE_FIELDS.actions), {
      label: isOwn ? f.actions : f.actionsIn(called),
      value: draft.actions[language].join('\n'),
      most: ACTIONS_LENGTH,
      multiline: true,
      optional: true,
      ...hint(f.actionsHint),
    }),
  ];
}

/** What the form of a stage is filled with. `stage` undefined: a new one. */
export type StageFormValues = FormFrame & {
  readonly pipeline: Pipeline;
  readonly stage: Stage | undefined;
  readonly draft: StageDraft;
  /** Id of the open stage that it stands behind; null: it is the first. */
  readonly after: string | null;
};

function stageNumbers(m: Messages, { pipeline, stage, draft, after }: StageFormValues): readonly KnownBlock[] {
  const f = m.pipeline.form;
  const places = [
    option(f.first, FIRST_PLACE),
    ...openStages(pipeline)
      .filter(({ id }) => id !== stage?.id)
      .map(({ id, name }) => option(literal(name, 75), id)),
  ];
  return [
    field(STAGE_FIELDS.after, f.after, choice(places, after ?? FIRST_PLACE)),
    field(
      STAGE_FIELDS.strict,
      f.strict,
      choice([option(f.mayMoveAnyway, STRICT.no), option(f.isStrict, STRICT.yes)], draft.strict ? STRICT.yes : STRICT.no),
    ),
    numberField(STAGE_FIELDS.probability, f.probability, {
      value: draft.probabilityPercent,
      ...STAGE_LIMITS.probability,
      hint: f.probabilityHint,
    }),
    numberField(STAGE_FIELDS.minimum, f.minimum, { value: draft.minimum, ...STAGE_LIMITS.minimum, hint: f.minimumHint }),
    numberField(STAGE_FIELDS.ageingDays, f.ageingDays, { value: draft.ageingDays, ...STAGE_LIMITS.ageingDays }),
  ];
}

/** Names, meaning, playbook, place and numbers of a stage; of Won and Lost no place and no numbers. */
export function stageForm(m: Messages, values: StageFormValues): ModalView {
  const { stage, draft, data, notice } = values;
  const f = m.pipeline.form;
  const others = otherLanguages(m).flatMap((code): readonly KnownBlock[] => [
    { type: 'divider' },
    richText(f.otherLanguage(literal(LANGUAGE_NAMES[code]))),
    ...stageTexts(m, draft, code),
  ]);
  return modal({
    id: STAGE_FORM,
    title: stage === undefined ? f.add : f.edit,
    submit: f.save,
    close: m.common.cancel,
    data: pipelineFormData.encode(data),
    blocks: [
      ...noticeBlocks(m, notice),
      ...stageTexts(m, draft, m.language),
      ...(stage === undefined || stage.kind === 'open' ? stageNumbers(m, values) : []),
      ...others,
      ...buttons(
        stage === undefined
          ? { id: OPEN_PIPELINE, text: m.pipeline.backToStages, value: 'all' }
          : { id: `${OPEN_STAGE}:back`, text: m.pipeline.backToStage, value: stage.id },
      ),
    ],
  });
}
