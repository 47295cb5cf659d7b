import type { PlannedStep } from '../../../core/deal/deal.ts';
import { moveStep, planSteps } from '../../../core/deal/next-steps.ts';
import { inLines } from '../../../input/lines/step-text.ts';
import { parseSlackText, replaceMentionsByNames } from '../../../input/slack-text.ts';
import { joinSafe } from '../../../locale/safe-text.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import { stepReminderAt } from '../../request/step-reminders.ts';
import { changeWithRetry, refuseForm, replySaved } from '../../steps/change-deal.ts';
import { askStep, readSteps } from '../../steps/input/read-step.ts';
import { askWhichDeal, resolveDealOrAsk } from '../../steps/resolve-deal.ts';
import { resolveLeadingDeal } from '../../steps/resolve-leading-deal.ts';
import { dealTitle } from '../../views/deal/deal-title.ts';
import { otherSteps } from '../../views/deal/step-lines.ts';
import { undoAndShowRow } from '../../views/deal/undo-row.ts';
import { textMessage } from '../../views/kit/blocks.ts';
import { literal } from '../../views/kit/text.ts';
import { NEXT_STEP_LIMIT, nextStepForm, STEP_ACTIONS } from '../../views/workspace/next-step-form.ts';

const toPlanned = ({ step, on }: PlannedStep): PlannedStep => ({ step, on });

async function planStep(context: RequestContext, number: number, typed: string): Promise<Reply> {
  const { m } = context;
  const all = readSteps(context, typed);
  const [{ step, on, other } = { step: '', on: null, other: undefined }, ...more] = all;
  const question = askStep(context, all);
  if (question !== undefined) return { kind: 'say', message: textMessage(question) };
  if (step === '' && more.length > 0) return { kind: 'say', message: textMessage(m.input.date.twoDays) };
  const length = Math.max(...all.map((each) => each.step.length));
  if (length > NEXT_STEP_LIMIT) return { kind: 'say', message: textMessage(m.common.tooLong({ length, most: NEXT_STEP_LIMIT })) };
  // A day alone moves the step that is planned already; words are one more step.
  const saved = await changeWithRetry(context, { number }, (file) =>
    step === ''
      ? moveStep(file, { id: undefined, on }, context.act)
      : planSteps(file, { add: { step, on }, more: more.map(toPlanned) }, context.act),
  );
  return replySaved(context, { seen: { number }, saved }, ({ file: { deal } }) => {
    const below = undoAndShowRow(m, deal);
    const words = step === '' ? (deal.nextStep ?? '…') : step;
    const planned = m.morning.planned(dealTitle(deal), literal(words, 200), on);
    const guess = on === null || other === undefined ? [] : [m.input.date.dayOrMonth(on, other)];
    const reminder = stepReminderAt({ step: words, on }, { timeZone: context.ownZone, at: context.at });
    const reminded = reminder === undefined ? [] : [m.morning.remindAt(m.f.clock(reminder.time))];
    return textMessage(joinSafe([planned, ...reminded, ...guess, ...otherSteps(m, deal, { step: words, on })], ' '), ...below);
  });
}

async function openPlanForm(context: RequestContext, number: number): Promise<Reply> {
  const file = await context.deals.file(number);
  const refused = await refuseForm(context, { seen: { number }, file }, 'deal.edit');
  if (refused !== undefined || file === undefined) return refused ?? { kind: 'nothing' };
  return { kind: 'open', view: nextStepForm(context.m, file.deal) };
}

const typedLines = (text: string): readonly string[] =>
  text.split('\n').map((line) => replaceMentionsByNames(parseSlackText(line)));

async function runCommand(context: RequestContext, rest: string): Promise<Reply> {
  const { m } = context;
  const split = rest.trim() === '' ? undefined : await resolveLeadingDeal(context, rest);
  if (split !== undefined && split.kind !== 'one')
    return askWhichDeal(context, split, { id: STEP_ACTIONS.plan, text: m.morning.plan });
  if (split !== undefined)
    return split.rest === ''
      ? openPlanForm(context, split.deal.number)
      : planStep(context, split.deal.number, inLines(split.rest, typedLines(rest)));
  const one = await resolveDealOrAsk(context, rest, { ask: m.dealActions.whichStep, choose: STEP_ACTIONS.plan, openOnly: true });
  return 'answer' in one ? one.answer : openPlanForm(context, one.deal.number);
}

/** What is to be done next about a deal, and when: `/deal step acme call Maria tomorrow`. */
export const nextStepFlow = { dealCommands: { step: { takesDeal: 'text', opensForm: false, run: runCommand } } } satisfies Flow;
