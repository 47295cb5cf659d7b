import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { criteriaToAsk, isCriterionMet, missingCriteria } from '../../../../core/deal/criteria.ts';
import type { DealFile } from '../../../../core/deal/deal.ts';
import { nextReminderDate } from '../../../../core/deal/hygiene/next-reminder.ts';
import type { Member } from '../../../../core/people/member.ts';
import type { EntryCriterion, Pipeline, Stage } from '../../../../core/pipeline/stage.ts';
import { stageById } from '../../../../core/pipeline/stage.ts';
import type { PlainDate } from '../../../../core/time/calendar.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { joinSafe, type SafeText, safe } from '../../../../locale/safe-text.ts';
import { buttons, field, modal, option } from '../../kit/blocks.ts';
import { type DataOf, defineFormData } from '../../kit/form-data.ts';
import { literal, lowerInitial, memberNameText, richText } from '../../kit/text.ts';
import { daysInStage } from '../days-in-stage.ts';
import { seenDealSchema } from '../deal-form-data.ts';
import { dealTitle } from '../deal-title.ts';
import { valueText } from '../deal-value.ts';
import { stageMeaning } from '../stage-meaning.ts';

/** Callback id of the form; names of the fields that are always the same. */
export const ADVANCE_FORM = 'deal.enter';
export const ADVANCE_FIELDS = {
  nextStep: 'nextStep',
  nextStepOn: 'nextStepOn',
  anyway: 'anyway',
  wonOn: 'wonOn',
  value: 'value',
} as const;
/** Makes the form one that may be submitted without what is missing; the value is the form's callback id. */
export const MOVE_ANYWAY = 'deal.move-anyway';
/** The form that asks for what a stage requires on the way of a move. */
export const MOVE_ENTER_FORM = 'deal.move-enter';
/** The value of a ticked box. */
export const TICKED = 'yes';

const TEXT_LIMIT = 200;

/** A criterion's field; its block id. */
export const criterionBlockId = (criterion: EntryCriterion): string => `criterion ${criterion.id}`;

export type AdvanceFormContext = {
  readonly pipeline: Pipeline;
  /** Undefined where nobody else is here. */
  readonly owner: Member | undefined;
  readonly today: PlainDate;
  readonly timeZone: string;
};

const checkbox = (name: string, text: SafeText): InputBlock['element'] => ({
  type: 'checkboxes',
  action_id: name,
  options: [option(text, TICKED)],
});

/** The field that asks for one criterion. `optional`: the form may be submitted without it. */
export function criterionInput(
  m: Messages,
  criterion: EntryCriterion,
  { optional }: { readonly optional: boolean } = { optional: true },
): InputBlock {
  const name = criterionBlockId(criterion);
  switch (criterion.field) {
    case 'closeOn':
      return field(name, m.advance.fields.closeOn, { type: 'datepicker', optional });
    case 'value':
      return field(name, m.advance.fields.value, {
        type: 'plain_text_input',
        max_length: 60,
        optional,
        hint: m.newDeal.valueHint,
      });
    case 'contact':
    case 'reachable':
    case 'company':
    case 'decider':
      return field(name, m.advance.fields[criterion.field], { type: 'plain_text_input', max_length: TEXT_LIMIT, optional });
    default:
      return field(name, literal(criterion.text, 150), { ...checkbox(name, m.advance.yes), optional });
  }
}

function head(
  m: Messages,
  { file, stage }: { readonly file: DealFile; readonly stage: Stage },
  context: AdvanceFormContext,
): readonly KnownBlock[] {
  const { deal } = file;
  const from = stageById(context.pipeline, deal.stageId);
  const value = valueText(m, deal);
  const there = stage.criteria
    .filter((criterion) => isCriterionMet(criterion, file))
    .map((criterion) => literal(criterion.text, 60));
  const advised = stage.criteria
    .filter((criterion) => !criterion.required && !isCriterionMet(criterion, file))
    .map((criterion) => m.advance.advised(literal(criterion.text, 60)));
  const lines = [
    m.advance.head(dealTitle(deal), [
      ...(value === undefined ? [] : [value]),
      ...(context.owner === undefined ? [] : [memberNameText(context.owner)]),
    ]),
    m.advance.path({
      from: literal(from?.name ?? ''),
      to: literal(stage.name),
      days: daysInStage(file, context),
      usual: from?.ageingDays ?? null,
    }),
    ...there.map((each) => safe`✓ ${each}`),
    ...advised,
  ];
  // What is asked below is asked for this.
  return [richText(joinSafe(lines, '\n')), ...stageMeaning(m, stage)];
}

/** What the form holds: the deal, the stage that it is about to enter, the reason of a move, and whether it goes without what is missing. Before, '141@7>offer>reason'. */
export const stageFormData = defineFormData(
  z.object({ deal: seenDealSchema, stageId: z.string(), reason: z.string().default(''), anyway: z.boolean().default(false) }),
  (text) => {
    const [, deal = '', stageId = '', reason = ''] = /^([^>]*)>([^>]*)(?:>(.*))?$/s.exec(text) ?? [];
    return { deal, stageId, reason, anyway: false };
  },
);

export type StageFormData = DataOf<typeof stageFormData>;

/** Of which form the entry into a stage is a part, the reason that was given for it, and whether it is made without what is missing. */
export type StageEntry = {
  readonly file: DealFile;
  readonly stage: Stage;
  readonly formId?: typeof ADVANCE_FORM | typeof MOVE_ENTER_FORM;
  readonly reason?: string;
  readonly anyway?: boolean;
};

/**
 * Asks exactly for what a deal lacks on the way into a stage, at most three questions; the way into Won asks for its final details. What the
 * stage requires has to be filled in; a button makes the same form one that may go without, and says when Lejek reminds of it.
 */
export function advanceForm(
  m: Messages,
  { file, stage, formId = ADVANCE_FORM, reason = '', anyway = false }: StageEntry,
  context: AdvanceFormContext,
): ModalView {
  const won = stage.kind === 'won';
  const a = m.advance;
  const asked = criteriaToAsk(context.pipeline, stage, file);
  const required = new Set(missingCriteria(stage, file).map(({ id }) => id));
  const questions = won
    ? finalQuestions(m, { file, stage }, context)
    : asked.map((criterion) => criterionInput(m, criterion, { optional: anyway || !required.has(criterion.id) }));
  const { nextStep, nextStepOn } = ADVANCE_FIELDS;
  const next = won
    ? []
    : [
        { type: 'divider' as const },
        field(nextStep, a.nextStep, { type: 'plain_text_input', max_length: TEXT_LIMIT, optional: true }),
        field(nextStepOn, a.nextStepOn, { type: 'datepicker', optional: true }),
      ];
  const aside =
    won || stage.strict || required.size === 0
      ? []
      : anyway
        ? [richText(a.anywayOn(nextReminderDate(context.today)))]
        : buttons({ id: MOVE_ANYWAY, text: a.anyway, value: formId });
  const works =
    stage.actions.length === 0
      ? []
      : [
          richText(
            a.worksAt(
              literal(stage.shortName),
              stage.actions.map((action) => literal(lowerInitial(action.text), 150)),
            ),
          ),
        ];
  return modal({
    id: formId,
    title: won ? a.wonTitle : a.title(literal(stage.shortName)),
    submit: won ? a.submitWon : anyway ? a.submitAnyway : a.submit,
    close: m.common.cancel,
    data: stageFormData.encode({ deal: file.deal, stageId: stage.id, reason, anyway }),
    blocks: [
      ...head(m, { file, stage }, context),
      ...(won || asked.length === 0 ? [] : [richText(a.stillMissing)]),
      ...questions,
      ...aside,
      ...next,
      ...works,
    ],
  });
}

/** The final value and date are always asked for, filled with what is known. */
function finalQuestions(
  m: Messages,
  { file, stage }: { readonly file: DealFile; readonly stage: Stage },
  context: AdvanceFormContext,
): readonly InputBlock[] {
  const { deal } = file;
  const known = valueText(m, deal);
  const value = known === undefined ? {} : { initial_value: known };
  const ticks = stage.criteria.filter(
    (criterion) => criterion.field === undefined && criterion.required && !isCriterionMet(criterion, file),
  );
  return [
    field(ADVANCE_FIELDS.value, m.advance.finalValue, {
      type: 'plain_text_input',
      max_length: 60,
      ...value,
      hint: m.newDeal.valueHint,
    }),
    field(ADVANCE_FIELDS.wonOn, m.advance.wonOn, { type: 'datepicker', initial_date: context.today }),
    ...ticks.map((criterion) => criterionInput(m, criterion, { optional: false })),
  ];
}
