import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Deal } from '../../../core/deal/deal.ts';
import { MAX_OPEN_STEPS, openSteps, stepId } from '../../../core/deal/next-steps.ts';
import type { Messages } from '../../../locale/messages.ts';
import { safe } from '../../../locale/safe-text.ts';
import { PLAN } from '../deal/deal-actions.ts';
import { seenDealSchema } from '../deal/deal-form-data.ts';
import { dealTitle } from '../deal/deal-title.ts';
import { field, modal, option } from '../kit/blocks.ts';
import { type DataOf, defineFormData } from '../kit/form-data.ts';
import { literal, richText } from '../kit/text.ts';

/** What is done about a next step. */
export const STEP_ACTIONS = {
  done: 'step.done',
  tomorrow: 'step.tomorrow',
  nextWeek: 'step.next-week',
  plan: PLAN,
} as const;
/** Callback id of the form for the next step; names of its fields. */
export const NEXT_STEP_FORM = 'step.save';
export const NEXT_STEP_FIELDS = { step: 'step', on: 'on', done: 'done' } as const;
/** Most characters of a next step. */
export const NEXT_STEP_LIMIT = 200;

/** What the form holds. Earlier versions listed no steps: what they asked for took the place of the next one. */
export const nextStepFormData = defineFormData(
  z.object({ deal: seenDealSchema, listsSteps: z.boolean().default(false) }),
  (text) => ({ deal: text }),
);
export type NextStepFormData = DataOf<typeof nextStepFormData>;

/** Asks what comes next about a deal, beside its open steps, to be ticked off. @param doneId the step that is ticked off already. */
export function nextStepForm(m: Messages, deal: Deal, doneId?: string): ModalView {
  const options = openSteps(deal)
    .slice(0, MAX_OPEN_STEPS)
    .map((planned) => {
      const words = planned.step === '' ? m.morning.step : literal(planned.step, 50);
      return option(m.morning.openStep(words, planned.on), stepId(planned));
    });
  const ticked = options.filter(({ value }) => value === doneId);
  const done =
    options.length === 0
      ? []
      : [
          field(NEXT_STEP_FIELDS.done, m.morning.stepsDone, {
            type: 'checkboxes',
            options,
            ...(ticked.length === 0 ? {} : { initial_options: ticked }),
            optional: true,
          }),
        ];
  return modal({
    id: NEXT_STEP_FORM,
    title: m.morning.planTitle,
    submit: m.morning.planSubmit,
    close: m.common.cancel,
    data: nextStepFormData.encode({ deal, listsSteps: true }),
    blocks: [
      richText(safe`*${dealTitle(deal)}*`),
      ...done,
      field(NEXT_STEP_FIELDS.step, m.morning.step, {
        type: 'plain_text_input',
        max_length: NEXT_STEP_LIMIT,
        optional: true,
        hint: m.morning.stepHint,
      }),
      field(NEXT_STEP_FIELDS.on, m.morning.stepOn, { type: 'datepicker', optional: true }),
    ],
  });
}
