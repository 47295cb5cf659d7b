import { z } from 'zod';
import { advance, requireWonDetails, win } from '../core/deal/advance.ts';
import type { Answers } from '../core/deal/answers.ts';
import { refuse } from '../core/deal/change.ts';
import { nextReminderDate } from '../core/deal/hygiene/next-reminder.ts';
import { nextStage } from '../core/pipeline/stage.ts';
import { normalizeText } from '../input/slack-text.ts';
import { dealPipeline, inPipelineOf } from '../slack/request/deal-pipeline.ts';
import { loadRefusalContext } from '../slack/request/refusal-context.ts';
import { signedOn } from '../slack/steps/advance-deal.ts';
import { refreshHygieneRowsAfterChange } from '../slack/steps/refresh-hygiene-rows.ts';
import { moveReply } from '../slack/views/deal/move-reply.ts';
import { readContact } from './create-deal.ts';
import { toDealOutput, writtenOutput } from './deal-output.ts';
import { plainMessage } from './plain-message.ts';
import { contactInput, dayInput, dealInput, keyInput, moneyInput, readDeal, readValue, stepInput, text } from './read-input.ts';
import { refuseSave } from './refuse.ts';
import { defineTool } from './tool.ts';

const input = z.object({
  deal: dealInput,
  ...contactInput,
  company: text('The company', 200).optional(),
  decider: text('Who decides on buying', 200).optional(),
  ...moneyInput,
  closeOn: dayInput('Expected close date, not in the past').optional(),
  ...stepInput,
  confirm: z
    .array(text('Id of a criterion, as a refusal with the code missing or show_deal gives it', 100))
    .max(30)
    .optional()
    .describe('Criteria that are met and that no field says'),
  moveAnyway: z
    .boolean()
    .optional()
    .describe('True: move without what is missing, where the stage allows it; a reminder follows'),
  won: z.boolean().optional().describe('True: where the next stage is Won, close the deal as won; value is then its final value'),
  wonOn: dayInput('The day on which it was signed, not in the future; today where not given').optional(),
  ifVersion: z.int().optional().describe('The version that you have seen: where the deal has moved on, nothing is changed'),
  ...keyInput,
});

/** What the input says towards the criteria of a stage. */
function readAnswers(given: z.output<typeof input>, value: NonNullable<Answers['deal']>): Answers {
  const decider = normalizeText(given.decider ?? '');
  const company = normalizeText(given.company ?? '');
  const step = normalizeText(given.nextStep ?? '');
  const contact = { ...readContact(given), ...(decider === '' ? {} : { decider }) };
  const deal = {
    ...value,
    ...(company === '' ? {} : { company }),
    ...(given.closeOn === undefined ? {} : { closeOn: given.closeOn }),
    ...(step === '' ? {} : { nextStep: step, nextStepOn: given.nextStepOn ?? null }),
  };
  return {
    ...(Object.keys(contact).length === 0 ? {} : { contact }),
    ...(Object.keys(deal).length === 0 ? {} : { deal }),
    ...(given.confirm === undefined ? {} : { ticks: given.confirm }),
  };
}

/** A deal to its next stage. */
export const advanceDealTool = defineTool({
  name: 'advance_deal',
  title: 'Advance a deal',
  description:
    'Moves a deal to its next stage. Where the stage asks for something, nothing moves and the refusal with the code missing says what; call it again with that. Won is entered only with won: true.',
  input,
  output: writtenOutput('moved it'),
  right: 'deal.advance',
  writes: true,
  run: async (asked, given) => {
    const found = await readDeal(asked, given.deal, true);
    if ('refused' in found) return found.refused;
    const { number } = found.file.deal;
    const context = inPipelineOf(asked, found.file.deal);
    const { m, act, today } = context;
    const read = await readValue(context, given);
    if ('refused' in read) return read.refused;
    const wonOn = given.wonOn ?? null;
    const entering = {
      answers: readAnswers(given, read.value),
      ...(given.moveAnyway === true ? { anyway: { remindOn: nextReminderDate(today) } } : {}),
    };
    const saved = await context.deals.change(
      number,
      (file) => {
        const pipeline = dealPipeline(context, file.deal);
        const next = nextStage(pipeline, file.deal.stageId);
        if (next?.kind !== 'won') return advance(file, { pipeline, ...entering }, act);
        if (given.won !== true) return requireWonDetails(file, next, act);
        if (wonOn !== null && wonOn > today) return refuse({ why: 'futureDate', on: today });
        return win(file, { pipeline, ...entering, ...signedOn(context, wonOn) }, act);
      },
      {
        ...context.writeRequest(),
        ...(given.ifVersion === undefined ? { loaded: found.file } : { seenVersion: given.ifVersion }),
      },
    );
    if (!saved.ok) return refuseSave(context, number, saved);
    await refreshHygieneRowsAfterChange(context, saved);
    const { members, ...place } = await loadRefusalContext(context);
    const message = plainMessage(moveReply(m, saved, { ...place, members }), members);
    const deal = toDealOutput(context, saved.file.deal, members);
    return { ok: true, output: { message, deal, repeated: saved.isRepeat } };
  },
});
